// The numbers of the layer, with their formulas filled in: what grows with the dilation rate, and what does not.
import { effectiveSize } from "../shared/taps.js";
import { grouped, percent } from "../shared/wording.js";

// For cards: [[name, value, note, ...], ...]
export function layerNumbers(model) {
  const { k, d, p } = model.settings;
  const axes = model.settings.dims === "1d" ? [1] : [0, 1];
  const span = [0, 1].map((axis) => effectiveSize(k[axis], d[axis]));
  const taps = k[0] * k[1];
  const area = span[0] * span[1];
  const outputs = model.size[0] * model.size[1];
  const size = (pair) => axes.map((axis) => grouped(pair[axis])).join(" × ");
  const growth = { same: "the same at every d", valid: "shrinks as d grows" }[p] ?? "shrinks as d grows, unless the padding grows too";
  return [
    ["Output", size(model.size), ...distinctWords(axes.map((axis) => outputFormula(model, axis))), growth],
    [
      "Effective kernel",
      size(span),
      ...distinctWords(axes.map((axis) => `${d[axis]} (${k[axis]} − 1) + 1 = ${span[axis]}`)),
      "grows with d",
    ],
    [
      "Samples read",
      `${grouped(taps)} of ${grouped(area)}`,
      `${percent(taps / area).replace(".0 ", " ")} of the field`,
      "the field grows, the count does not",
    ],
    ["Weights", grouped(taps), "the same at every d"],
    ["Multiply-adds", grouped(taps * outputs), `${grouped(taps)} per output at every d`],
  ];
}

function outputFormula(model, axis) {
  const { n, k, d, s } = model.settings;
  const [before, after] = model.padding[axis];
  const gaps = d[axis] * (k[axis] - 1);
  return `⌊(${n[axis]} + ${before + after} − ${gaps} − 1) / ${s[axis]}⌋ + 1 = ${model.size[axis]}`;
}

function distinctWords(words) {
  return [...new Set(words)];
}
