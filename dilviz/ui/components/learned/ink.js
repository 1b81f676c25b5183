// A drawing: 4 x 4 pixels of ink in every cell, and how many of them are ink is all that is kept.

export const FULL_CELL = 16;
const INK_SIGNS = "0123456789abcdefg";
const BRUSH = 2.3; // pixels from the pointer that become ink
// The order in which the pixels of a cell are filled where only their number is known.
const FILL_ORDER = [5, 10, 6, 9, 1, 14, 2, 13, 4, 11, 7, 8, 0, 15, 3, 12];

export function inkOf(cells, side, cell) {
  const ink = { side, cell, size: side * cell, pixels: new Uint8Array((side * cell) ** 2) };
  cells.forEach((count, at) => fillCell(ink, at, count));
  return ink;
}

export function fillCell(ink, at, count) {
  const [row, col] = [Math.floor(at / ink.side) * ink.cell, (at % ink.side) * ink.cell];
  FILL_ORDER.forEach((part, turn) => {
    const place = (row + (part >> 2)) * ink.size + col + (part & 3);
    ink.pixels[place] = Number(turn < count);
  });
}

// Ink, or paper, around every point of a line from one place to another, in pixels.
export function stroke(ink, [fromRow, fromCol], [toRow, toCol], value) {
  const steps = Math.max(1, Math.ceil(Math.hypot(toRow - fromRow, toCol - fromCol)));
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    dot(ink, fromRow + (toRow - fromRow) * share, fromCol + (toCol - fromCol) * share, value);
  }
}

function dot(ink, row, col, value) {
  const [top, left] = [row - BRUSH, col - BRUSH].map((edge) => Math.max(0, Math.floor(edge)));
  const [bottom, right] = [row + BRUSH, col + BRUSH].map((edge) => Math.min(ink.size - 1, Math.ceil(edge)));
  for (let r = top; r <= bottom; r++) {
    for (let c = left; c <= right; c++) {
      if (Math.hypot(r + 0.5 - row, c + 0.5 - col) <= BRUSH) ink.pixels[r * ink.size + c] = value;
    }
  }
}

export function cellCounts(ink) {
  const counts = new Array(ink.side ** 2).fill(0);
  ink.pixels.forEach((value, at) => {
    const [row, col] = [Math.floor(at / ink.size), at % ink.size];
    counts[Math.floor(row / ink.cell) * ink.side + Math.floor(col / ink.cell)] += value;
  });
  return counts;
}

export function textOf(counts) {
  return counts.map((count) => INK_SIGNS[count]).join("");
}

// What the networks are given, 0 to 1: the cells, enlarged by bilinear interpolation.
export function fieldOf(counts, side, cell) {
  const size = side * cell;
  const field = new Float32Array(size * size);
  const at = (row, col) => (row < 0 || col < 0 || row >= side || col >= side ? 0 : counts[row * side + col]);
  for (let row = 0; row < size; row++) {
    const [r, down] = parted((row + 0.5) / cell - 0.5);
    for (let col = 0; col < size; col++) {
      const [c, right] = parted((col + 0.5) / cell - 0.5);
      const upper = at(r, c) * (1 - right) + at(r, c + 1) * right;
      const lower = at(r + 1, c) * (1 - right) + at(r + 1, c + 1) * right;
      field[row * size + col] = (upper * (1 - down) + lower * down) / FULL_CELL;
    }
  }
  return field;
}

function parted(position) {
  const whole = Math.floor(position);
  return [whole, position - whole];
}
