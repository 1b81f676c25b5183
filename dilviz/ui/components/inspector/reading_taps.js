// Which samples one output reads, and what it makes of them.
import { outputSize, paddedSources, samePadding, tapTable } from "../shared/taps.js";

// Adds to an axis the position of every tap of every output.
export function withTable(axis) {
  const { taps, stride, dilation, before, sources } = axis;
  const after = sources.length - before - axis.samples;
  const settings = { kernelSize: taps, stride, dilation, padding: [before, after] };
  return { ...axis, table: tapTable(axis.samples, settings) };
}

// The same axis at another dilation rate, before the engine has answered.
export function atRate(axis, rate) {
  const settings = { kernelSize: axis.taps, stride: axis.stride, dilation: rate };
  const padding = axis.padding === "same" ? samePadding(axis.samples, settings) : axis.padding;
  const outputs = outputSize(axis.samples, { ...settings, padding });
  const sources = paddedSources(axis.samples, padding, axis.mode);
  return withTable({ ...axis, dilation: rate, before: padding[0], outputs, sources });
}

// The output whose field has its middle nearest to a position.
export function outputAt(axis, position) {
  const middle = (axis.dilation * (axis.taps - 1)) / 2;
  const o = Math.round((position + axis.before - middle) / axis.stride);
  return Math.min(Math.max(o, 0), axis.outputs - 1);
}

// Taps of one output: [{position, source}], source -1 where a zero stands.
// `rate` other than the layer's own gives the taps around the same middle.
export function tapsOf(axis, o, rate = axis.dilation) {
  const [first] = axis.table[o];
  const inset = Math.floor(((axis.dilation - rate) * (axis.taps - 1)) / 2);
  return axis.table[o].map((reached, tap) => {
    const position = rate === axis.dilation ? reached : first + inset + tap * rate;
    return { position, source: axis.sources[position + axis.before] ?? -1 };
  });
}

// Every term of the sum: [{row, col, source: [r, c], weight, partner}], rows first.
export function termsOf(view, output, rate) {
  const rows = tapsOf(view.axes[0], output[0], rate ?? view.axes[0].dilation);
  const cols = tapsOf(view.axes[1], output[1], rate ?? view.axes[1].dilation);
  return rows.flatMap((row, i) =>
    cols.map((col, j) => ({
      row: row.position,
      col: col.position,
      source: row.source < 0 || col.source < 0 ? null : [row.source, col.source],
      weight: view.weights[i][j],
      partner: view.partner ? view.partner[i][j] : 0,
    })),
  );
}

// Luminance as in Python: whole numbers, rounded half up.
export function luminanceOf([red, green, blue]) {
  return Math.floor((299 * red + 587 * green + 114 * blue + 500) / 1000);
}

// The sample that a term meets: [red, green, blue], or [luminance].
export function samplesOf(photo, term, colour) {
  const place = term.source && 4 * (term.source[0] * photo.cols + term.source[1]);
  const samples = term.source ? photo.values.slice(place, place + 3) : [0, 0, 0];
  return colour ? [...samples] : [luminanceOf(samples)];
}

// What the output is, for each channel: {sum, partner, value}.
export function valuesOf(view, photo, terms) {
  const channels = view.colour ? 3 : 1;
  const sums = Array.from({ length: channels }, () => ({ sum: 0, partner: 0 }));
  for (const term of terms) {
    samplesOf(photo, term, view.colour).forEach((sample, channel) => {
      sums[channel].sum += term.weight * sample;
      sums[channel].partner += term.partner * sample;
    });
  }
  return sums.map((term) => ({ ...term, value: view.partner ? Math.hypot(term.sum, term.partner) : term.sum }));
}
