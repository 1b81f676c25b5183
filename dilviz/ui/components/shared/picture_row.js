// Pictures side by side with their captions, as one SVG for a file.
import { make } from "./elements.js";
import { SvgPen } from "./pen.js";

const WIDE = 300; // of one picture
const GAP = 20;
const LINE = 18;
const PER_LINE = 44; // letters below a picture

// pictures: [{layers: [canvas or image, ...] drawn over one another, title, note, legend?}];
// below them stand `words`. A legend is a colour bar: {low, middle, high, colours}.
export function pictureRowSvg(pictures, words, palette) {
  const captions = pictures.map(captionOf);
  const heights = pictures.map(({ layers: [first] }) => (WIDE * heightOf(first)) / widthOf(first));
  const [tall, most] = [Math.max(...heights), Math.max(...captions.map(({ length }) => length))];
  const width = Math.max(2, pictures.length) * (WIDE + GAP) + GAP;
  const below = linesOf(words, Math.floor((PER_LINE * width) / WIDE));
  const pen = new SvgPen(width, Math.ceil(tall) + LINE * (most + below.length + 1) + 2 * GAP, palette.bg);
  pictures.forEach(({ layers }, i) => {
    const left = GAP + i * (WIDE + GAP);
    for (const layer of layers) pen.image(flat(layer), left, GAP, WIDE, heights[i], widthOf(layer) < WIDE);
    captions[i].forEach((line, n) => {
      const look = { colour: n ? palette.mute : palette.ink, size: n ? 13 : 15, weight: n ? 400 : 650 };
      pen.text(left, GAP + tall + LINE * (n + 1), line, look);
    });
  });
  below.forEach((line, n) => pen.text(GAP, GAP + tall + LINE * (most + n + 2), line, { colour: palette.ink, size: 14 }));
  return String(pen);
}

function captionOf({ title, note, legend }) {
  const bar = legend ? `Colours: from ${legend.low}, ${legend.middle ? `by ${legend.middle}, ` : ""}to ${legend.high}` : "";
  return [...linesOf(title, PER_LINE - 4), ...linesOf(note, PER_LINE), ...linesOf(bar, PER_LINE)];
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
