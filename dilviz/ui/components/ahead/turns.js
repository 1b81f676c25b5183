// What one figure shows, when the answers to its link and what the page brings come in any order.
const PATIENCE = 2000; // milliseconds that the page may be behind

export function makeTurns(paint) {
  let shown = {}; // {stamp, data}: equal stamps, equal data
  let waiting = false; // for the page to bring what is shown
  let old = null; // brought by a run that has been overtaken
  let timer = 0;
  const overtaken = new Set(); // stamps

  const show = (one) => {
    shown = one;
    paint(one.data);
  };
  const settle = () => {
    waiting = false;
    old = null;
    overtaken.clear();
    clearTimeout(timer);
  };
  const yieldToOld = () => {
    const last = old;
    settle();
    if (last) show(last);
  };

  return {
    brought(stamp, data) {
      if (waiting && overtaken.has(stamp)) {
        old = { stamp, data };
        clearTimeout(timer);
        timer = setTimeout(yieldToOld, PATIENCE);
        return;
      }
      const painted = waiting && stamp === shown.stamp;
      settle();
      if (!painted) show({ stamp, data });
    },
    ahead(stamp, data) {
      if (stamp === shown.stamp) return;
      overtaken.add(shown.stamp);
      overtaken.delete(stamp);
      waiting = true;
      show({ stamp, data });
    },
    overtaken: (stamp) => overtaken.add(stamp),
    failed: yieldToOld,
    repaint: () => paint(shown.data),
  };
}
