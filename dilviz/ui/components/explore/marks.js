// What lights up under the pointer, in all three directions: an output, an input sample or a weight.
import { mixed, readableOn } from "../shared/colour.js";
import { letterOf, letterSvg, numberSvg } from "./grids.js";
import { centreOf, cornerOf, DOWN, RIGHT, UP } from "./layout.js";
import { isPadding, meetingsOf, readersOfSample, readsOf, valueAt } from "./model.js";

const MOST_LINES = 81;
const ROOM_FOR_NAME = 140; // px: the name of the input and the size of a field

// Under the kernel: lines, field and lit cells. Over it: rings around weights.
export function marksSvg(model, layout, focus, palette) {
  return { out: outputMarks, in: inputMarks, ker: kernelMarks }[focus.grid](model, layout, focus, palette);
}

function outputMarks(model, layout, { row, col }, palette) {
  const reads = readsOf(model, row, col);
  const taps = reads.map((read) => tapSvg(model, layout.in, read, palette)).join("");
  const lines = reads.map((read) => lineToKernel(layout, read, read));
  const under =
    linesSvg(lines, palette.tap, 0.34) +
    fieldSvg(layout.in, reads, model, palette) +
    taps +
    linesSvg([lineToRow(layout, row, col)], palette.out, 1) +
    filledSvg(layout.out, "out", row, col, palette.out, model.output[row][col], palette);
  return { under, over: "" };
}

function tapSvg(model, grid, { row, col, tapRow, tapCol, weight, value }, palette) {
  const fill = weightFill(model, weight, palette);
  return (
    filledSvg(grid, "in", row, col, fill, value, palette, palette.tap, isPadding(model, row, col)) +
    letterSvg(grid, row, col, grid.cell >= 30 ? letterOf(model, tapRow, tapCol) : "", readableOn(fill, [palette.ink, palette.bg]))
  );
}

function inputMarks(model, layout, { row, col }, palette) {
  const readers = readersOfSample(model, row, col);
  const shares = new Map();
  readers.forEach((reader) => {
    const key = `${reader.row},${reader.col}`;
    shares.set(key, { ...reader, weight: reader.weight + (shares.get(key)?.weight ?? 0) });
  });
  const outputs = [...shares.values()].map((reader) =>
    filledSvg(layout.out, "out", reader.row, reader.col, weightFill(model, reader.weight, palette), reader.weight, palette, palette.tap),
  );
  const copies = distinct(readers.map(({ atRow, atCol }) => [atRow, atCol])).filter(([r, c]) => r !== row || c !== col);
  const used = distinct(readers.map(({ tapRow, tapCol }) => [tapRow, tapCol]));
  const fromInput = used.map(([tapRow, tapCol]) => lineToKernel(layout, { row, col }, { tapRow, tapCol }));
  const toOutput = readers.map((reader) => lineToOutput(layout, reader, reader));
  const under =
    linesSvg(fromInput, palette.in, 0.4) +
    linesSvg(toOutput, palette.tap, 0.3) +
    copies.map(([r, c]) => ringSvg(layout.in, "copy", r, c, palette.in)).join("") +
    outputs.join("") +
    filledSvg(layout.in, "in", row, col, palette.in, valueAt(model, row, col), palette, palette.ink);
  return { under, over: used.map(([r, c]) => ringSvg(layout.ker, "ker", r, c, palette.tap)).join("") };
}

function kernelMarks(model, layout, { row, col }, palette) {
  const fill = weightFill(model, model.weights[row][col], palette);
  const met = meetingsOf(model, row, col).map(({ row: r, col: c, atRow, atCol }) =>
    filledSvg(layout.in, "in", atRow, atCol, fill, valueAt(model, atRow, atCol), palette, palette.tap, isPadding(model, atRow, atCol)) +
      ringSvg(layout.out, "out", r, c, palette.out, 1.5),
  );
  return { under: met.join(""), over: ringSvg(layout.ker, "ker", row, col, palette.ink, 3) };
}

// The heavier the weight, the stronger the tap; a weight of zero leaves it hollow.
function weightFill(model, weight, palette) {
  const largest = Math.max(...model.weights.flat().map(Math.abs));
  return weight === 0 || !largest ? palette.bg : mixed(palette.bg, palette.tap, 0.45 + 0.55 * Math.min(1, Math.abs(weight) / largest));
}

function filledSvg(grid, name, row, col, fill, value, palette, stroke = palette.ink, dashed = false) {
  const [x, y] = cornerOf(grid, row, col);
  const inset = Math.min(1.5, grid.cell / 10);
  const size = grid.cell - 2 * inset;
  return (
    `<rect class="lit" data-grid="${name}" data-at="${row},${col}" x="${x + inset}" y="${y + inset}" width="${size}" height="${size}" ` +
    `rx="${Math.min(4, grid.cell / 6)}" fill="${fill}" stroke="${stroke}" ` +
    `stroke-width="${Math.min(2, grid.cell / 8)}"${dashed ? ' stroke-dasharray="3 2"' : ""}/>` +
    numberSvg(grid, row, col, value, readableOn(fill, [palette.ink, palette.bg]), { weight: 650 })
  );
}

function ringSvg(grid, name, row, col, stroke, width = 2.5) {
  const [x, y] = cornerOf(grid, row, col);
  return (
    `<rect class="ring" data-grid="${name}" data-at="${row},${col}" x="${x}" y="${y}" width="${grid.cell}" height="${grid.cell}" ` +
    `fill="none" stroke="${stroke}" stroke-width="${Math.min(width, grid.cell / 6)}"/>`
  );
}

function fieldSvg(grid, reads, model, palette) {
  const [first, last] = [reads[0], reads.at(-1)];
  const [x, y] = cornerOf(grid, first.row, first.col);
  const [rows, cols] = [last.row - first.row + 1, last.col - first.col + 1];
  const [width, height] = [cols * grid.cell, rows * grid.cell];
  const words = model.settings.dims === "1d" ? `${cols}` : `${rows} × ${cols}`;
  return (
    `<rect class="field" data-at="${first.row},${first.col},${rows},${cols}" x="${x}" y="${y}" ` +
    `width="${width}" height="${height}" rx="5" fill="${palette.rf}" fill-opacity="0.1" stroke="${palette.rf}" stroke-width="3"/>` +
    labelSvg(grid, x + width, y, words, palette)
  );
}

// Above the grid, at the end of a line along its cells: it covers no number, and not the grid's name.
function labelSvg(grid, right, top, words, palette) {
  const x = Math.max(right, grid.x + ROOM_FOR_NAME);
  const line = `M${right} ${top}V${grid.y - 3}H${x}`;
  return (
    `<path d="${line}" fill="none" stroke="${palette.rf}" stroke-width="1.5" stroke-dasharray="2 2"/>` +
    `<text class="extent" x="${x}" y="${grid.y - 9}" font-size="14" font-weight="700" text-anchor="end" fill="${palette["rf-ink"]}">${words}</text>`
  );
}

function linesSvg(lines, colour, opacity) {
  if (!lines.length || lines.length > MOST_LINES) return "";
  return `<path d="${lines.join("")}" fill="none" stroke="${colour}" stroke-opacity="${opacity}" stroke-width="${opacity === 1 ? 2 : 1.4}"/>`;
}

function lineToKernel({ in: input, ker, toKernel }, sample, tap) {
  return curve(leaving(input, sample.row, sample.col, toKernel), entering(ker, tap.tapRow, tap.tapCol, toKernel), toKernel);
}

function lineToOutput({ ker, out, toOutput }, tap, output) {
  return curve(leaving(ker, tap.tapRow, tap.tapCol, toOutput), entering(out, output.row, output.col, toOutput), toOutput);
}

// From the whole kernel to one output, ending at its row, so that it strikes no number through.
function lineToRow({ ker, out, toOutput }, row, col) {
  const [right, middle] = [ker.x + ker.width, ker.y + ker.height / 2];
  const [x, y] = entering(out, row, col, toOutput);
  if (toOutput === DOWN) return curve([ker.x + ker.width / 2, ker.y + ker.height], [x, y], DOWN);
  if (toOutput === RIGHT) return curve([right, middle], [out.x, y], RIGHT);
  return roundTheRight([right, middle], [out.x + out.width, centreOf(out, row, col)[1]]);
}

function leaving(grid, row, col, way) {
  return edgeOf(grid, row, col, way, 1);
}

function entering(grid, row, col, way) {
  return edgeOf(grid, row, col, way, -1);
}

function edgeOf(grid, row, col, way, side) {
  const [x, y] = centreOf(grid, row, col);
  const half = (side * grid.cell) / 2;
  return { [RIGHT]: [x + half, y], [DOWN]: [x, y + half], [UP]: [x, y - half] }[way];
}

function curve([x1, y1], [x2, y2], way) {
  const bend = Math.abs(y2 - y1) * 0.45 * (way === UP ? -1 : 1);
  if (way !== RIGHT) return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
  const across = Math.max(20, (x2 - x1) * 0.45);
  return `M${x1} ${y1}C${x1 + across} ${y1} ${x2 - across} ${y2} ${x2} ${y2}`;
}

function roundTheRight([x1, y1], [x2, y2]) {
  const around = Math.max(x1, x2) + 24;
  return `M${x1} ${y1}C${around} ${y1} ${around} ${y2} ${x2} ${y2}`;
}

function distinct(cells) {
  return [...new Map(cells.map((cell) => [cell.join(), cell])).values()];
}
