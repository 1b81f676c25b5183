// A grid of numbers as a picture with a caption; `looks(row, col)` says how a cell looks. Painted:
// thousands of elements would take longer to lay out than a page takes to answer.
import { insideGrid } from "../shared/arrow_keys.js";
import { make } from "../shared/elements.js";
import { CanvasPen, paletteOf } from "../shared/pen.js";
import { pointedCell } from "../shared/pointed.js";
import { sharpContext } from "../shared/sharp.js";
import { drawCells } from "./cells.js";

const CELL = 30;
const EDGE = 2; // room for the outermost lines
const GRIDS = new WeakMap(); // canvas -> what it shows

export function numbersGrid(caption, values, looks = () => ({}), words = caption) {
  const [width, height] = [values[0].length, values.length].map((cells) => cells * CELL + EDGE);
  const style = `max-width: ${width}px; aspect-ratio: ${width} / ${height}`;
  const canvas = make("canvas", { role: "img", ariaLabel: words, style });
  GRIDS.set(canvas, { width, height, cells: values.map((line, row) => line.map((value, col) => ({ value, ...looks(row, col) }))) });
  return make("figure", "", make("div", "grid-picture", canvas), make("figcaption", "", caption));
}

// Paint all grids as wide as they turn out to be, now and whenever that changes.
// Returns what paints them again: pointed at one corner's letter, or at one place.
export function paintGrids(root) {
  const widths = new Map();
  let pointed = {};
  const paint = (canvases) => {
    const { fontFamily } = getComputedStyle(root);
    for (const canvas of canvases) paintGrid(canvas, widths.get(canvas), paletteOf(root), fontFamily, pointed);
  };
  root.gridResize?.disconnect();
  root.gridResize = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) widths.set(target, contentRect.width);
    paint(entries.map(({ target }) => target));
  });
  for (const canvas of root.querySelectorAll("canvas")) root.gridResize.observe(canvas);
  if (document.fonts.status !== "loaded") document.fonts.ready.then(() => paint(widths.keys()));
  return (at) => {
    pointed = at;
    paint(widths.keys());
  };
}

function paintGrid(canvas, width, palette, family, pointed) {
  const grid = GRIDS.get(canvas);
  const scale = (width / grid.width) * (window.devicePixelRatio || 1);
  const context = sharpContext(canvas, grid.width, grid.height, scale);
  context.translate(EDGE / 2, EDGE / 2);
  drawCells(Object.assign(new CanvasPen(context), { family }), palette, grid.cells, CELL, pointed);
}

// All grids of a figure, for its file.
export function drawGrids(root, pen, placeOf) {
  for (const canvas of root.querySelectorAll("canvas")) {
    const [grid, { x, y, width }] = [GRIDS.get(canvas), placeOf(canvas)];
    pen.parts.push(`<g transform="translate(${x} ${y}) scale(${width / grid.width}) translate(${EDGE / 2} ${EDGE / 2})">`);
    drawCells(pen, paletteOf(root), grid.cells, CELL);
    pen.parts.push("</g>");
  }
}

// The place under the pointer, [row, col], and its cell; null beside the grids.
export function cellUnder(event) {
  const grid = GRIDS.get(event.target);
  if (!grid) return null;
  const size = [grid.cells.length, grid.cells[0].length];
  const [row, col] = insideGrid(pointedCell(event, event.target, size), size);
  return { place: [row, col], cell: grid.cells[row][col] };
}

// Phases are told apart by letter; colour only helps.
export function phaseLetter(row, col, rate) {
  return String.fromCharCode(97 + (row % rate) * rate + (col % rate));
}

export function phaseName(row, col, rate) {
  return `phase${((row % rate) * rate + (col % rate)) % 4}`;
}

export function verdict(equal, yes, no) {
  return make("p", equal ? "verdict good" : "verdict bad", equal ? yes : no);
}
