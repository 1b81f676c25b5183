// Pictures in rows with their captions, as one SVG for a file.
import { make } from "./elements.js";
import { paletteOf, SvgPen } from "./pen.js";
import { paintedAnew, savingButtons } from "./saving.js";
import { linesOf } from "./wording.js";

const [WIDE, ALONE] = [300, 560]; // of one picture among others, and without
const MOST = 5; // in a row
const GAP = 20;
const LINE = 18;
const LETTER = 6.8; // of the width of a line

// The Save menu of pictures. `shown()` gives {pictures: [{layers: [canvas or image, ...] drawn over
// one another, title, note, legend?}], words that stand below them}; a legend is a colour bar: {low,
// middle, high, colours}. `paint()`, `paper()` and `ready()` as in saving.js.
export function pictureSaving(name, root, shown, { paint, paper, ready } = {}) {
  const svg = () => {
    const { pictures, words } = shown();
    return pictureRowSvg(pictures, words, paletteOf(root));
  };
  return savingButtons(name, paintedAnew(paint, svg), paper, ready);
}

function pictureRowSvg(pictures, words, palette) {
  const wide = pictures.length > 1 ? WIDE : ALONE;
  const rows = rowsOf(pictures.map((picture) => ({ ...picture, ...placed(picture, wide) })));
  const tallOf = (row) => Math.max(...row.map(({ height }) => height));
  const heightOfRow = (row) => tallOf(row) + LINE * Math.max(...row.map(({ lines }) => lines.length)) + GAP;
  const tops = rows.map((_, n) => rows.slice(0, n).reduce((sum, row) => sum + heightOfRow(row), GAP));
  const width = rows[0].length * (wide + GAP) + GAP;
  const bottom = tops.at(-1) + heightOfRow(rows.at(-1));
  const below = linesOf(words, (width - 2 * GAP) / LETTER);
  const pen = new SvgPen(width, Math.ceil(bottom + LINE * below.length + GAP), palette.bg);
  rows.forEach((row, n) => row.forEach((picture, i) => drawOne(pen, picture, [GAP + i * (wide + GAP), tops[n], wide], tallOf(row), palette)));
  below.forEach((line, n) => pen.text(GAP, bottom + LINE * (n + 1) - GAP / 2, line, { colour: palette.ink, size: 14 }));
  return String(pen);
}

// Rows of the same length, the last one shorter.
function rowsOf(pictures) {
  const length = Math.ceil(pictures.length / Math.ceil(pictures.length / MOST));
  return Array.from({ length: Math.ceil(pictures.length / length) }, (_, n) => pictures.slice(n * length, (n + 1) * length));
}

function placed({ layers: [first], ...words }, wide) {
  return { height: (wide * heightOf(first)) / widthOf(first), lines: captionOf(words, wide / LETTER) };
}

function drawOne(pen, { layers, height, lines }, [left, top, wide], tall, palette) {
  for (const layer of layers) pen.image(flat(layer), left, top, wide, height, widthOf(layer) < wide);
  lines.forEach(({ line, isTitle }, n) => {
    const look = isTitle ? { colour: palette.ink, size: 15, weight: 650 } : { colour: palette.mute, size: 13 };
    pen.text(left, top + tall + LINE * (n + 1), line, look);
  });
}

function captionOf({ title, note, legend }, most) {
  const bar = legend ? `Colours: from ${legend.low}, ${legend.middle ? `by ${legend.middle}, ` : ""}to ${legend.high}` : "";
  const below = [...linesOf(note, most), ...linesOf(bar, most)];
  return [...linesOf(title, 0.85 * most).map((line) => ({ line, isTitle: true })), ...below.map((line) => ({ line }))];
}

// The pixels themselves: a file cannot ask for the address of an image.
function flat(layer) {
  if (layer instanceof HTMLCanvasElement) return layer;
  const canvas = make("canvas", { width: layer.naturalWidth, height: layer.naturalHeight });
  canvas.getContext("2d").drawImage(layer, 0, 0);
  return canvas;
}

function widthOf(layer) {
  return layer.naturalWidth ?? layer.width;
}

function heightOf(layer) {
  return layer.naturalHeight ?? layer.height;
}
