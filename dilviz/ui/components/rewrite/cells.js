// The cells of one grid: first what fills them, then the lines between, then those that stand out.
import { withMinus } from "../shared/wording.js";

// name -> role and share of its fill; role of the outline, if any; role of the number
const LOOKS = {
  tap: { fill: ["tap", 0.22], outline: "tap" },
  zero: { ink: "mute" },
  out: { fill: ["out", 0.14] },
  in: { fill: ["in", 0.16] },
  wrong: { fill: ["tap", 1], outline: "tap", ink: "on-role", weight: 700 },
  foretold: { fill: ["rf", 0.35], outline: "rf" },
  alive: { fill: ["rf", 0.35] },
  phase0: { fill: ["in", 0.3] },
  phase1: { fill: ["tap", 0.26] },
  phase2: { fill: ["out", 0.26] },
  phase3: { fill: ["rf", 0.28] },
};
const PLAIN = {};
const DIM = 0.25;

// cells[row][col]: {value, name, slot, corner}; pointed: {letter} dims all others, {place} is framed.
export function drawCells(pen, palette, cells, side, { letter, place } = {}) {
  const all = cells.flatMap((line, row) =>
    line.map((cell, col) => ({
      ...cell,
      look: LOOKS[cell.name] ?? PLAIN,
      x: col * side,
      y: row * side,
      alpha: letter && cell.corner !== letter ? DIM : 1,
    })),
  );
  for (const { x, y, look, alpha } of all) {
    if (!look.fill) continue;
    const [role, share] = look.fill;
    pen.polygon([x, y, x + side, y, x + side, y + side, x, y + side], palette[role], share * alpha);
  }
  drawLines(pen, [cells[0].length * side, cells.length * side], side, palette.line);
  for (const cell of all) drawOutline(pen, cell, side, palette);
  drawNumbers(pen, all, side, palette);
  for (const { corner, x, y, look, alpha } of all) {
    if (corner) pen.text(x + 4, y + 9, corner, { colour: palette[look.ink ?? "mute"], size: 9, alpha });
  }
  if (place) pen.box(place[1] * side + 1, place[0] * side + 1, side - 2, side - 2, palette.ink, 2.5);
}

function drawLines(pen, [width, height], side, colour) {
  const segments = [];
  for (let x = 0; x <= width; x += side) segments.push(x, 0, x, height);
  for (let y = 0; y <= height; y += side) segments.push(0, y, width, y);
  pen.lines(segments, colour, 1);
}

function drawOutline(pen, { x, y, look, slot, alpha }, side, palette) {
  if (slot) pen.box(x, y, side, side, palette.rf, 1.6, { alpha, dash: [4, 3] });
  else if (look.outline) pen.box(x, y, side, side, palette[look.outline], 1, { alpha });
}

function drawNumbers(pen, all, side, palette) {
  const sizeOf = (words) => (words.length > 4 ? 9 : words.length > 3 ? 11 : 13);
  const written = all.map(({ value, ...cell }) => ({ ...cell, words: withMinus(value), size: sizeOf(withMinus(value)) }));
  written.sort((one, other) => one.size - other.size); // another font takes a canvas as long as many numbers
  for (const { words, size, x, y, look, alpha } of written) {
    const { ink = "ink", weight } = look;
    pen.text(x + side / 2, y + side / 2 + 4.5, words, { colour: palette[ink], size, weight, anchor: "middle", alpha });
  }
}
