// What one network reads: a colour and a numeral wherever there is ink, and the field of a pixel.
import { bytesIn } from "../shared/bytes.js";
import { readableOn } from "../shared/colour.js";
import { make } from "../shared/elements.js";
import { strokeBox } from "../shared/sharp.js";

const ON_PAPER = 255;
const ZOOM = 10; // canvas pixels for a pixel of the field
const DIGIT_COLOURS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8A8A8A", "#8C5A2B", "#6A3D9A"];
const FEWEST_INK = 6; // pixels of a cell, for a numeral on it

export function makePane() {
  const canvas = make("canvas", { tabIndex: 0, role: "application" });
  const [title, words] = [make("strong"), make("span")];
  return { canvas, title, words, element: make("figure", "pane", canvas, make("figcaption", "", title, words)) };
}

export function fillPane(pane, data, { side, cell }) {
  const labels = bytesIn(data.labels);
  const order = new Int32Array(labels.length).fill(-1); // of the ink pixels
  let count = 0;
  labels.forEach((label, at) => {
    if (label !== ON_PAPER) order[at] = count++;
  });
  Object.assign(pane, { data, labels, order, shares: bytesIn(data.shares), side, cell, size: side * cell });
  pane.title.textContent = `${data.name}, field ${data.size} × ${data.size}`;
  pane.words.textContent = ` ${data.words}`;
  pane.canvas.ariaLabel = `Labels by ${data.name}. ${data.words} Arrow keys move the pixel whose field and scores are shown, with Shift by eight.`;
}

export function paintPane(pane, place, palette) {
  const { canvas, size, labels } = pane;
  if (canvas.width !== size * ZOOM) canvas.width = canvas.height = size * ZOOM;
  const context = canvas.getContext("2d");
  context.fillStyle = palette.bg;
  context.fillRect(0, 0, canvas.width, canvas.height);
  labels.forEach((label, at) => {
    if (label === ON_PAPER) return;
    context.fillStyle = DIGIT_COLOURS[label];
    context.fillRect((at % size) * ZOOM, Math.floor(at / size) * ZOOM, ZOOM, ZOOM);
  });
  paintNumerals(context, pane, palette);
  paintField(context, pane, place, palette);
}

function paintNumerals(context, { side, cell, size, labels }, palette) {
  context.font = `700 ${cell * ZOOM * 0.62}px ${palette.family ?? "sans-serif"}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let row = 0; row < side; row++) {
    for (let col = 0; col < side; col++) {
      const label = commonest(labels, row * cell, col * cell, cell, size);
      if (label === undefined) continue;
      context.fillStyle = readableOn(DIGIT_COLOURS[label], ["#000000", "#FFFFFF"]);
      context.fillText(label, (col + 0.5) * cell * ZOOM, (row + 0.53) * cell * ZOOM);
    }
  }
}

function commonest(labels, top, left, cell, size) {
  const counts = new Array(10).fill(0);
  let ink = 0;
  for (let row = top; row < top + cell; row++) {
    for (let col = left; col < left + cell; col++) {
      const label = labels[row * size + col];
      if (label === ON_PAPER) continue;
      counts[label] += 1;
      ink += 1;
    }
  }
  return ink < FEWEST_INK ? undefined : counts.indexOf(Math.max(...counts));
}

// The receptive field of a pixel; dots where it reads, if it does not read everything.
function paintField(context, { data }, [row, col], palette) {
  const [rows, cols] = [data.fields[row], data.fields[col]];
  context.fillStyle = palette.rf;
  for (const down of data.tapped) {
    for (const right of data.tapped) context.fillRect((cols[0] + right + 0.35) * ZOOM, (rows[0] + down + 0.35) * ZOOM, 3, 3);
  }
  const box = [cols[0], rows[0], cols[1] - cols[0] + 1, rows[1] - rows[0] + 1].map((edge) => edge * ZOOM);
  strokeBox(context, box, [palette.bg, 8], [palette.rf, 5]);
  strokeBox(context, [col * ZOOM, row * ZOOM, ZOOM, ZOOM], [palette.ink, 3]);
}

// Ten probabilities of a pixel, or null on paper.
export function sharesAt({ order, shares, size }, [row, col]) {
  const number = order[row * size + col];
  return number < 0 ? null : [...shares.subarray(10 * number, 10 * number + 10)].map((share) => share / 255);
}

export function labelAt({ labels, size }, [row, col]) {
  const label = labels[row * size + col];
  return label === ON_PAPER ? null : label;
}
