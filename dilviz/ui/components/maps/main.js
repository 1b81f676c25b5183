// Maps side by side under one pointer: the same place in each, its value, and what it has seen.
import { arrowStep, insideGrid } from "../shared/arrow_keys.js";
import { make, within } from "../shared/elements.js";
import { paletteOf } from "../shared/pen.js";
import { applyTheme } from "../shared/theme.js";
import { outlineBox, paintMap, valuesOf } from "./painting.js";

const MAP_STATES = new WeakMap();

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  const state = MAP_STATES.get(parentElement) ?? {};
  MAP_STATES.set(parentElement, state);
  state.frames = data.frames.map((frame) => ({ ...frame, numbers: valuesOf(frame.values) }));
  state.place = insideInput(state.place ?? data.place, state.frames[0]);
  build(root, state, data);
  redraw(root, state);
}

function build(root, state, data) {
  const pictures = state.frames.map((frame, index) => framePicture(frame, index, state, root));
  const sentence = make("p", "", "sentence");
  sentence.setAttribute("aria-live", "polite");
  state.sentence = sentence;
  root.replaceChildren(within("ol", pictures, data.few ? "film few" : "film"), sentence, scaleLegend(data.legend));
}

function framePicture(frame, index, state, root) {
  const canvas = make("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", `${frame.title}. ${frame.note}. Arrow keys move the place that is read in all maps.`);
  canvas.onpointermove = canvas.onpointerdown = (event) => moveTo(root, state, placeUnder(event, canvas, frame));
  canvas.onkeydown = (event) => {
    const step = arrowStep(event);
    if (step) moveTo(root, state, [state.place[0] + step[0], state.place[1] + step[1]]);
  };
  frame.canvas = canvas;
  return within("li", [canvas, make("b", frame.title), make("span", frame.note, "quiet")], frame.kind ?? "");
}

// Places are counted in samples of the first map; others may begin before it.
function placeUnder(event, canvas, frame) {
  const box = canvas.getBoundingClientRect();
  return [
    Math.floor(((event.clientY - box.top) / box.height) * frame.rows) + frame.origin[0],
    Math.floor(((event.clientX - box.left) / box.width) * frame.cols) + frame.origin[1],
  ];
}

function moveTo(root, state, place) {
  state.place = insideInput(place, state.frames[0]);
  redraw(root, state);
}

function insideInput(place, { rows, cols }) {
  return insideGrid(place, [rows, cols]);
}

function redraw(root, state) {
  const palette = paletteOf(root);
  for (const frame of state.frames) {
    paintMap(frame, palette);
    outlineBox(frame, state.place, 1, palette.out, palette.bg);
  }
  for (const { field } of state.frames.slice(1)) {
    if (field) outlineBox(state.frames[0], state.place, field, palette.rf);
  }
  const [row, col] = state.place;
  const readings = state.frames.map((frame) => `${frame.short}: ${valueAt(frame, state.place)}`);
  state.sentence.textContent = `Row ${row}, column ${col}. ${readings.join("; ")}.`;
}

function valueAt(frame, [row, col]) {
  const value = frame.numbers[(row - frame.origin[0]) * frame.cols + col - frame.origin[1]];
  if (value === undefined || Number.isNaN(value)) return "–";
  if (frame.words) return frame.words[value] ?? String(value);
  const size = Math.abs(value);
  const digits = size === 0 || (Number.isInteger(value) && size < 1e6) ? String(value) : size >= 1e4 || size < 1e-3 ? value.toExponential(2) : value.toPrecision(3);
  return digits.replace("-", "−");
}

function scaleLegend(legend) {
  const items = legend.map(({ kind, words }) => within("span", [make("i", "", kind), document.createTextNode(words)]));
  return within("p", items, "legend");
}
