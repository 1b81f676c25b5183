// The cone: point at any unit in any layer and its whole tree lights, down to the input.
import { axesDiffer, axisSwitch } from "./cone_axes.js";
import { coneModel, coneSentence, coneWindow, firstUnit, hasUnit, treeAbove, treeBelow } from "./cone_model.js";
import { coneLayout, drawDim, drawLit } from "./cone_picture.js";
import { make } from "./elements.js";
import { fitWidth } from "./fitted.js";
import { CanvasPen, paletteOf, SvgPen } from "./pen.js";
import { followPointer } from "./pointed.js";
import { sizedContext } from "./sharp.js";

// Draws into `box`; `state` (any object) keeps what was pinned and the axis between calls,
// `state.onSwitch` is called when the axis changes.
// Returns {svg()}.
export function showCone(box, report, state) {
  const differ = axesDiffer(report);
  const model = coneModel(report, differ ? (state.axis ?? "cols") : "cols");
  if (model.rows.length < 2) return emptyCone(box, report);
  const cone = box.coneParts ?? (box.coneParts = coneParts(box));
  cone.axes.show(differ, model.axis, (chosen) => {
    state.axis = chosen;
    showCone(box, report, state);
    state.onSwitch?.();
  });
  const start = [model.rows.length - 1, firstUnit(model)];
  const view = { model, window: coneWindow(model, start[1]), pinned: validPin(model, state) ?? start, hovered: null };
  cone.note.textContent = coneNote(model, differ);

  function redraw(width) {
    view.palette = paletteOf(box);
    view.layout = coneLayout(model, view.window, Math.max(260, width));
    Object.assign(view, { dim: null, fresh: true });
    light();
  }

  function light() {
    view.frame = 0;
    const tree = treeOf(model, view.hovered ?? view.pinned);
    paint(cone.canvas, view, tree, cone.family);
    cone.sentence.textContent = coneSentence(model, tree);
  }

  function lightSoon() {
    view.frame ||= requestAnimationFrame(light);
  }

  function pin(place) {
    view.pinned = state.pinned = place;
    view.hovered = null;
    lightSoon();
  }

  attachPointer(cone.canvas, view, lightSoon, pin);
  cone.canvas.onkeydown = (event) => {
    const place = movedBy(event.key, view);
    if (!place) return;
    event.preventDefault();
    pin(place);
  };
  fitWidth(box, redraw);
  cone.svg = () => coneSvg({ ...view, palette: paletteOf(box) }, treeOf(model, view.hovered ?? view.pinned));
  cone.pinned = () => pinnedWords(view, report);
  return { svg: () => cone.svg(), pinned: () => cone.pinned() }; // of whichever axis is shown by then
}

function emptyCone(box, report) {
  box.coneParts = null;
  const words = report.layers.length
    ? "Where the padding is “same” and a stride follows, positions depend on the input size. Give one to see the cone."
    : "No layers yet.";
  box.replaceChildren(make("p", "quiet", words));
  return { svg: () => "", pinned: () => ({}) };
}

// The axis, the layer and the unit as a link writes them; the other axis of the unit does not matter.
function pinnedWords({ model, pinned: [r, unit] }, { one_dimensional: line }) {
  return { axis: model.axis, at: model.rows[r].id, unit: `${line ? 0 : unit},${unit}` };
}

function coneParts(box) {
  const ariaLabel = "The cone. Arrow keys left and right choose a unit, up and down a layer; the sentence below says what it reads.";
  const canvas = make("canvas", { tabIndex: 0, role: "application", ariaRoleDescription: "cone diagram", ariaLabel });
  const sentence = make("p", { className: "cone-sentence", ariaLive: "polite" });
  const note = make("p", "quiet");
  const axes = axisSwitch();
  box.replaceChildren(axes.group, canvas, sentence, note);
  return { axes, canvas, sentence, note, family: getComputedStyle(box).fontFamily };
}

function validPin(model, state) {
  const [r, unit] = state.pinned ?? [-1, 0];
  return model.shown.includes(r) && hasUnit(model.rows[r], unit) ? [r, unit] : null;
}

function coneNote(model, differ) {
  const shown = model.rows.length - 1 + model.leftOut + model.gated;
  const notes = [];
  if (differ) notes.push(`Positions are ${model.axis === "rows" ? "row" : "column"} numbers.`);
  if (model.folded) notes.push("Drawn are the maps after each stage; every layer between them is followed.");
  if (model.leftOut && !model.folded) notes.push(`${model.leftOut} layers that read one sample each are left out of this drawing.`);
  if (model.gated) notes.push(`${model.gated} layers of its gates, which read whole maps, are left out too.`);
  if (shown < model.total) notes.push(`Drawn are the first ${shown} of ${model.total} layers, counted from the input.`);
  return notes.join(" ");
}

function treeOf(model, [r, unit]) {
  return r === 0 ? treeAbove(model, unit) : treeBelow(model, r, unit);
}

function dimPicture(view, family) {
  const canvas = make("canvas");
  const pen = sizedPen(canvas, view.layout, family);
  drawDim(pen, view.model, view.layout, view.palette);
  return canvas;
}

function sizedPen(canvas, { width, height }, family) {
  return Object.assign(new CanvasPen(sizedContext(canvas, width, height)), { family });
}

function paint(canvas, view, tree, family) {
  const pen = sizedPen(canvas, view.layout, family);
  const { width, height } = view.layout;
  if (view.fresh) drawDim(pen, view.model, view.layout, view.palette);
  else pen.context.drawImage((view.dim ??= dimPicture(view, family)), 0, 0, width, height);
  view.fresh = false; // a second canvas pays only when the tree moves
  drawLit(pen, view.model, view.layout, view.palette, tree);
}

function coneSvg(view, tree) {
  const pen = new SvgPen(view.layout.width, view.layout.height, view.palette.bg);
  drawDim(pen, view.model, view.layout, view.palette);
  drawLit(pen, view.model, view.layout, view.palette, tree);
  return String(pen);
}

function attachPointer(canvas, view, lightSoon, pin) {
  const placeOf = (event) => {
    const box = canvas.getBoundingClientRect();
    return placeAt(view, event.clientX - box.left, event.clientY - box.top);
  };
  followPointer(canvas, placeOf, (place) => {
    view.hovered = place;
    lightSoon();
  });
  canvas.onpointerdown = (event) => pin(placeOf(event));
}

function placeAt({ model, layout }, x, y) {
  const r = layout.rowAt(y);
  return [r, nearestUnit(model.rows[r], layout.unitAt(model.rows[r], x))];
}

function nearestUnit(row, unit) {
  return row.size === null ? unit : Math.max(0, Math.min(row.size - 1, unit));
}

function movedBy(key, { model, pinned, layout }) {
  const [r, unit] = pinned;
  const row = model.rows[r];
  if (key === "ArrowLeft") return [r, nearestUnit(row, unit - 1)];
  if (key === "ArrowRight") return [r, nearestUnit(row, unit + 1)];
  const { shown } = model;
  const place = shown.indexOf(r);
  const next = { ArrowUp: shown[place + 1], ArrowDown: shown[place - 1], Home: 0, End: shown.at(-1) }[key];
  if (next === undefined) return null;
  return [next, nearestUnit(model.rows[next], layout.unitAt(model.rows[next], layout.x(row, unit)))];
}

