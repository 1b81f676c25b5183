// The dilation rate and the pointer on the photograph: the real pixels that one output reads, and the
// sum they make.
import { arrowStep, insideGrid } from "../shared/arrow_keys.js";
import { numberCards } from "../shared/cards.js";
import { instanceOf, rootOf } from "../shared/component.js";
import { make } from "../shared/elements.js";
import { showLegend } from "../shared/legend.js";
import { paletteOf } from "../shared/pen.js";
import { photoOf } from "../shared/photos.js";
import { pictureSaving } from "../shared/picture_row.js";
import { followPointer } from "../shared/pointed.js";
import { GeometryProblem } from "../shared/taps.js";
import { makeAsker, stampOf } from "./asking.js";
import { magnify } from "./magnifier.js";
import { rateSlider } from "./rate.js";
import { atRate, outputAt, termsOf, valuesOf, withTable } from "./reading_taps.js";
import { drawOutput, drawReading, imageAt, makeStage, putPicture, sampleUnder } from "./stage.js";
import { numberText, showSum } from "./sum.js";

const PATIENCE = 250; // milliseconds

export default function ({ parentElement, data, setStateValue }) {
  const root = rootOf(parentElement);
  root.classList.add("inspector");
  const inspector = instanceOf(parentElement, () => build(root));
  inspector.send = setStateValue;
  receive(inspector, data);
}

function build(root) {
  const keys = "Arrow keys move the output, with Shift by ten; the sentence below says what it reads.";
  const input = makeStage("input", `The photograph. ${keys}`);
  const output = makeStage("output", `The output. ${keys}`);
  const inspector = { root, input, output, pinned: null, hovered: null, frame: 0, turn: 0, released: null };
  inspector.rate = rateSlider(() => move(inspector), () => release(inspector));
  inspector.captions = [make("figcaption"), make("figcaption")];
  inspector.close = [closeUp(), closeUp()];
  inspector.scale = make("div", "legend");
  inspector.note = make("p", "quiet");
  inspector.sum = make("div", "sum");
  inspector.numbers = numberCards([]);
  inspector.spoken = make("p", { className: "spoken", ariaLive: "polite" });
  const question = make("figure", "", input.stage, inspector.captions[0]);
  const answer = make("figure", "", output.stage, inspector.captions[1], inspector.scale, inspector.note);
  const close = make("div", "close", ...inspector.close.map(({ figure }) => figure));
  const saving = pictureSaving("picture and output", root, () => shown(inspector));
  root.append(inspector.rate.element, make("div", "view", question, answer, close, inspector.sum), saving, inspector.numbers, inspector.spoken);
  attach(inspector, input, ([row, col]) => [outputAt(inspector.view.axes[0], row), outputAt(inspector.view.axes[1], col)]);
  attach(inspector, output, (place) => place);
  new ResizeObserver(() => drawSoon(inspector)).observe(root);
  inspector.asker = makeAsker((view, rate, answer) => take(inspector, view, rate, answer));
  return inspector;
}

// A run of the page has brought its view, mostly of a picture that is here already; it has none of a
// layer that is not possible.
function receive(inspector, { rate, ...view }) {
  const server = (inspector.server = view.axes ? { ...view, axes: view.axes.map(withTable) } : null);
  inspector.rate.settle(rate);
  inspector.root.classList.toggle("refused", !server);
  if (!server) return inspector.asker.forget();
  const family = getComputedStyle(inspector.root).fontFamily;
  Object.assign(inspector, { palette: { ...paletteOf(inspector.root), family } });
  if (inspector.sent?.link !== server.link) show(inspector, server, imageAt(server.output.address));
  follow(inspector);
}

// The taps follow the rate at once, also while it is dragged; its output comes as soon as it can.
function follow(inspector) {
  const { server, asker } = inspector;
  if (!server) return;
  const rate = inspector.rate.value();
  const stamp = stampOf(server, rate);
  const possible = !inspector.sent || showRate(inspector, rate);
  const brought = rate === rateOf(server);
  drawSoon(inspector);
  if (brought && inspector.showing !== stamp) show(inspector, server, imageAt(server.output.address));
  if (brought || !possible || inspector.showing === stamp) asker.forget();
  else asker.want(server, rate);
  if (!possible || inspector.sent?.stamp === stamp) answered(inspector, rate);
}

function move(inspector) {
  inspector.answered = null;
  follow(inspector);
}

// The picture first: the browser asks for it itself, and a run of the page would be in its way.
function release(inspector) {
  clearTimeout(inspector.impatient);
  inspector.released = inspector.rate.value();
  inspector.impatient = setTimeout(() => sendRate(inspector), PATIENCE);
  answered(inspector, inspector.answered);
}

// The picture at this rate is there, or only a run of the page can bring it.
function answered(inspector, rate) {
  inspector.answered = rate;
  if (inspector.released !== null && inspector.released === rate) sendRate(inspector);
}

function sendRate(inspector) {
  clearTimeout(inspector.impatient);
  inspector.send("rate", inspector.released);
  inspector.released = null;
}

function take(inspector, server, rate, answer) {
  if (!answer) return answered(inspector, rate);
  const { picture, ...words } = answer;
  const axes = server.axes.map((axis) => atRate(axis, rate));
  show(inspector, { ...server, ...words, axes, stamp: stampOf(server, rate) }, picture);
}

// Everything changes at once, when both pictures are there: never a new setting over an old picture.
async function show(inspector, view, coming) {
  const turn = ++inspector.turn;
  inspector.showing = view.stamp;
  const [photo, picture] = await Promise.all([photoOf(view.photo.id), coming]);
  if (turn !== inspector.turn) return;
  const samePhoto = inspector.sent?.photo.id === view.photo.id;
  Object.assign(inspector, { view, sent: view, photo });
  if (!samePhoto) putPicture(inspector.input, photo.canvas, photo.rows, photo.cols);
  putPicture(inspector.output, picture, view.output.rows, view.output.cols);
  if (!samePhoto || !inspector.pinned) inspector.pinned = view.pin;
  showRate(inspector, inspector.rate.value());
  draw(inspector);
  describe(inspector); // after it: changed words would have the page laid out anew
  inspector.root.dataset.shown = view.stamp;
  answered(inspector, rateOf(view));
}

// False for a rate that cannot be: the engine will say it in words.
function showRate(inspector, rate) {
  const { sent } = inspector;
  const moving = rate !== rateOf(sent);
  inspector.root.classList.toggle("moving", moving);
  try {
    inspector.view = moving ? { ...sent, axes: sent.axes.map((axis) => atRate(axis, rate)) } : sent;
    return true;
  } catch (problem) {
    if (!(problem instanceof GeometryProblem)) throw problem;
    return false;
  }
}

function rateOf(view) {
  return view.axes[0].dilation;
}

function describe({ view, photo, captions, scale, note, numbers }) {
  numbers.replaceChildren(...numberCards(view.numbers.map(({ label, value, note }) => [label, value, note])).children);
  captions[0].replaceChildren(strong(`Input ${photo.rows} × ${photo.cols}`), ` ${view.photo.title}`);
  captions[1].replaceChildren(strong(`Output ${view.output.rows} × ${view.output.cols}`), ` ${view.output.words}`);
  showLegend(scale, view.scale);
  note.textContent = view.note;
}

function draw(inspector) {
  cancelAnimationFrame(inspector.frame);
  inspector.frame = 0;
  const { view, photo, palette } = inspector;
  if (!view) return;
  const place = inside(view, inspector.hovered ?? inspector.pinned);
  const terms = termsOf(view, place);
  const readings = [termsOf(view, place, 1), terms];
  const values = readings.map((read) => valuesOf(view, photo, read));
  drawReading(inspector.input, terms, palette);
  drawOutput(inspector.output, place, palette);
  const part = windowAround(terms);
  inspector.close.forEach(({ canvas }, i) => magnify(canvas, view, photo, readings[i], part, palette));
  // Words last: after a change of the text every question for a size would lay out the page anew.
  [1, rateOf(view)].forEach((rate, i) => {
    const [rows, cols] = extent(readings[i]);
    const words = ` ${readings[i].length} samples, output ${shownValues(values[i])}`;
    inspector.close[i].caption.replaceChildren(strong(`d = ${rate}: ${rows} × ${cols}`), words);
  });
  showSum(inspector.sum, view, photo, place, terms, values[1]);
  inspector.words = sentence(view, place, terms, values[1]);
}

function drawSoon(inspector) {
  inspector.frame ||= requestAnimationFrame(() => draw(inspector));
}

function attach(inspector, stage, outputOf) {
  const placeOf = (event) => inside(inspector.view, outputOf(sampleUnder(stage, event)));
  followPointer(stage.over, (event) => inspector.view && placeOf(event), (place) => {
    inspector.hovered = place;
    drawSoon(inspector);
  });
  stage.over.onclick = (event) => inspector.view && pin(inspector, placeOf(event));
  stage.over.onkeydown = (event) => {
    const step = inspector.view && arrowStep(event, 10);
    if (!step) return;
    const from = inside(inspector.view, inspector.pinned);
    pin(inspector, inside(inspector.view, from.map((index, axis) => index + step[axis])));
    inspector.spoken.textContent = inspector.words;
  };
}

function pin(inspector, place) {
  inspector.pinned = place;
  inspector.hovered = null;
  draw(inspector);
  clearTimeout(inspector.timer);
  inspector.timer = setTimeout(() => inspector.send("pin", place), 300); // once, after a run of keys
}

function inside(view, place) {
  return insideGrid(place, view.axes.map(({ outputs }) => outputs));
}

// The field and a margin, square, so that both close-ups show the same part of the photograph.
function windowAround(terms) {
  const [rows, cols] = extent(terms);
  const size = Math.max(rows, cols) + 2;
  return { size, row: terms[0].row - (size - rows) / 2, col: terms[0].col - (size - cols) / 2 };
}

function extent(terms) {
  const last = terms[terms.length - 1];
  return [last.row - terms[0].row + 1, last.col - terms[0].col + 1];
}

function shownValues(values) {
  return values.map(({ value }) => numberText(value)).join(", ");
}

function sentence(view, [row, col], terms, values) {
  const [rows, cols] = extent(terms);
  const padded = terms.filter((term) => !term.source).length;
  const real = padded ? `, ${padded} of them zeros of the padding` : "";
  const read = `it reads ${terms.length} samples${real} in a field of ${rows} by ${cols}`;
  return `Output row ${row}, column ${col} is ${shownValues(values)}: ${read}.`;
}

// Both pictures, and the part of the photograph that is read, at rate 1 and at this one.
function shown({ view, input, output, captions, close, words }) {
  const stages = [input, output].map((stage, i) => [[stage.picture, stage.over], captions[i], i ? view.scale : null]);
  const parts = close.map(({ canvas, caption }) => [[canvas], caption, null]);
  const pictures = [...stages, ...parts].map(([layers, caption, legend]) => {
    const title = caption.querySelector("strong").textContent;
    return { layers, title, note: caption.textContent.slice(title.length), legend };
  });
  return { pictures, words };
}

function closeUp() {
  const [canvas, caption] = [make("canvas"), make("figcaption")];
  return { canvas, caption, figure: make("figure", "", canvas, caption) };
}

function strong(words) {
  return make("strong", "", words);
}
