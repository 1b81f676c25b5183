// Watches figures until each has been drawn anew after an event, and measures how long that takes.
// Called with the selectors of the figures and the names of the events that start the clock; then
// `window.released` is a promise of {all, seen}: milliseconds from the last such event to the frame
// that shows all figures, and to the frame that shows those in sight.
// A drawing is seen as changed elements: a canvas that is drawn on stands in elements made with it.
([figures, events]) => {
  const roots = figures.map((figure) => document.querySelector(figure));
  const shadowRootsIn = (root) => [root, ...root.querySelectorAll("*")].flatMap(
    (element) => (element.shadowRoot ? [element.shadowRoot] : []));
  const isInSight = (root) => {
    const { top, bottom } = root.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const waiting = { all: new Set(roots) };
  const times = {}, frames = [];
  let start = null;
  const begin = (event) => { // the last one counts: Enter, after a word
    start = event.timeStamp;
    waiting.seen = new Set(roots.filter(isInSight));
  };
  for (const name of events) addEventListener(name, begin, { capture: true });
  const drawn = [], framed = (which) => new Promise((done) => drawn.push([which, done]));
  const tick = () => { // requested before a drawing requests a frame of its own
    const frame = drawn.splice(0), { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { // a task of its own follows the frame
      for (const [which, done] of frame) done((times[which] = performance.now() - start));
    };
    port2.postMessage(null);
    if (waiting.all.size || drawn.length) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  window.released = new Promise((done) => {
    for (const root of roots) {
      const watcher = new MutationObserver(() => {
        if (start === null) return;
        watcher.disconnect();
        for (const [which, undrawn] of Object.entries(waiting))
          if (undrawn.delete(root) && !undrawn.size) frames.push(framed(which));
        if (waiting.all.size) return;
        for (const name of events) removeEventListener(name, begin, { capture: true });
        Promise.all(frames).then(() => done(times));
      });
      const changes = { childList: true, subtree: true, characterData: true };
      watcher.observe(root, changes);
      for (const shadow of shadowRootsIn(root)) watcher.observe(shadow, { ...changes, attributes: true });
    }
  });
}
