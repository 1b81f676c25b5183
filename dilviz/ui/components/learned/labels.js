// A drawing and what two networks read in it, side by side, while it is drawn.
import { announce } from "../shared/announcing.js";
import { make, makeButton } from "../shared/elements.js";
import { paletteOf } from "../shared/pen.js";
import { pictureSaving } from "../shared/picture_row.js";
import { followCells } from "../shared/pointed.js";
import { makeBoard, paintBoard, putDrawing } from "./board.js";
import { cellCounts, textOf } from "./ink.js";
import { fillPane, labelAt, makePane, paintPane, sharesAt } from "./pane.js";
import { scoreBars } from "./score_bars.js";

const HELD_OUT_DIGITS = 397;
const LONGEST_WAIT = 200; // milliseconds for an answer, before the next question is asked

export function showLabels(root, data, state, setStateValue) {
  state.send = setStateValue;
  if (state.root !== root) buildLabels(root, data, state);
  receiveLabels(root, data, state);
}

function buildLabels(root, data, state) {
  Object.assign(state, { root, pending: [], place: [24, 24], sentAt: 0 });
  state.board = makeBoard(() => drawn(root, state), () => sendDrawing(state));
  state.caption = make("figcaption", "quiet");
  state.board.element.append(anotherDigit(state), state.caption);
  state.panes = data.panes.map(makePane);
  state.bars = make("div", "bars");
  state.sentence = make("p", { className: "sentence", ariaLive: "polite" });
  for (const pane of state.panes) probe(root, state, pane);
  const panes = make("div", "labels", state.board.element, ...state.panes.map((pane) => pane.element));
  state.slider = fieldSlider(state);
  const saving = pictureSaving("labels of a drawing", root, () => labelsShown(state), { paint: () => redrawLabels(root, state) });
  root.replaceChildren(panes, state.slider.element, state.sentence, state.bars, saving);
}

function labelsShown({ panes, sentence }) {
  const pictures = panes.map(({ canvas, title, words }) => ({ layers: [canvas], title: title.textContent, note: words.textContent }));
  return { pictures, words: sentence.textContent };
}

// What was drawn here is newer than any answer to it: only a drawing from elsewhere is put on the board.
function receiveLabels(root, data, state) {
  state.pending.splice(0, state.pending.indexOf(data.drawing) + 1);
  const older = state.pending.length || state.waiting || state.board.drawing;
  if (!older && textNow(state) !== data.drawing) putDrawing(state.board, data);
  state.caption.textContent = data.known;
  state.slider.show(data);
  state.panes.forEach((pane, index) => fillPane(pane, data.panes[index], data));
  root.dataset.answered = data.drawing;
  redrawLabels(root, state);
  if (state.waiting) ask(state);
}

function redrawLabels(root, state) {
  const palette = paletteOf(root);
  paintBoard(state.board, palette);
  for (const pane of state.panes) paintPane(pane, state.place, palette);
  const shares = state.panes.map((pane) => sharesAt(pane, state.place));
  state.sentence.textContent = sentenceAt(state, shares);
  scoreBars(state.bars, state.panes.map((pane) => pane.data.name), shares);
}

function drawn(root, state) {
  paintBoard(state.board, paletteOf(root));
  ask(state);
}

// One question at a time, the newest next: drawing never waits.
function ask(state) {
  const drawing = textNow(state);
  if (drawing === state.last) return;
  clearTimeout(state.waiting);
  state.waiting = 0;
  const late = performance.now() - state.sentAt;
  if (state.pending.length && late < LONGEST_WAIT) {
    state.waiting = setTimeout(() => ask(state), LONGEST_WAIT - late);
    return;
  }
  state.last = drawing;
  state.sentAt = performance.now();
  state.pending.push(drawing);
  announce({ drawing });
}

function sendDrawing(state) {
  ask(state);
  state.send("drawing", textNow(state));
}

function textNow({ board }) {
  return board.ink ? textOf(cellCounts(board.ink)) : "";
}

function anotherDigit(state) {
  return makeButton("Another held-out digit", () => {
    const drawing = String(Math.floor(Math.random() * HELD_OUT_DIGITS));
    announce({ drawing });
    state.send("drawing", drawing);
  });
}

// From field to field in the series: the left network is another one at once.
function fieldSlider(state) {
  const slider = make("input", { type: "range", min: 0 });
  const words = make("span");
  const element = make("label", "slider", words, slider);
  let series = [];
  const chosen = () => series[slider.valueAsNumber];
  slider.oninput = () => {
    say();
    announce({ left: chosen()[0] });
  };
  slider.onchange = () => state.send("left", chosen()[0]);
  const say = () => {
    const [name, size] = chosen();
    words.textContent = `Receptive field of the left network: ${size} × ${size}`;
    slider.setAttribute("aria-valuetext", `${size} × ${size}, ${name}`);
  };
  const show = (data) => {
    series = data.series;
    slider.max = series.length - 1;
    const number = series.findIndex(([name]) => name === data.panes[0].name);
    if (number >= 0) slider.value = number;
    say();
  };
  return { element, show };
}

function probe(root, state, pane) {
  followCells(pane.canvas, () => [pane.size, pane.size], () => state.place, (place) => {
    state.place = place;
    redrawLabels(root, state);
  });
}

function sentenceAt({ panes, place }, shares) {
  const [row, col] = place;
  const readings = panes.map((pane, index) => {
    const label = labelAt(pane, place);
    return label === null ? "" : `${pane.data.name} reads ${label} (${Math.round(100 * shares[index][label])} %)`;
  });
  const words = readings[0] ? readings.join("; ") : "paper, which is not labelled";
  return `Pixel in row ${row}, column ${col}: ${words}.`;
}
