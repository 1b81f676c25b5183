// The dilation rate that the control shows, also while it is dragged. The other components of the
// page hear of it at once, and announce when the picture at this rate is there.

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
  const moved = () => (element.isConnected ? act(LIVE.rate) : removeEventListener(MOVED, moved));
  addEventListener(MOVED, moved);
}

// The picture at this rate is there, or only a run of the page can bring it.
export function publishAnswered(rate) {
  LIVE.answered = rate;
  dispatchEvent(new Event(ANSWERED));
}

// Calls `act` once, when a rate has been answered or after a moment; returns a function that cancels.
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
