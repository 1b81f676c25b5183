// Table 1 drawn: for each layer the field so far, to one scale, and the taps that the layer adds.
import { make, scrolled, tableOf } from "../shared/elements.js";
import { paletteOf, SvgPen } from "../shared/pen.js";
import { grouped, shortened } from "../shared/wording.js";

const BOX = 132;
const MARGIN = 4;

export function showLayers(root, { layers, classes, totals, note }) {
  const most = Math.max(...layers.map((layer) => layer.field));
  const pictures = layers.map((layer) => make("div", { className: "picture", role: "img", ariaLabel: layerWords(layer) }));
  const paint = () => pictures.forEach((picture, i) => (picture.innerHTML = layerSvg(layers[i], most, paletteOf(root)))); // numbers and palette colours only
  paint();
  const cards = layers.map((layer, i) => layerCard(layer, pictures[i]));
  root.replaceChildren(make("ol", "layers", ...cards), layerTable(layers, classes, totals));
  if (note) root.append(make("p", "note", note));
  return paint;
}

function layerCard(layer, picture) {
  return make("li", "",
    picture,
    make("b", "", `${layer.kernel_size} × ${layer.kernel_size}, rate ${layer.dilation}`),
    make("span", "field", `field ${layer.field} × ${layer.field}`),
    make("span", "quiet", `${layer.channels_in} → ${layer.channels_out} channels${layer.truncated ? ", ReLU" : ""}`),
  );
}

function layerWords(layer) {
  const taps = layer.kernel_size ** 2;
  const apart = taps === 1 ? "one tap" : `${taps} taps, ${layer.dilation} ${layer.dilation === 1 ? "sample" : "samples"} apart`;
  return `Layer ${layer.number}: ${apart}; the field is now ${layer.field} by ${layer.field}.`;
}

function layerSvg(layer, most, palette) {
  const pen = new SvgPen(BOX, BOX, palette.bg);
  const scale = (BOX - 2 * MARGIN) / most;
  const middle = BOX / 2;
  const square = (size, fill, opacity, stroke) => {
    const side = size * scale;
    pen.parts.push(
      `<rect x="${middle - side / 2}" y="${middle - side / 2}" width="${side}" height="${side}" ` +
        `fill="${fill}" fill-opacity="${opacity}" stroke="${stroke}"/>`,
    );
  };
  square(most, palette.card, 1, palette.line);
  square(layer.field, palette.rf, 0.25, palette.rf);
  const half = (layer.kernel_size - 1) / 2;
  const centres = [];
  for (let row = -half; row <= half; row++) {
    for (let col = -half; col <= half; col++) {
      centres.push(middle + col * layer.dilation * scale, middle + row * layer.dilation * scale);
    }
  }
  pen.dots(centres, Math.max(0.8, Math.min(3.2, layer.dilation * scale * 0.42)), palette.tap);
  return String(pen);
}

function layerTable(layers, classes, totals) {
  const heads = ["layer", "kernel", "rate", "ReLU", "field", "", "channels in → out", "output", "weights", "multiply-adds"];
  const most = Math.max(...layers.map((layer) => layer.field));
  const rows = layers.map((layer) => {
    return make("tr", "",
      make("th", { scope: "row" }, String(layer.number)),
      make("td", "", `${layer.kernel_size} × ${layer.kernel_size}`),
      make("td", "", String(layer.dilation)),
      make("td", "", layer.truncated ? "yes" : "no"),
      make("td", "amount", String(layer.field)),
      make("td", "bar", make("i", { style: `width: ${(100 * layer.field) / most}%` })),
      make("td", "", `${grouped(layer.channels_in)} → ${grouped(layer.channels_out)}`),
      make("td", "", layer.output_size.join(" × ")),
      make("td", "", grouped(layer.weights)),
      make("td", "", shortened(layer.multiply_adds)),
    );
  });
  const sum = make("th", { scope: "row" }, "sum");
  const span = make("td", { className: "left", colSpan: 7 }, `C = ${classes}: ${totals.squares} C² weights`);
  const amounts = [grouped(totals.weights), shortened(totals.multiply_adds)].map((words) => make("td", "amount", words));
  return scrolled(tableOf(heads, [...rows, make("tr", "sum", sum, span, ...amounts)]), "The layers of the context module");
}
