// Nested squares: the receptive field after each layer, to scale, around one output unit.
import { make } from "./elements.js";
import { paletteOf, SvgPen } from "./pen.js";
import { drawnLayers } from "./stages.js";
import { areaText, grouped } from "./wording.js";

const SIDE = 300;
const EDGE = 8;
const MOST_SQUARES = 60;
const SMALL_TYPE = 10;
const LOWEST = 40; // of a picture
const THINNEST = 3; // so that the field of a 1-D network is seen

// Distinct fields in the order in which they grow, each with the layers that have it, and where it
// begins beside the unit, in columns.
function growingFields(layers) {
  const known = layers.filter(({ size }) => size && size[0] && size[1]);
  const leftOf = inPlace(known) ? ({ start }) => start[1] : ({ size }) => (1 - size[1]) / 2;
  const fields = new Map();
  for (const layer of known) {
    const [left, key] = [leftOf(layer), String([layer.size, leftOf(layer)])];
    if (!fields.has(key)) fields.set(key, { size: layer.size, left, ids: [] });
    fields.get(key).ids.push(layer.id);
  }
  const all = [...fields.values()].sort((a, b) => a.size[0] * a.size[1] - b.size[0] * b.size[1]);
  const step = Math.ceil(all.length / MOST_SQUARES);
  return all.filter((_, index) => (all.length - 1 - index) % step === 0);
}

// Along a line of full resolution fields stand where they are, so that a causal one ends at its
// unit. Elsewhere units of different layers have no common place, and fields are centred.
function inPlace(layers) {
  return layers.every(({ size, jump, start }) => size[0] === 1 && jump[1] === 1 && start[1] !== null);
}

function squaresSvg(report, palette, marked = null) {
  const fields = growingFields(drawnLayers(report));
  if (!fields.length) return String(new SvgPen(SIDE, SIDE, palette.bg));
  const scene = squaresScene(fields);
  const pen = new SvgPen(SIDE, Math.ceil(scene.tall), palette.bg);
  const labels = [];
  const dimmest = Math.min(1, 10 / fields.length); // layers of colour add up
  [...fields].reverse().forEach(({ size, left: first, ids }, index) => {
    const [height, width] = size.map((samples) => Math.max(samples * scene.scale, THINNEST));
    const [left, top] = [scene.x(first), (scene.tall - height) / 2];
    const lit = ids.includes(marked);
    const opacity = lit ? 0.45 : dimmest * Math.min(0.08 + 0.05 * index, 0.25);
    pen.parts.push(
      `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="1" fill="${palette.rf}" fill-opacity="${opacity}" ` +
        `stroke="${lit ? palette.ink : palette.rf}" stroke-width="${lit ? 2 : 1.1}"/>`,
    );
    const roomy = index === 0 || height > 2 * SMALL_TYPE + scene.scale; // else it hides the unit
    if (roomy) addLabel(labels, sizeWords(report, size), left, top, width);
  });
  const unit = Math.max(2.5, scene.scale);
  pen.parts.push(
    `<rect x="${scene.x(0.5) - unit / 2}" y="${scene.tall / 2 - unit / 2}" width="${unit}" height="${unit}" fill="${palette.out}"/>`,
  );
  for (const { words, x, y, size } of labels) pen.text(x, y, words, { colour: palette.ink, size });
  return String(pen);
}

function squaresScene(fields) {
  const first = Math.min(0, ...fields.map(({ left }) => left));
  const wide = Math.max(1, ...fields.map(({ left, size }) => left + size[1])) - first;
  const high = Math.max(...fields.map(({ size }) => size[0]));
  const scale = (SIDE - 2 * EDGE) / Math.max(wide, high);
  return {
    scale,
    tall: Math.max(high * scale, LOWEST) + 2 * EDGE,
    x: (col) => (SIDE - wide * scale) / 2 + (col - first) * scale,
  };
}

// A number in the corner of each square that has room for it, below the last one written.
function addLabel(labels, words, left, top, width) {
  const last = labels.at(-1);
  const type = width > 90 ? 13 : SMALL_TYPE;
  if (width < 16 || (last && top - last.top < last.size + 3)) return;
  labels.push({ words, x: left + 4, y: top + type + 1, top, size: type });
}

function sizeWords(report, size) {
  return size[0] === size[1] ? grouped(size[0]) : areaText(size, report.one_dimensional);
}

export function showSquares(box, report, marked = null) {
  const { layers, layers_left_out: leftOut } = report;
  const svg = () => squaresSvg(report, paletteOf(box), marked);
  const picture = make("div", { className: "squares-picture", role: "img", ariaLabel: squaresWords(report) });
  picture.innerHTML = svg(); // numbers and palette colours only: nothing here was typed by a user
  box.replaceChildren(picture);
  if (leftOut) box.append(make("p", "quiet", `Drawn are the first ${layers.length} of ${layers.length + leftOut} layers.`));
  return { svg };
}

function squaresWords(report) {
  const sizes = growingFields(drawnLayers(report)).map(({ size }) => sizeWords(report, size));
  return `Receptive field after each layer, in samples: ${sizes.slice(-12).join(", ")}.`;
}
