// What is lit, in words: the sum with its numbers, and the sentence that is spoken.
import { counted } from "../shared/wording.js";
import { letterOf, paddingWords } from "./grids.js";
import { isPadding, meetingsOf, readersOfSample, readsOf, sourceOf, valueAt } from "./model.js";
import { numeral } from "./numerals.js";

const MOST_LISTED = 100;

export function sumHtml(model, focus) {
  return { out: sumOfOutput, in: sumOfInput, ker: sumOfWeight }[focus.grid](model, focus);
}

export function spokenOf(model, focus) {
  return { out: sayOutput, in: sayInput, ker: sayWeight }[focus.grid](model, focus);
}

// The idea of the page, for the kernel that is shown.
export function ledeOf([rows, cols]) {
  const taps = rows * cols;
  const number = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"][taps] ?? String(taps);
  if (taps === 1) return "One weight, one sample: a kernel of size 1 has nothing to dilate.";
  return `${number} weights, ${number.toLowerCase()} samples, always. The dilation rate only decides how far apart they are.`;
}

// What the input, its padding and the kernel are.
export function aboutWords(model, offers) {
  const { values, kernel } = model.settings;
  const input = offers.canvases[values]?.meaning ?? "Typed values.";
  const meaning = offers.kernels[kernel]?.meaning;
  const padding = paddingWords(model);
  return `Input: ${input} It ${padding.startsWith("padded") ? "is" : "has"} ${padding}.${meaning ? ` Kernel: ${meaning}` : ""}`;
}

function sumOfOutput(model, { row, col }) {
  const terms = readsOf(model, row, col).map((read) => {
    const idle = read.weight === 0 ? " idle" : "";
    const pad = isPadding(model, read.row, read.col) ? ' title="from the padding"' : "";
    const times = `<u>${numeral(read.weight)}</u>·<i${pad ? ' class="pad"' : ""}>${numeral(read.value)}</i>`;
    return `<span class="term${idle}"${pad}>${read.value < 0 ? times.replace("·", "·(").concat(")") : times}</span>`;
  });
  const result = `<b>${numeral(model.output[row][col])}</b>`;
  return `<b>${nameOf(model, "output", row, col)}</b> = ${terms.join(" + ")} = ${result}`;
}

function sumOfInput(model, { row, col }) {
  const readers = readersOfSample(model, row, col);
  const head = `<i>${nameOf(model, "input", row, col)} = ${numeral(valueAt(model, row, col))}</i>`;
  if (!readers.length) return `${head} ${unreadWords(model, [row, col])}`;
  const terms = readers.slice(0, MOST_LISTED).map((reader) => {
    const letter = letterOf(model, reader.tapRow, reader.tapCol);
    const name = letter ? ` <small>${letter}</small>` : "";
    const output = nameOf(model, "output", reader.row, reader.col);
    return `<span class="term"><b>${output}</b> ×<u>${numeral(reader.weight)}</u>${name}</span>`;
  });
  const more = readers.length > MOST_LISTED ? ` and ${readers.length - MOST_LISTED} more` : "";
  return `${head} goes to ${counted(readers.length, "place")}: ${terms.join(", ")}${more}`;
}

function sumOfWeight(model, { row, col }) {
  const met = meetingsOf(model, row, col);
  const letter = letterOf(model, row, col);
  const inPadding = met.filter(({ atRow, atCol }) => isPadding(model, atRow, atCol)).length;
  return (
    `<u>weight ${letter ? `${letter} = ` : ""}${numeral(model.weights[row][col])}</u> meets ${counted(met.length, "sample")}, ` +
    `one for each output${inPadding ? `; ${inPadding} of them ${inPadding === 1 ? "is" : "are"} padding` : ""}`
  );
}

function sayOutput(model, { row, col }) {
  const reads = readsOf(model, row, col);
  const inPadding = reads.filter((read) => isPadding(model, read.row, read.col)).length;
  const rows = [...new Set(reads.map((read) => read.row))];
  const cols = [...new Set(reads.map((read) => read.col))];
  const where = model.settings.dims === "1d" ? placesOf("sample", cols) : `${placesOf("row", rows)}; ${placesOf("column", cols)}`;
  const padding = inPadding ? ` ${inPadding} of them in the padding.` : "";
  const read = `${spokenName(model, "Output", row, col)} reads ${counted(reads.length, "sample")}: ${where}.`;
  return `${read}${padding} Its value is ${numeral(model.output[row][col])}.`;
}

function sayInput(model, { row, col }) {
  const readers = readersOfSample(model, row, col);
  const name = `${spokenName(model, isPadding(model, row, col) ? "Padding" : "Input", row, col)}${repeatedWords(model, row, col)}`;
  if (!readers.length) return `${name} ${unreadWords(model, [row, col])}`;
  const outputs = new Set(readers.map((reader) => `${reader.row},${reader.col}`));
  return `${name} is read by ${counted(outputs.size, "output")}.`;
}

function sayWeight(model, { row, col }) {
  const met = meetingsOf(model, row, col);
  const weight = `${spokenName(model, "Weight", row, col)}, ${numeral(model.weights[row][col])}`;
  return `${weight}, meets ${counted(met.length, "sample")}, one for each output.`;
}

function repeatedWords(model, row, col) {
  if (!isPadding(model, row, col)) return "";
  const [r, c] = sourceOf(model, row, col);
  return r < 0 || c < 0 ? ", a zero" : `, which repeats ${spokenName(model, "input", r, c)}`;
}

// Why no output reads a sample: no window reaches it, or all step over it.
function unreadWords(model, cell) {
  const axis = [0, 1].find((i) => !model.taps[i].flat().includes(cell[i]));
  const [first, last] = [model.taps[axis][0][0], model.taps[axis].at(-1).at(-1)];
  const beyond = cell[axis] < first || cell[axis] > last;
  const why = beyond ? "it lies outside every window" : "it falls between the taps of every output that passes over it";
  return `is read by no output: ${why}.`;
}

function nameOf(model, grid, row, col) {
  return model.settings.dims === "1d" ? `${grid}[${numeral(col)}]` : `${grid}[${numeral(row)}, ${numeral(col)}]`;
}

function spokenName(model, grid, row, col) {
  return model.settings.dims === "1d" ? `${grid} ${numeral(col)}` : `${grid} row ${numeral(row)}, column ${numeral(col)}`;
}

function placesOf(noun, places) {
  const words = places.map((place) => numeral(place)).join(", ");
  return `${noun}${places.length === 1 ? "" : "s"} ${words}`;
}

