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
export function paintCells(c, { palette, family }, cells, side, { letter, place }) {
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
    c.globalAlpha = look.fill[1] * alpha;
    c.fillStyle = palette[look.fill[0]];
    c.fillRect(x, y, side, side);
  }
  c.globalAlpha = 1;
  paintLines(c, cells, side, palette.line);
  all.forEach((cell) => outline(c, cell, side, palette));
  c.setLineDash([]);
  writeNumbers(c, all, side, palette, family);
  writeCorners(c, all, palette, family);
  c.globalAlpha = 1;
  if (place) frame(c, place, side, palette);
}

function paintLines(c, cells, side, colour) {
  const [width, height] = [cells[0].length * side, cells.length * side];
  c.strokeStyle = colour;
  c.lineWidth = 1;
  c.beginPath();
  for (let x = 0; x <= width; x += side) stroke(c, x, 0, x, height);
  for (let y = 0; y <= height; y += side) stroke(c, 0, y, width, y);
  c.stroke();
}

function stroke(c, fromX, fromY, toX, toY) {
  c.moveTo(fromX, fromY);
  c.lineTo(toX, toY);
}

function outline(c, { x, y, look, slot, alpha }, side, palette) {
  if (!look.outline && !slot) return;
  c.globalAlpha = alpha;
  c.strokeStyle = palette[slot ? "rf" : look.outline];
  c.lineWidth = slot ? 1.6 : 1;
  c.setLineDash(slot ? [4, 3] : []);
  c.strokeRect(x, y, side, side);
}

function writeNumbers(c, all, side, palette, family) {
  const byFont = new Map(); // to change it takes as long as many numbers
  for (const cell of all) {
    const text = withMinus(cell.value);
    const size = text.length > 4 ? 9 : text.length > 3 ? 11 : 13;
    const font = `${cell.look.weight ?? 400} ${size}px ${family}`;
    if (!byFont.has(font)) byFont.set(font, []);
    byFont.get(font).push([text, cell]);
  }
  c.textAlign = "center";
  for (const [font, written] of byFont) {
    c.font = font;
    for (const [text, { x, y, look, alpha }] of written) {
      c.globalAlpha = alpha;
      c.fillStyle = palette[look.ink ?? "ink"];
      c.fillText(text, x + side / 2, y + side / 2 + 4.5);
    }
  }
}

function writeCorners(c, all, palette, family) {
  c.textAlign = "start";
  c.font = `9px ${family}`;
  for (const { corner, x, y, look, alpha } of all) {
    if (!corner) continue;
    c.globalAlpha = alpha;
    c.fillStyle = palette[look.ink ?? "mute"];
    c.fillText(corner, x + 4, y + 9);
  }
}

function frame(c, [row, col], side, { ink }) {
  c.strokeStyle = ink;
  c.lineWidth = 2.5;
  c.strokeRect(col * side + 1, row * side + 1, side - 2, side - 2);
}
