// Paints numbers as cells: orange above zero, blue below, the page's colour at zero.

export function valuesOf(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

export function paintMap(frame, palette) {
  const { canvas, rows, cols, numbers } = frame;
  const zoom = Math.max(1, Math.round(256 / cols));
  canvas.width = cols * zoom;
  canvas.height = rows * zoom;
  const context = canvas.getContext("2d");
  const small = new OffscreenCanvas(cols, rows);
  const picture = new ImageData(cols, rows);
  const paint = frame.words ? marks(palette) : twoSided(frame.most, palette);
  numbers.forEach((value, index) => picture.data.set(paint(value), 4 * index));
  small.getContext("2d").putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  frame.zoom = zoom;
}

// A box of `size` samples around a place of the first map, a bright line inside a dark one.
export function outlineBox(frame, [row, col], size, colour, around) {
  const { canvas, zoom, origin } = frame;
  const context = canvas.getContext("2d");
  const half = (size - 1) / 2;
  const side = size * zoom;
  const box = [(col - origin[1] - half) * zoom, (row - origin[0] - half) * zoom, side, side];
  if (around) {
    context.strokeStyle = around;
    context.lineWidth = 6;
    context.strokeRect(...box);
  }
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.strokeRect(...box);
}

function twoSided(most, palette) {
  const [zero, above, below] = [palette.bg, palette.tap, palette.in].map(parts);
  return (value) => {
    if (Number.isNaN(value)) return [0, 0, 0, 0];
    const end = value < 0 ? below : above;
    const share = most ? Math.min(Math.abs(value) / most, 1) : 0;
    return [...zero.map((from, i) => from + (end[i] - from) * share), 255];
  };
}

// Maps of kinds instead of amounts: 0 is right, 1 is not.
function marks(palette) {
  const [quiet, marked] = [palette.out, palette.tap].map(parts);
  return (value) => [...(value ? marked : quiet), 255];
}

function parts(colour) {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}
