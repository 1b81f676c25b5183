// Maps side by side under one pointer: the same place in each, its value, and what it has seen.
import { insideGrid } from "../shared/arrow_keys.js";
import { instanceOf, rootOf } from "../shared/component.js";
import { make } from "../shared/elements.js";
import { paletteOf } from "../shared/pen.js";
import { pictureSaving } from "../shared/picture_row.js";
import { followCells } from "../shared/pointed.js";
import { withMinus } from "../shared/wording.js";
import { outlineBox, paintCells, paintMap, valuesOf } from "./painting.js";

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  const state = instanceOf(parentElement);
  state.frames = withNumbers(data.frames);
  state.place = insideInput(state.place ?? data.place, state.frames[0]);
  if (state.root !== root || state.views.length !== state.frames.length) build(root, state, data);
  state.said.replaceChildren(...pieces(data.said));
  repaint(root, state);
}

function repaint(root, state) {
  const palette = paletteOf(root);
  state.frames.forEach((frame, index) => fill(state.views[index], frame, palette));
  redraw(root, state);
}

// Equal values come once: a later frame names the first that has them.
function withNumbers(frames) {
  const numbers = frames.map(({ values }) => (typeof values === "string" ? valuesOf(values) : null));
  return frames.map((frame, index) => ({ ...frame, numbers: numbers[index] ?? numbers[frame.values] }));
}

// Elements stay while maps change: a canvas takes longer to make than to draw on.
function build(root, state, data) {
  state.root = root;
  state.views = state.frames.map((_, index) => mapView(index, state, root));
  state.said = make("p", "said");
  state.sentence = make("p", { className: "sentence", ariaLive: "polite" });
  const film = make("ol", data.few ? "film few" : "film", ...state.views.map((view) => view.item));
  const saving = pictureSaving(data.name, root, () => shown(state), { paint: () => repaint(root, state) });
  root.replaceChildren(state.said, film, state.sentence, scaleLegend(data.legend), saving);
}

function shown({ frames, views, said }) {
  const pictures = frames.map(({ title, note }, i) => ({ layers: [views[i].canvas], title, note }));
  return { pictures, words: said.textContent };
}

function mapView(index, state, root) {
  const canvas = make("canvas", { role: "application" });
  const size = () => [state.frames[index].rows, state.frames[index].cols];
  // Places are counted in samples of the first map; others may begin before it.
  const shifted = (place, sign) => place.map((at, axis) => at + sign * state.frames[index].origin[axis]);
  followCells(canvas, size, () => shifted(state.place, -1), (place) => moveTo(root, state, shifted(place, 1)));
  const [title, note] = [make("b"), make("span", "quiet")];
  return { item: make("li", "", canvas, title, note), canvas, title, note, cells: new OffscreenCanvas(1, 1) };
}

function fill(view, frame, palette) {
  view.title.textContent = frame.title;
  view.note.textContent = frame.note;
  view.canvas.setAttribute("aria-label", `${frame.title}. ${frame.note}. Arrow keys move the place that is read in all maps.`);
  paintCells(view, frame, palette);
}

// Every second piece is the one that matters.
function pieces(said) {
  return said.map((words, index) => make(index % 2 ? "b" : "span", "", words));
}

function moveTo(root, state, place) {
  state.place = insideInput(place, state.frames[0]);
  redraw(root, state);
}

function insideInput(place, { rows, cols }) {
  return insideGrid(place, [rows, cols]);
}

function redraw(root, { frames, views, place, sentence }) {
  const palette = paletteOf(root);
  frames.forEach((frame, index) => {
    paintMap(views[index]);
    outlineBox(views[index], frame, place, 1, palette.out, palette.bg);
  });
  for (const { field } of frames.slice(1)) {
    if (field) outlineBox(views[0], frames[0], place, field, palette.rf);
  }
  const [row, col] = place;
  const readings = frames.map((frame) => `${frame.short}: ${valueAt(frame, place)}`);
  sentence.textContent = `Row ${row}, column ${col}. ${readings.join("; ")}.`;
}

function valueAt(frame, [row, col]) {
  const value = frame.numbers[(row - frame.origin[0]) * frame.cols + col - frame.origin[1]];
  if (value === undefined || Number.isNaN(value)) return "–";
  if (frame.words) return frame.words[value] ?? String(value);
  const size = Math.abs(value);
  if (size === 0 || (Number.isInteger(value) && size < 1e6)) return withMinus(value);
  return withMinus(size >= 1e4 || size < 1e-3 ? value.toExponential(2) : value.toPrecision(3));
}

function scaleLegend(legend) {
  const items = legend.map(({ kind, words }) => make("span", "", make("i", kind), words));
  return make("p", "legend", ...items);
}
