// What one output reads: numbers, the picture, and the positions along one axis that it misses.
import { bytesIn } from "../shared/bytes.js";
import { cardHead, numberCards } from "../shared/cards.js";
import { choiceButtons } from "../shared/choice_buttons.js";
import { make } from "../shared/elements.js";
import { fitWidth } from "../shared/fitted.js";
import { pictureSaving } from "../shared/picture_row.js";
import { grouped, percent, withMinus } from "../shared/wording.js";
import { followCursor, paintReadMap } from "./readmap.js";

const FILE_ROOM = 900; // CSS pixels of a picture in a file

export function showField(root, data, state) {
  const canvas = make("canvas", { role: "img", ariaLabel: data.words });
  const said = make("p", { className: "said", ariaLive: "polite" }, data.words);
  const view = () => (data.paths && state.view === "paths" ? "paths" : "read");
  const legend = make("p", "legend");
  let cursor = null;
  let room = 0; // CSS pixels
  const draw = () => {
    paintReadMap(canvas, data, view(), root, Math.max(200, room), cursor);
    legend.replaceChildren(...legendOf(view(), data));
  };
  const views = choiceButtons("Colour by", [["read", "read or not"], ["paths", "number of paths"]], view(), (key) => {
    state.view = key;
    draw();
  });
  const figure = make("div", "map", canvas);
  const side = make("div", "map-side", ...(data.paths ? [views] : []), legend, said, holeList(data));
  const paper = () => ({ figure: view() === "paths" ? "paths" : "coverage", query: { net: data.notation } });
  const saving = pictureSaving("field of one output", root, () => shown(data, view(), root), { paper });
  const head = cardHead("The field of one output", "point at a pixel, or move with the arrow keys", saving);
  root.replaceChildren(numberCards(numbersOf(data)), make("section", "card", head, make("div", "map-pair", figure, side)));
  followCursor(canvas, data.cells, (place) => {
    cursor = place;
    said.textContent = place ? cellWords(data, place) : data.words;
    draw();
  });
  fitWidth(figure, (width) => {
    room = width;
    draw();
  });
}

// Drawn anew: the file need not have the colours of the page.
function shown(data, view, root) {
  const canvas = make("canvas");
  paintReadMap(canvas, data, view, root, FILE_ROOM);
  const [rows, cols] = [0, 1].map((axis) => withMinus(`${data.first[axis]} to ${data.first[axis] + data.size[axis] - 1}`));
  const title = `${data.name}: field ${data.size.join(" × ")} samples`;
  const colours = view === "paths" ? "The more paths, the darker." : "Filled: read; a cross or the ground: never read.";
  return { pictures: [{ layers: [canvas], title, note: `Rows ${rows}, columns ${cols}. ${colours}` }], words: data.words };
}

function numbersOf({ size, pixels_read: read, coverage, one_dimensional: line }) {
  const area = size[0] * size[1];
  return [
    ["Receptive field", line ? grouped(size[1]) : `${grouped(size[0])} × ${grouped(size[1])}`, "samples from the first to the last"],
    [line ? "Samples read" : "Pixels read", `${grouped(read)} of ${grouped(area)}`, "really reach the output"],
    ["Coverage", percent(coverage), read === area ? "no holes" : `${grouped(area - read)} holes`],
  ];
}

function holeList({ holes, one_dimensional: line }) {
  const [rows, cols] = holes.map(withMinus);
  const box = make("div", "quiet");
  if (!rows && !cols) box.append("Along each axis every position is read.");
  else if (line || rows === cols) box.append(`Never read along ${line ? "the" : "either"} axis: ${cols}.`);
  else box.append(`Rows never read: ${rows || "none"}. Columns never read: ${cols || "none"}.`);
  return box;
}

function legendOf(view, { block }) {
  if (view === "paths") return [key("few"), " few paths ", key("many"), " many paths ", key("none"), " none"];
  const parts = [key("all"), " read ", key("none"), " never read"];
  return block[0] === 1 && block[1] === 1 ? parts : [key("all"), " all read ", key("part"), " with holes ", key("none"), " none read"];
}

function key(kind) {
  return make("i", `key ${kind}`, kind === "none" ? "×" : "");
}

function cellWords(data, [row, col]) {
  const { block, first, size, cells, counts } = data;
  const level = bytesIn(data.read)[row * cells[1] + col];
  const from = [row * block[0] + first[0], col * block[1] + first[1]];
  const whole = block[0] === 1 && block[1] === 1;
  if (whole) {
    const where = withMinus(data.one_dimensional ? `Sample ${from[1]}` : `Row ${from[0]}, column ${from[1]}`);
    if (!level) return `${where}: never read.`;
    if (!counts) return `${where}: read.`;
    const paths = BigInt(counts.rows[row]) * BigInt(counts.cols[col]);
    return `${where}: read along ${grouped(paths)} ${paths === 1n ? "path" : "paths"}.`;
  }
  const to = [0, 1].map((axis) => Math.min(from[axis] + block[axis], first[axis] + size[axis]) - 1);
  const where = withMinus(`Rows ${from[0]} to ${to[0]}, columns ${from[1]} to ${to[1]}`);
  return `${where}: ${level === 255 ? "all read" : level ? "some are never read" : "none is read"}.`;
}
