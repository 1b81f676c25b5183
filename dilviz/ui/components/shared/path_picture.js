// The path-count map beside the effective receptive field in numbers.
import { insideGrid } from "./arrow_keys.js";
import { bytesIn } from "./bytes.js";
import { make } from "./elements.js";
import { paintLevels, pathColours } from "./levels.js";
import { paletteOf, SvgPen } from "./pen.js";
import { pointedCell } from "./pointed.js";
import { savingButtons } from "./saving.js";
import { grouped, percent, withMinus } from "./wording.js";

const MAP = { side: 420, edge: 12, foot: 44 };

// data: {map: {rows, cols, first, block, levels (base64, one byte a square, 0 = never read)},
// facts: [[name, value], ...], counts: [exact texts] or null,
// notation and input of the network, for files}
export function showPaths(box, data) {
  const map = make("canvas", { role: "img", ariaLabel: data.map.words });
  const said = make("p", { className: "quiet", ariaLive: "polite" });
  const levels = data.map.levels && bytesIn(data.map.levels);
  const paper = () => data.notation && { figure: "paths", query: { net: data.notation, input: data.input?.join("x") } };
  const saving = levels && savingButtons("path map", () => fileOfMap(data.map, levels, paletteOf(box)), paper);
  const left = figure(["Paths from each input pixel", saving], levels && map, said);
  const right = figure(["Effective receptive field"], factList(data.facts));
  box.replaceChildren(make("div", "path-pair", ...(data.map.rows === 1 ? [right] : [left, right])));
  said.textContent = data.map.words;
  map.onpointermove = (event) => (said.textContent = pixelWords(map, data, levels, event));
  map.onpointerleave = () => (said.textContent = data.map.words);
  if (levels) paintMap(map, data.map, levels, paletteOf(box));
}

function figure(head, ...parts) {
  return make("section", "", make("h4", "", ...head.filter(Boolean)), ...parts.filter(Boolean));
}

// The map in the colours of the file, which need not be those of the page.
function fileOfMap(map, levels, palette) {
  return mapSvg(paintMap(make("canvas"), map, levels, palette), map, palette);
}

function paintMap(canvas, { rows, cols }, levels, palette) {
  return paintLevels(canvas, [rows, cols], levels, pathColours(palette));
}

function factList(facts) {
  return make("dl", "facts", ...facts.flatMap(([name, value]) => [make("dt", "", name), make("dd", "", value)]));
}

// The map with the input positions of its corners, for a file.
function mapSvg(canvas, { rows, cols, first, last, words }, palette) {
  const scale = (MAP.side - 2 * MAP.edge) / Math.max(rows, cols);
  const [width, height] = [cols * scale, rows * scale];
  const pen = new SvgPen(MAP.side, height + 2 * MAP.edge + MAP.foot, palette.bg);
  const left = (MAP.side - width) / 2;
  pen.image(canvas, left, MAP.edge, width, height, true);
  pen.box(left, MAP.edge, width, height, palette.line, 1);
  const span = (axis) => withMinus(`${first[axis]} to ${last[axis]}`);
  const lines = [`Paths from each input pixel: rows ${span(0)}, columns ${span(1)}`, words.split(";")[0]];
  lines.forEach((line, i) =>
    pen.text(MAP.edge, height + 2 * MAP.edge + 12 + 18 * i, line, { colour: i ? palette.mute : palette.ink, size: 13 }),
  );
  return String(pen);
}

function pixelWords(canvas, { map, counts }, levels, event) {
  const size = [map.rows, map.cols];
  const [row, col] = insideGrid(pointedCell(event, canvas, size), size);
  const where = placeWords(map, row, col);
  if (counts) {
    const paths = BigInt(counts.rows[row]) * BigInt(counts.cols[col]);
    return `${where}: ${groupedDigits(paths)} ${paths === 1n ? "path" : "paths"}${paths ? "" : ", never read"}.`;
  }
  const level = levels[row * map.cols + col];
  return level ? `${where}: ${percent(level / 255)} of the paths of the busiest pixel.` : `${where}: never read.`;
}

// One input pixel, or the block of them that a square of a large map stands for.
function placeWords({ first, last, block }, row, col) {
  const words = [["Row", row], ["column", col]].map(([name, place], axis) => {
    const low = first[axis] + place * block[axis];
    const high = Math.min(low + block[axis] - 1, last[axis]);
    return low === high ? `${name} ${low}` : `${name}s ${low} to ${high}`;
  });
  return withMinus(words.join(", "));
}

function groupedDigits(number) {
  const text = String(number);
  return text.length > 24 ? `about 10^${text.length - 1}` : grouped(text);
}
