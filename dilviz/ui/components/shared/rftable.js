// The table of all layers, with the convention of each coordinate named and switchable.
import { choiceButtons } from "./choice_buttons.js";
import { make, makeButton, scrolled } from "./elements.js";
import { nameOf, stageRows } from "./stages.js";
import { areaText, grouped, pairText, percent, shortened } from "./wording.js";

export const CONVENTIONS = [
  {
    key: "first",
    name: "first index",
    title: "start",
    of: (layer) => layer.start,
    note: "start: input index of the first sample in unit 0’s field, counted from 0; negative in the padding",
  },
  {
    key: "centre",
    name: "0-based centre",
    title: "centre",
    of: (layer) => layer.centre,
    note: "centre: middle of unit 0’s field, counted so that the first sample is 0 (Distill, rf-toolboxes)",
  },
  {
    key: "half",
    name: "half-pixel centre",
    title: "centre",
    of: (layer) => layer.centre?.map((c) => (c === null ? null : c + 0.5)),
    note: "centre: middle of unit 0’s field, counted so that the first sample covers 0 to 1 and is centred at 0.5",
  },
];

const MOST_SHOWN = 200;
const PAIRS = new Set(
  "kernel_size effective_kernel_size stride dilation padding output_size size jump start centre samples_read".split(" "),
);

// Columns: heading, explanation, text of a cell, class. Those marked "more" are shown when there
// is room, or when they are asked for.
function columnsOf(convention) {
  return [
    ["layer", "name or number", nameOf, "left name"],
    ["kind", "what it does", (l) => (l.groups > 1 ? `${l.kind}, ${l.groups} groups` : l.kind), "left more"],
    ["kernel", "taps", (l) => (windowed(l) ? areaOf(l.kernel_size) : "")],
    ["effective", "samples from the first tap to the last", (l) => (windowed(l) ? areaOf(l.effective_kernel_size) : ""), "more"],
    ["stride", "input samples from one output to the next", (l) => (windowed(l) || l.op === "upsample" ? pairText(l.stride) : "")],
    ["rate", "dilation rate", rateText],
    ["padding", "samples added before and after", (l) => (windowed(l) || l.op === "pad" ? paddingText(l.padding) : ""), "more"],
    ["output", "output size", (l) => (l.output_size ? areaOf(l.output_size) : null), "more"],
    ["field", "receptive field, in input samples", (l) => areaOf(l.size), "field"],
    ["", "", null, "bar more"],
    ["jump", "input samples between neighbouring units", (l) => jumpText(l.jump)],
    [convention.title, convention.note, (l) => startText(convention.of(l))],
    ["read", "distinct samples read along each axis", (l) => pairText(l.samples_read), "more"],
    ["coverage", "pixels read, as a share of the field’s area", (l) => percent(l.coverage), "roomy"],
    ["weights", "without biases", (l) => weightsText(l), "more"],
    ["mult-adds", "multiply-adds for the whole map", (l) => costText(l), "more"],
  ];
}

function rateText(layer) {
  if (layer.op === "stage") return layer.rates.join(", ");
  return windowed(layer) ? pairText(layer.dilation) : "";
}

function windowed(layer) {
  return ["conv", "pool", "conv_transpose"].includes(layer.op);
}

function areaOf(pair) {
  if (!pair) return "–"; // too large to be followed
  return pair[0] === pair[1] ? grouped(pair[0]) : areaText(pair);
}

// Of a 1-D network only the columns are shown: its rows are 1 throughout.
function columnsOnly(layer) {
  const second = (pair) => (Array.isArray(pair) ? [pair[1], pair[1]] : pair);
  return Object.fromEntries(Object.entries(layer).map(([key, value]) => [key, PAIRS.has(key) ? second(value) : value]));
}

export function paddingText(padding) {
  if (typeof padding === "string") return padding;
  const sides = padding.map(([before, after]) => (before === after ? String(before) : `${before}:${after}`));
  return sides[0] === sides[1] ? sides[0] : sides.join(" × ");
}

function jumpText(jump) {
  if (!jump) return "–";
  return jump.includes(null) ? "differs" : pairText(jump);
}

function startText(pair) {
  return !pair || pair.includes(null) ? "–" : pairText(pair, ", ");
}

function weightsText({ weights, weights_words }) {
  if ((weights ?? weights_words ?? null) === null) return null;
  return typeof weights === "number" ? shortened(weights) : weights_words;
}

function costText({ multiply_adds: cost, multiply_adds_words: words }) {
  return typeof cost === "number" ? shortened(cost) : (words ?? null);
}

// state keeps {where: the convention's key}, state.onSwitch is called when it changes;
// onPoint(id or null) is called with the layer that is pointed at.
export function showTable(box, report, state, onPoint = () => {}) {
  const convention = CONVENTIONS.find(({ key }) => key === state.where) ?? CONVENTIONS[0];
  const layers = rowsOf(report, state).map((layer) => (report.one_dimensional ? columnsOnly(layer) : layer));
  const columns = columnsOf(convention).filter(([, , text]) => !text || layers.some((l) => !["", null].includes(text(l))));
  const again = () => showTable(box, report, state, onPoint);
  const scroller = scrolled(layersTable(layers, columns, onPoint, (stage) => turn(box, stage, state, again)), "Table of all layers");
  scroller.classList.toggle("all", state.allColumns ?? false);
  const switches = conventionSwitch(convention, state, again);
  switches.append(columnsSwitch(scroller, state));
  box.replaceChildren(scroller, switches, tableNotes(report, layers, convention));
}

// Stages of a long network, and below those that are open their layers.
function rowsOf(report, state) {
  if (!report.stages?.length) return report.layers.slice(0, MOST_SHOWN);
  return stageRows(report).flatMap((stage, number) => {
    const open = Boolean(state.open?.has(number)) && stage.inside.length > 0;
    const inside = open ? stage.inside.slice(0, MOST_SHOWN).map((layer) => ({ ...layer, within: true })) : [];
    return [{ ...stage, number, open }, ...inside];
  });
}

// Opens or closes a stage; the focus stays on it.
function turn(box, number, state, again) {
  state.open ??= new Set();
  if (!state.open.delete(number)) state.open.add(number);
  const { scrollTop } = box.querySelector(".table-scroll");
  again();
  box.querySelector(".table-scroll").scrollTop = scrollTop;
  box.querySelector(`[data-stage="${number}"]`)?.focus();
}

function layersTable(layers, columns, onPoint, onTurn) {
  const widest = Math.max(1, ...layers.flatMap((layer) => layer.size ?? []));
  const rows = layers.map((layer) => layerRow(layer, columns, widest, onPoint, onTurn));
  return make("table", "", make("thead", "", make("tr", "", ...columns.map(headCell))), make("tbody", "", ...rows));
}

function headCell([title, note, , kind]) {
  if (!title) return make("td", kind ?? "");
  return make("th", { className: kind ?? "", scope: "col", title: note }, title);
}

function layerRow(layer, columns, widest, onPoint, onTurn) {
  const cells = columns.map(([, , text, kind]) => {
    const content = text ? (text(layer) ?? "–") : fieldBar(layer, widest);
    if (kind !== "left name") return make("td", kind, content);
    return make("th", { className: kind, scope: "row", title: layer.id }, layer.op === "stage" ? stageButton(layer, content, onTurn) : content);
  });
  return make("tr", { className: layer.within ? "within" : "", onpointerenter: () => onPoint(layer.id), onpointerleave: () => onPoint(null) }, ...cells);
}

function stageButton({ number, open }, words, onTurn) {
  const button = makeButton(words, () => onTurn(number), { className: "stage", ariaExpanded: String(open) });
  button.dataset.stage = number;
  return button;
}

function fieldBar({ size }, widest) {
  return make("i", { style: `width: ${(100 * Math.max(...(size ?? [0]))) / widest}%` });
}

function conventionSwitch(convention, state, again) {
  const choose = (key) => {
    state.where = key;
    again();
    state.onSwitch?.();
  };
  const options = CONVENTIONS.map(({ key, name }) => [key, name]);
  return choiceButtons("Where a unit is: convention of its coordinate", options, convention.key, choose, "convention");
}

function columnsSwitch(scroller, state) {
  const press = ({ currentTarget }) => {
    state.allColumns = !state.allColumns;
    currentTarget.ariaPressed = String(state.allColumns);
    scroller.classList.toggle("all", state.allColumns);
  };
  return makeButton("all columns", press, { className: "columns-switch", ariaPressed: String(state.allColumns ?? false) });
}

function tableNotes(report, layers, convention) {
  const parts = [`${convention.note}.`];
  if (!report.input) parts.push("Give an input size to see output sizes and multiply-adds.");
  const total = report.layers_total ?? report.layers.length;
  if (report.stages?.length) parts.push(`Folded by module: ${report.stages.length} stages of ${grouped(total)} layers. Open a stage to see its layers.`);
  else if (layers.length < total) parts.push(`Shown are the first ${layers.length} of ${grouped(total)} layers; CSV and JSON have more.`);
  if (report.not_counted.length) parts.push(`Not counted in weights and multiply-adds: ${report.not_counted.join("; ")}.`);
  if (report.cost_error) parts.push(`Weights are not counted: ${report.cost_error}`);
  if (!report.aligned)
    parts.push("Paths disagree on where a unit is centred, so units differ: field and coverage are those of the largest unit.");
  return make("p", "quiet", parts.join(" "));
}
