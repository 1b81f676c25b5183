// The step that an arrow key asks for, as [rows, columns]: larger with Shift; null for other keys.

const ARROW_STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function arrowStep(event, shifted = 8) {
  const step = ARROW_STEPS[event.key];
  if (!step) return null;
  event.preventDefault();
  return event.shiftKey ? step.map((cells) => shifted * cells) : step;
}

// The cell of a grid of `size` rows and columns that is nearest to a place.
export function insideGrid(place, size) {
  return place.map((index, axis) => Math.min(Math.max(index, 0), size[axis] - 1));
}
