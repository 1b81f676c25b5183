// The dilation rate while its control is dragged: told to the other components of the page at once.

const LIVE = (globalThis.dilvizLiveRate ??= { rate: null }); // components are separate scripts
const MOVED = "dilviz-live-rate";

// null: the control rests, and what the server sent is what counts.
export function publishLiveRate(rate) {
  if (rate === LIVE.rate) return;
  LIVE.rate = rate;
  dispatchEvent(new Event(MOVED));
}

export function liveRate() {
  return LIVE.rate;
}

export function onLiveRate(element, act) {
  const told = () => (element.isConnected ? act(LIVE.rate) : removeEventListener(MOVED, told));
  addEventListener(MOVED, told);
}
