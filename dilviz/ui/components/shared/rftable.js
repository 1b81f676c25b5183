// The table of all layers, with the convention of each coordinate named and switchable.
import { areaText, grouped, pairText, percent, shortened } from "./wording.js";

export const CONVENTIONS = [
  { key: "first", name: "first index", title: "start", of: (layer) => layer.start, note: "start: input index of the first sample in unit 0’s field, counted from 0; negative in the padding" },
  { key: "centre", name: "0-based centre", title: "centre", of: (layer) => layer.centre, note: "centre: middle of unit 0’s field, counted so that the first sample is 0 (Distill, rf-toolboxes)" },
  { key: "half", name: "half-pixel centre", title: "centre", of: (layer) => layer.centre?.map((c) => (c === null ? null : c + 0.5)), note: "centre: middle of unit 0’s field, counted so that the first sample covers 0 to 1 and is centred at 0.5" },
];

const MOST_SHOWN = 200;
const PAIRS = new Set(
  "kernel_size effective_kernel_size stride dilation padding output_size size jump start centre samples_read".split(" "),
);

// Columns: heading, explanation, text of a cell, class. Those marked "more" are shown when there
// is room, or when they are asked for.
function columnsOf(convention) {
  return [
    ["layer", "name or number", (l) => l.id, "left name"],
    ["kind", "what it does", (l) => (l.groups > 1 ? `${l.kind}, ${l.groups} groups` : l.kind), "left more"],
    ["kernel", "taps", (l) => (windowed(l) ? areaOf(l.kernel_size) : "")],
    ["effective", "samples from the first tap to the last", (l) => (windowed(l) ? areaOf(l.effective_kernel_size) : ""), "more"],
    ["stride", "input samples from one output to the next", (l) => (windowed(l) || l.op === "upsample" ? pairText(l.stride) : "")],
    ["rate", "dilation rate", (l) => (windowed(l) ? pairText(l.dilation) : "")],
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

// state keeps {where: the convention's key}, state.tell is called when it changes; onPoint(id or null) is told which layer is pointed at.
export function showTable(box, report, state, onPoint = () => {}) {
  const convention = CONVENTIONS.find(({ key }) => key === state.where) ?? CONVENTIONS[0];
  const layers = report.layers.slice(0, MOST_SHOWN).map((layer) => (report.one_dimensional ? columnsOnly(layer) : layer));
  const columns = columnsOf(convention).filter(([, , text]) => !text || layers.some((l) => text(l) !== null));
  const scroller = document.createElement("div");
  scroller.className = "table-scroll";
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", "Table of all layers");
  scroller.classList.toggle("all", state.allColumns ?? false);
  scroller.append(tableOf(layers, columns, onPoint));
  const again = () => showTable(box, report, state, onPoint);
  const switches = conventionSwitch(convention, state, again);
  switches.append(columnsSwitch(scroller, state));
  box.replaceChildren(scroller, switches, tableNotes(report, layers, convention));
}

function tableOf(layers, columns, onPoint) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const [title, note, , kind] of columns) head.append(headCell(title, note, kind));
  const body = table.createTBody();
  const widest = Math.max(1, ...layers.flatMap((l) => l.size ?? []));
  for (const layer of layers) body.append(layerRow(layer, columns, widest, onPoint));
  return table;
}

function headCell(title, note, kind) {
  const cell = document.createElement(title ? "th" : "td");
  cell.textContent = title;
  cell.className = kind ?? "";
  if (note) cell.title = note;
  if (title) cell.scope = "col";
  return cell;
}

function layerRow(layer, columns, widest, onPoint) {
  const row = document.createElement("tr");
  row.onpointerenter = () => onPoint(layer.id);
  row.onpointerleave = () => onPoint(null);
  for (const [, , text, kind] of columns) {
    const cell = document.createElement(kind === "left name" ? "th" : "td");
    cell.className = kind ?? "";
    if (kind === "left name") cell.scope = "row";
    if (!text) cell.append(fieldBar(layer, widest));
    else cell.textContent = text(layer) ?? "–";
    row.append(cell);
  }
  return row;
}

function fieldBar(layer, widest) {
  const bar = document.createElement("i");
  bar.style.width = `${(100 * Math.max(...(layer.size ?? [0]))) / widest}%`;
  return bar;
}

function conventionSwitch(convention, state, again) {
  const group = document.createElement("div");
  group.className = "convention";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Where a unit is: convention of its coordinate");
  for (const { key, name } of CONVENTIONS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.setAttribute("aria-pressed", String(key === convention.key));
    button.onclick = () => {
      state.where = key;
      again();
      state.tell?.();
    };
    group.append(button);
  }
  return group;
}

function columnsSwitch(scroller, state) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "columns-switch";
  button.textContent = "all columns";
  button.setAttribute("aria-pressed", String(state.allColumns ?? false));
  button.onclick = () => {
    state.allColumns = !state.allColumns;
    button.setAttribute("aria-pressed", String(state.allColumns));
    scroller.classList.toggle("all", state.allColumns);
  };
  return button;
}

function tableNotes(report, layers, convention) {
  const note = document.createElement("p");
  note.className = "quiet";
  const parts = [`${convention.note}.`];
  if (!report.input) parts.push("Give an input size to see output sizes and multiply-adds.");
  const total = report.layers_total ?? report.layers.length;
  if (layers.length < total) parts.push(`Shown are the first ${layers.length} of ${grouped(total)} layers; CSV and JSON have more.`);
  if (report.cost_error) parts.push(`Weights are not counted: ${report.cost_error}`);
  if (!report.aligned) parts.push("Paths disagree on where a unit is centred, so units differ: field and coverage are those of the largest unit.");
  note.textContent = parts.join(" ");
  return note;
}
