// The dilation rate where its control stands, also while it is dragged: told to the other
// components of the page at once, and by them when its picture is there.

const LIVE = (globalThis.dilvizLiveRate ??= { rate: null, answered: null }); // components are separate scripts
const MOVED = "dilviz-live-rate";
const ANSWERED = "dilviz-rate-answered";
const PATIENCE = 250; // milliseconds

// null: there is no control, and what the server sent is what counts.
export function publishLiveRate(rate) {
  if (rate === LIVE.rate) return;
  Object.assign(LIVE, { rate, answered: null });
  dispatchEvent(new Event(MOVED));
}

export function liveRate() {
  return LIVE.rate;
}

export function onLiveRate(element, act) {
  const told = () => (element.isConnected ? act(LIVE.rate) : removeEventListener(MOVED, told));
  addEventListener(MOVED, told);
}

// The picture at this rate is there, or only a run of the page can bring it.
export function publishAnswered(rate) {
  LIVE.answered = rate;
  dispatchEvent(new Event(ANSWERED));
}

// Acts once when a rate has been answered, or nobody answers; what comes back takes that back.
export function whenAnswered(rate, act) {
  const heard = () => LIVE.answered === rate && finish();
  const impatient = setTimeout(finish, PATIENCE);
  addEventListener(ANSWERED, heard);
  const leave = () => {
    clearTimeout(impatient);
    removeEventListener(ANSWERED, heard);
  };
  function finish() {
    leave();
    act();
  }
  heard();
  return leave;
}
