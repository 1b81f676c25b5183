// The cell of a picture of so many rows and columns that a pointer is over; beside the picture, beyond it.
export function pointedCell(event, picture, [rows, cols]) {
  const { left, top, width, height } = picture.getBoundingClientRect();
  return [Math.floor(((event.clientY - top) / height) * rows), Math.floor(((event.clientX - left) / width) * cols)];
}
