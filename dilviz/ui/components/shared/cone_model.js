// The cone's rows and trees: which units of which maps, and what leads from one to another.
import { positionsRead, readersOf } from "./reading.js";
import { nameOf, stageRows } from "./stages.js";
import { withMinus } from "./wording.js";

export const MOST_ROWS = 64;
const MOST_FOLLOWED = 1000; // rows of a network that is drawn by its stages
const MANY_ROWS = 24;
const MOST_LIT = 40000;

// report: the JSON of dilviz.report. axis: "rows" or "cols".
// A row: {id, label, words, inputs: [row numbers], reading, at, pace, size}; unit u is drawn
// over input position at + u * pace. Of a network folded by its modules every row is followed, and
// those after its stages are `shown`.
export function coneModel(report, axis) {
  const which = axis === "rows" ? 0 : 1;
  const inputSize = report.input ? report.input[which] : null;
  const input = { id: report.input_id, label: "input", words: "", inputs: [], reading: null, at: 0, pace: 1, size: inputSize };
  const found = { rows: [input], places: new Map([[report.input_id, 0]]), leftOut: 0, gated: 0 };
  const skipping = report.layers.filter((layer) => layer.reads[axis]).length > MANY_ROWS;
  const most = report.stages?.length ? MOST_FOLLOWED : MOST_ROWS;
  report.layers.every((layer) => addRow(found, layer, { axis, which, skipping, most }));
  const { rows, places, leftOut, gated } = found;
  const plain = rows.every((row) => !row.reading || row.reading.runs.length === 1);
  const folded = rows.length > 1 + MOST_ROWS;
  const shown = folded ? rowsOfStages(report, rows, places) : [...rows.keys()];
  return { rows, shown, folded, axis, inputSize, plain, leftOut, gated, total: report.layers_total ?? report.layers.length };
}

// Whether the layer has its place: a row of its own, that of its input if it moves nothing, or none
// if only gates lead to it.
function addRow(found, layer, { axis, which, skipping, most }) {
  const { rows, places } = found;
  const reading = layer.reads[axis];
  const inputs = [...new Set(layer.local_inputs.map((id) => places.get(id)))].filter((row) => row !== undefined);
  if (!inputs.length || (layer.op === "global" && !reading)) {
    found.gated += 1; // of a gate, which reads a whole map
    return true;
  }
  if (!reading) return false;
  if (skipping && inputs.length === 1 && movesNothing(reading)) {
    places.set(layer.id, inputs[0]);
    found.leftOut += 1;
    return true;
  }
  if (rows.length > most) return false;
  places.set(layer.id, rows.length);
  rows.push(rowOf(layer, inputs, rows, axis, which));
  return true;
}

// The input and the last row of every stage; each knows the shown rows below it, and its stage.
function rowsOfStages(report, rows, places) {
  const shown = new Set([0]);
  for (const stage of stageRows(report)) {
    const row = places.get(stage.id);
    if (row === undefined || row === 0) continue;
    shown.add(row);
    rows[row].words = nameOf(stage);
  }
  shown.add(rows.length - 1);
  for (const row of shown) rows[row].below = shownBelow(rows, row, shown);
  return [...shown].sort((a, b) => a - b);
}

function shownBelow(rows, from, shown) {
  const [found, seen, open] = [new Set(), new Set(), [...rows[from].inputs]];
  while (open.length) {
    const row = open.pop();
    if (seen.has(row)) continue;
    seen.add(row);
    if (shown.has(row)) found.add(row);
    else open.push(...rows[row].inputs);
  }
  return [...found];
}

function movesNothing({ stride, runs }) {
  return stride === 1 && runs.length === 1 && runs[0][0] === 0 && runs[0][2] === 1;
}

function rowOf(layer, inputs, rows, axis, which) {
  const reading = layer.reads[axis];
  const below = rows[inputs[0]];
  const middle = (unit) => {
    const read = positionsRead(reading, unit);
    return read.length ? (read[0] + read[read.length - 1]) / 2 : unit / reading.runs.length;
  };
  const middles = reading.runs.map((_, phase) => middle(phase) - (phase * reading.stride) / reading.runs.length);
  const centre = middles.reduce((sum, one) => sum + one, 0) / middles.length;
  return {
    id: layer.id,
    label: nameOf(layer),
    words: ["add", "concat"].includes(layer.op) ? layer.op : (layer.words ?? layer.kind),
    inputs,
    reading,
    at: below.at + centre * below.pace,
    pace: (below.pace * reading.stride) / reading.runs.length,
    size: layer.output_size ? layer.output_size[which] : null,
  };
}

export function hasUnit(row, unit) {
  return row.size === null || (unit >= 0 && unit < row.size);
}

// Every unit that leads to this one. lit[row] and padding[row] are sorted lists of units; edges
// of [upper row, upper unit, lower row, lower unit] are flat, and null when there are too many to
// draw. Padding holds zeros, so nothing leads on from it.
export function treeBelow(model, rowNumber, unit) {
  const lit = model.rows.map(() => new Set());
  const padding = model.rows.map(() => new Set());
  lit[rowNumber].add(unit);
  let edges = model.folded ? null : [];
  let total = 0;
  for (let r = rowNumber; r > 0 && total < 20 * MOST_LIT; r--) {
    const row = model.rows[r];
    for (const reader of lit[r]) {
      const read = positionsRead(row.reading, reader);
      total += read.length;
      for (const lower of row.inputs) {
        for (const position of read) {
          if (!hasUnit(model.rows[lower], position)) padding[lower].add(position);
          else {
            lit[lower].add(position);
            if (edges) edges.push(r, reader, lower, position);
          }
        }
      }
    }
    if (total > MOST_LIT) edges = null;
  }
  const field = fieldOf(model, rowNumber, unit);
  return { lit: lit.map(sorted), padding: padding.map(sorted), edges, field, from: [rowNumber, unit] };
}

// First and last input position of the receptive field, through padding and all.
function fieldOf(model, rowNumber, unit) {
  const ends = model.rows.map(() => new Set());
  ends[rowNumber].add(unit);
  for (let r = rowNumber; r > 0; r--) {
    const { reading, inputs } = model.rows[r];
    const read = [...ends[r]].flatMap((end) => positionsRead(reading, end));
    for (const lower of inputs) for (const position of read) ends[lower].add(position);
    if (model.plain) for (const lower of inputs) ends[lower] = outermost(ends[lower]);
  }
  if (!ends[0].size) return null;
  const field = [...outermost(ends[0])];
  return [field[0], field[field.length - 1]];
}

// Without upsampling later units never read before earlier ones, so the outermost two are enough.
function outermost(units) {
  let [first, last] = [Infinity, -Infinity];
  for (const unit of units) [first, last] = [Math.min(first, unit), Math.max(last, unit)];
  return units.size ? new Set([first, last]) : units;
}

// Every unit that an input sample leads to.
export function treeAbove(model, position) {
  const lit = model.rows.map(() => new Set());
  lit[0].add(position);
  let edges = model.folded ? null : [];
  model.rows.forEach((row, r) => {
    for (const lower of row.inputs) {
      for (const below of lit[lower]) {
        for (const reader of readersOf(row.reading, below)) {
          if (!hasUnit(row, reader)) continue;
          lit[r].add(reader);
          if (edges) edges.push(r, reader, lower, below);
        }
      }
    }
    if (edges && edges.length > 4 * MOST_LIT) edges = null;
  });
  return { lit: lit.map(sorted), padding: model.rows.map(() => []), edges, field: null, from: [0, position] };
}

function sorted(units) {
  return [...units].sort((a, b) => a - b);
}

// The unit that is lit at first: in the middle of its map, or the first whose field starts in the image.
export function firstUnit(model) {
  const top = model.rows[model.rows.length - 1];
  return top.size === null ? 0 : Math.floor(top.size / 2);
}

// The input positions that are drawn: the field of the first unit and room to its sides.
export function coneWindow(model, unit) {
  const [first, last] = fieldOf(model, model.rows.length - 1, unit) ?? [0, 0];
  const span = last - first + 1;
  const room = Math.max(Math.ceil(span / 4), Math.ceil((24 - span) / 2), 2);
  let [low, high] = [first - room, last + room];
  if (model.inputSize !== null) {
    low = Math.max(low, Math.min(first, 0) - 1);
    high = Math.min(high, Math.max(last, model.inputSize - 1) + 1);
  }
  return [low, high];
}

// One sentence for people who cannot see it, and for those who can.
export function coneSentence(model, tree) {
  const [r, unit] = tree.from;
  const row = model.rows[r];
  if (r === 0) return sentenceAbove(model, tree, unit);
  const name = `The unit at position ${withMinus(unit)} of ${layerName(row)}`; // positions count from 0, layers from 1
  if (!tree.field) return `${name} reads nothing of the input.`;
  const [first, last] = tree.field;
  const inside = insideImage(model, first, last);
  const holes = inside - tree.lit[0].length;
  const holeWords = holes ? `${holes} ${holes === 1 ? "is a hole" : "are holes"}` : "no holes";
  const span = last - first + 1;
  const where = `${span} sample${span === 1 ? "" : "s"} from ${withMinus(first)} to ${withMinus(last)}`;
  if (inside === span) return `${name} reads ${tree.lit[0].length} of the ${where}: ${holeWords}.`;
  const read = `of the ${inside} in the image it reads ${tree.lit[0].length}: ${holeWords}`;
  return `${name} has a field of ${where}. ${span - inside} of them are padding; ${read}.`;
}

function insideImage(model, first, last) {
  if (model.inputSize === null) return last - first + 1;
  return Math.max(0, Math.min(last, model.inputSize - 1) - Math.max(first, 0) + 1);
}

function sentenceAbove(model, tree, position) {
  const outside = model.inputSize !== null && (position < 0 || position >= model.inputSize);
  const top = model.rows.length - 1;
  const reached = tree.lit[top].length;
  return (
    `Input sample ${withMinus(position)}${outside ? " (padding)" : ""} reaches ` +
    `${reached} unit${reached === 1 ? "" : "s"} of ${layerName(model.rows[top])}.`
  );
}

export function layerName(row) {
  return row.words && row.words !== row.id ? `layer ${row.label} (${row.words})` : `layer ${row.label}`;
}
