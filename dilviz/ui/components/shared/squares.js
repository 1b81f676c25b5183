// Nested squares: the receptive field after each layer, to scale, around one output unit.
import { SvgPen, paletteOf } from "./pen.js";
import { grouped } from "./wording.js";

const SIDE = 300;
const EDGE = 8;
const MOST_SQUARES = 60;
const THINNEST = 3; // so that the field of a 1-D network is seen

// Distinct fields in the order in which they grow, each with the layers that have it.
export function growingFields(layers) {
  const fields = new Map();
  for (const { id, size } of layers) {
    if (!size || !size[0] || !size[1]) continue;
    const key = String(size);
    if (!fields.has(key)) fields.set(key, { size, ids: [] });
    fields.get(key).ids.push(id);
  }
  const all = [...fields.values()].sort((a, b) => a.size[0] * a.size[1] - b.size[0] * b.size[1]);
  const step = Math.ceil(all.length / MOST_SQUARES);
  return all.filter((_, index) => (all.length - 1 - index) % step === 0);
}

export function squaresSvg(layers, palette, marked = null) {
  const fields = growingFields(layers);
  const pen = new SvgPen(SIDE, SIDE, palette.bg);
  if (!fields.length) return String(pen);
  const most = Math.max(...fields.at(-1).size);
  const scale = (SIDE - 2 * EDGE) / most;
  const labels = [];
  const dimmest = Math.min(1, 10 / fields.length); // layers of colour add up
  [...fields].reverse().forEach(({ size, ids }, index) => {
    const [height, width] = size.map((samples) => Math.max(samples * scale, THINNEST));
    const [left, top] = [(SIDE - width) / 2, (SIDE - height) / 2];
    const lit = ids.includes(marked);
    pen.parts.push(
      `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="1" fill="${palette.rf}" fill-opacity="${lit ? 0.45 : dimmest * Math.min(0.08 + 0.05 * index, 0.25)}" stroke="${lit ? palette.ink : palette.rf}" stroke-width="${lit ? 2 : 1.1}"/>`,
    );
    if (height > THINNEST || index === 0) addLabel(labels, size, left, top, width);
  });
  const unit = Math.max(2.5, scale);
  pen.parts.push(`<rect x="${SIDE / 2 - unit / 2}" y="${SIDE / 2 - unit / 2}" width="${unit}" height="${unit}" fill="${palette.out}"/>`);
  for (const { words, x, y, size } of labels) pen.text(x, y, words, { colour: palette.ink, size });
  return String(pen);
}

// A number in the corner of each square that has room for it, below the last one written.
function addLabel(labels, size, left, top, width) {
  const last = labels.at(-1);
  const type = width > 90 ? 13 : 10;
  if (width < 16 || (last && top - last.top < last.size + 3)) return;
  const words = size[0] === size[1] ? grouped(size[0]) : `${grouped(size[0])} × ${grouped(size[1])}`;
  labels.push({ words, x: left + 4, y: top + type + 1, top, size: type });
}

export function showSquares(box, layers, marked = null, leftOut = 0) {
  const svg = () => squaresSvg(layers, paletteOf(box), marked);
  const picture = document.createElement("div");
  picture.className = "squares-picture";
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", squaresWords(layers));
  picture.innerHTML = svg(); // numbers and palette colours only: nothing here was typed by a user
  box.replaceChildren(picture);
  if (leftOut) {
    const note = document.createElement("p");
    note.className = "quiet";
    note.textContent = `Drawn are the first ${layers.length} of ${layers.length + leftOut} layers.`;
    box.append(note);
  }
  return { svg };
}

export function squaresWords(layers) {
  const sizes = growingFields(layers).map(({ size }) => (size[0] === size[1] ? size[0] : `${size[0]} by ${size[1]}`));
  return `Receptive field after each layer, in samples: ${sizes.slice(-12).join(", ")}.`;
}
