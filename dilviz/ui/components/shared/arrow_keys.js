// The step that an arrow key asks for, as [rows, columns]; null for other keys.

const ARROW_STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export function arrowStep(event) {
  const step = ARROW_STEPS[event.key];
  if (!step) return null;
  event.preventDefault();
  return event.shiftKey ? step.map((one) => 8 * one) : step;
}

export function insideGrid(place, size) {
  return place.map((one, axis) => Math.min(Math.max(one, 0), size[axis] - 1));
}
