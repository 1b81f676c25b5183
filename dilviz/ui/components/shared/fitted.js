// A drawing that fits its box: at once, and anew when the box is wider or narrower than it was.
// To ask for a width makes the browser lay out all that has changed: so it is asked for only once.
export function fitWidth(box, draw) {
  box.fitted ??= watched(box);
  box.fitted.draw = draw;
  draw(box.fitted.width);
}

function watched(box) {
  const fitted = { width: box.clientWidth };
  new ResizeObserver(() => {
    if (!box.isConnected || box.clientWidth === fitted.width) return;
    fitted.width = box.clientWidth;
    fitted.draw(fitted.width);
  }).observe(box);
  return fitted;
}
