// Where a pointer is on a picture, and where it is led by keys.
import { arrowStep, insideGrid } from "./arrow_keys.js";

// The cell of a picture of so many rows and columns that a pointer is over; beside the picture, beyond it.
export function pointedCell(event, picture, [rows, cols]) {
  const { left, top, width, height } = picture.getBoundingClientRect();
  return [Math.floor(((event.clientY - top) / height) * rows), Math.floor(((event.clientX - left) / width) * cols)];
}

// `hover(place)` gets every other place that a pointer comes to, and null when it leaves.
export function followPointer(element, placeOf, hover) {
  let last = null;
  const come = (place) => String(place) === String(last) || hover((last = place));
  element.onpointermove = (event) => come(placeOf(event));
  element.onpointerleave = () => come(null);
}

// `move(place)` gets the cell, [row, column], that is pointed at or that arrow keys lead to from `here()`.
// `size()` is that of the picture. A key goes `pace` cells, with Shift `far` times as many.
export function followCells(canvas, size, here, move, { pace = 1, far = 8 } = {}) {
  const go = (place) => move(insideGrid(place, size()));
  canvas.tabIndex = 0;
  canvas.onpointermove = canvas.onpointerdown = (event) => go(pointedCell(event, canvas, size()));
  canvas.onkeydown = (event) => {
    const step = arrowStep(event, far);
    if (step) go(here().map((index, axis) => index + pace * step[axis]));
  };
}
