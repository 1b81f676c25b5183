// Pictures side by side with their captions, as one SVG for a file.
import { make } from "./elements.js";
import { SvgPen } from "./pen.js";

const [WIDE, ALONE] = [300, 560]; // of one picture among others, and without
const GAP = 20;
const LINE = 18;
const LETTER = 6.8; // of the width of a line

// pictures: [{layers: [canvas or image, ...] drawn over one another, title, note, legend?}];
// below them stand `words`. A legend is a colour bar: {low, middle, high, colours}.
export function pictureRowSvg(pictures, words, palette) {
  const wide = pictures.length > 1 ? WIDE : ALONE;
  const captions = pictures.map((picture) => captionOf(picture, wide / LETTER));
  const heights = pictures.map(({ layers: [first] }) => (wide * heightOf(first)) / widthOf(first));
  const [tall, most] = [Math.max(...heights), Math.max(...captions.map(({ length }) => length))];
  const width = pictures.length * (wide + GAP) + GAP;
  const below = linesOf(words, (width - 2 * GAP) / LETTER);
  const pen = new SvgPen(width, Math.ceil(tall) + LINE * (most + below.length + 1) + 2 * GAP, palette.bg);
  pictures.forEach(({ layers }, i) => {
    const left = GAP + i * (wide + GAP);
    for (const layer of layers) pen.image(flat(layer), left, GAP, wide, heights[i], widthOf(layer) < wide);
    captions[i].forEach((line, n) => {
      const look = { colour: n ? palette.mute : palette.ink, size: n ? 13 : 15, weight: n ? 400 : 650 };
      pen.text(left, GAP + tall + LINE * (n + 1), line, look);
    });
  });
  below.forEach((line, n) => pen.text(GAP, GAP + tall + LINE * (most + n + 2), line, { colour: palette.ink, size: 14 }));
  return String(pen);
}

function captionOf({ title, note, legend }, most) {
  const bar = legend ? `Colours: from ${legend.low}, ${legend.middle ? `by ${legend.middle}, ` : ""}to ${legend.high}` : "";
  return [...linesOf(title, 0.85 * most), ...linesOf(note, most), ...linesOf(bar, most)];
}

function linesOf(words, most) {
  const lines = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
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
