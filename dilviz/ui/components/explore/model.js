// One layer as look-up tables: which samples each output reads, and what comes out.
// Settings that are still being dragged are worked out here; settled ones use the engine's own numbers.
import { GeometryProblem, paddedSources, samePadding, tapTable } from "../shared/taps.js";

export function layerModel(settings, offers, truth) {
  return truth ? completed(settings, truth) : estimated(settings, offers);
}

function estimated(settings, offers) {
  try {
    const padding = [0, 1].map((axis) => paddingAlong(settings, axis));
    const taps = [0, 1].map((axis) => tapTable(settings.n[axis], axisOf(settings, axis, padding[axis])));
    const sources = [0, 1].map((axis) => paddedSources(settings.n[axis], padding[axis], settings.mode));
    const values = samplesOf(settings, offers);
    const weights = settings.flip ? turned(settings.weights) : settings.weights;
    const model = completed(settings, { taps, sources, padding, values, weights, output: null });
    model.output = taps[0].map((_, row) => taps[1].map((_, col) => sumAt(model, row, col)));
    return model;
  } catch (problem) {
    if (problem instanceof GeometryProblem) return { settings, problem: problem.message };
    throw problem;
  }
}

function completed(settings, parts) {
  const size = [0, 1].map((axis) => parts.taps[axis].length);
  return { settings, ...parts, size, input: settings.n, kernel: settings.k };
}

function axisOf(settings, axis, padding) {
  return { kernelSize: settings.k[axis], stride: settings.s[axis], dilation: settings.d[axis], padding };
}

function paddingAlong(settings, axis) {
  if (settings.p === "valid") return [0, 0];
  if (settings.p === "same") return samePadding(settings.n[axis], axisOf(settings, axis));
  return settings.p[axis];
}

// Smaller inputs are cut from the canvas's middle or from its upper left corner.
export function samplesOf(settings, offers) {
  const [rows, cols] = settings.n;
  const { cells, centred } =
    settings.values === "typed" ? { cells: settings.typed, centred: false } : offers.canvases[settings.values];
  const first = (size, available) => (centred ? Math.floor(available / 2) - Math.floor(size / 2) : 0);
  const [top, left] = [first(rows, cells.length), first(cols, cells[0].length)];
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: cols }, (_, c) => cells[top + r]?.[left + c] ?? 0),
  );
}

function turned(weights) {
  return [...weights].reverse().map((row) => [...row].reverse());
}

// The value at a position of the padded input, as the padding mode fills it.
export function valueAt(model, row, col) {
  const [r, c] = sourceOf(model, row, col);
  return r < 0 || c < 0 ? 0 : model.values[r][c];
}

export function sourceOf(model, row, col) {
  return [model.sources[0][row + model.padding[0][0]], model.sources[1][col + model.padding[1][0]]];
}

export function isPadding(model, row, col) {
  return row < 0 || col < 0 || row >= model.input[0] || col >= model.input[1];
}

// What one output reads, tap by tap: output -> taps.
export function readsOf(model, row, col) {
  return model.taps[0][row].flatMap((inputRow, tapRow) =>
    model.taps[1][col].map((inputCol, tapCol) => ({
      row: inputRow,
      col: inputCol,
      tapRow,
      tapCol,
      weight: model.weights[tapRow][tapCol],
      value: valueAt(model, inputRow, inputCol),
    })),
  );
}

// Every output that reads one sample, and through which weight: input -> outputs.
// A real sample also stands wherever the padding repeats it.
export function readersOfSample(model, row, col) {
  const everywhere = !isPadding(model, row, col);
  const [rows, cols] = [row, col].map((position, axis) =>
    axisReaders(model, axis, everywhere ? standsAt(model, axis, position) : [position]),
  );
  return rows.flatMap((r) =>
    cols.map((c) => ({
      row: r.output,
      col: c.output,
      tapRow: r.tap,
      tapCol: c.tap,
      atRow: r.position,
      atCol: c.position,
      weight: model.weights[r.tap][c.tap],
    })),
  );
}

function axisReaders(model, axis, positions) {
  const places = new Set(positions);
  return model.taps[axis].flatMap((row, output) =>
    row.flatMap((read, tap) => (places.has(read) ? [{ output, tap, position: read }] : [])),
  );
}

function standsAt(model, axis, position) {
  const before = model.padding[axis][0];
  return model.sources[axis].flatMap((source, i) => (source === position ? [i - before] : []));
}

// Every sample that one weight meets, and for which output: weight -> samples.
export function meetingsOf(model, tapRow, tapCol) {
  return model.taps[0].flatMap((rowTaps, row) =>
    model.taps[1].map((colTaps, col) => ({ row, col, atRow: rowTaps[tapRow], atCol: colTaps[tapCol] })),
  );
}

function sumAt(model, row, col) {
  return readsOf(model, row, col).reduce((sum, { weight, value }) => sum + weight * value, 0);
}
