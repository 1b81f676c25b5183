// The strip of numbers: three different ones about the field, never merged, and what it costs.
import { numberCards } from "./cards.js";
import { areaText, counted, grouped, pairText, percent } from "./wording.js";

export function showNumbers(box, report) {
  box.replaceChildren(numberCards(numbersOf(report)));
}

export function numbersOf(report) {
  return [
    ["Receptive field", sizeText(report), fieldNote(report)],
    readNumber(report),
    ["Jump", report.jump.includes(null) ? "differs" : pairText(report.jump), jumpNote(report)],
    ...(report.weights_words ? [["Weights", report.weights_words, costNote(report)]] : []),
    ...(report.plain_layers ? [plainNumber(report)] : []),
  ];
}

// A map of pooled values alone has no size of its own.
function sizeText({ size, one_dimensional: line }) {
  return size.includes(null) ? "no positions" : areaText(size, line);
}

// What the field leaves out, or counts in, stands beside it, before all else.
function fieldNote(report) {
  return [report.gates_words, startNote(report)].filter(Boolean).join("; ");
}

function plainNumber({ plain_kernel: kernel, plain_layers: layers, one_dimensional: line }) {
  return [`A plain ${kernel}${line ? "-tap" : ""} stack needs`, counted(layers, "layer"), "for the same field"];
}

function costNote({ multiply_adds_words: words, channels }) {
  const cost = words ? `${words} multiply-adds` : "without biases";
  return channels || !words ? cost : `${cost}, C channels in`;
}

function startNote({ start, centre, aligned, one_dimensional: line }) {
  if (!start || start.includes(null)) return "its start depends on the input size";
  if (line) return `unit 0 begins at sample ${grouped(start[1])} (half-pixel centre ${grouped(centre[1] + 0.5)})`;
  const half = centre.map((middle) => middle + 0.5);
  return `unit 0 begins at sample ${pairText(start, ", ")} (half-pixel centre ${pairText(half, ", ")})${aligned ? "" : "; units differ"}`;
}

function readNumber(report) {
  const { pixels_read: read, size, samples_read: samples, coverage, one_dimensional: line } = report;
  const uncounted = samples && !report.is_chain ? "; too many paths read different pixels" : "";
  const area = size[0] * size[1];
  if (read === null) return ["Samples read", samples ? areaText(samples, line) : "–", `along each axis${uncounted}`];
  const holes = area - read;
  const note = holes ? `${percent(coverage)}: ${grouped(holes)} ${holes === 1 ? "hole" : "holes"}` : "no holes";
  return [line ? "Samples read" : "Pixels read", `${grouped(read)} of ${grouped(area)}`, note];
}

function jumpNote({ jump, aligned }) {
  if (!aligned) return "paths are not aligned";
  if (jump[0] === 1 && jump[1] === 1) return "input sample from unit to unit: full resolution";
  return jump[0] >= 1 && jump[1] >= 1 ? "input samples from unit to unit" : "more units than samples";
}
