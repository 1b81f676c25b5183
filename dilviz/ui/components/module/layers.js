// Table 1 drawn: for each layer the field so far, to one scale, and the taps that the layer adds.
import { headerCells, make, within } from "../shared/elements.js";
import { SvgPen, paletteOf } from "../shared/pen.js";
import { grouped, shortened } from "../shared/wording.js";

const BOX = 132;
const MARGIN = 4;

export function showLayers(root, { layers, classes, totals, note }) {
  const most = Math.max(...layers.map((layer) => layer.field));
  const palette = paletteOf(root);
  const pictures = layers.map((layer) => layerCard(layer, most, palette));
  root.replaceChildren(within("ol", pictures, "layers"), layerTable(layers, classes, totals));
  if (note) root.append(make("p", note, "note"));
}

function layerCard(layer, most, palette) {
  const picture = make("div", "", "picture");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", layerWords(layer));
  picture.innerHTML = layerSvg(layer, most, palette); // numbers and palette colours only
  return within("li", [
    picture,
    make("b", `${layer.kernel_size} × ${layer.kernel_size}, rate ${layer.dilation}`),
    make("span", `field ${layer.field} × ${layer.field}`, "field"),
    make("span", `${layer.channels_in} → ${layer.channels_out} maps${layer.truncated ? ", max(x, 0)" : ""}`, "quiet"),
  ]);
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
      `<rect x="${middle - side / 2}" y="${middle - side / 2}" width="${side}" height="${side}" fill="${fill}" fill-opacity="${opacity}" stroke="${stroke}"/>`,
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
  const head = headerCells(["layer", "kernel", "rate", "max(x, 0)", "field", "", "maps in → out", "output", "weights", "multiply-adds"]);
  const most = Math.max(...layers.map((layer) => layer.field));
  const rows = layers.map((layer) => {
    const bar = make("td", "", "bar");
    const fill = make("i");
    fill.style.width = `${(100 * layer.field) / most}%`;
    bar.append(fill);
    const number = make("th", String(layer.number));
    number.scope = "row";
    return within("tr", [
      number,
      make("td", `${layer.kernel_size} × ${layer.kernel_size}`),
      make("td", String(layer.dilation)),
      make("td", layer.truncated ? "yes" : "no"),
      make("td", String(layer.field), "amount"),
      bar,
      make("td", `${grouped(layer.channels_in)} → ${grouped(layer.channels_out)}`),
      make("td", layer.output_size.join(" × ")),
      make("td", grouped(layer.weights)),
      make("td", shortened(layer.multiply_adds)),
    ]);
  });
  const sum = make("th", "sum");
  sum.scope = "row";
  const span = make("td", `C = ${classes}: ${totals.squares} C² weights`, "left");
  span.colSpan = 7;
  rows.push(within("tr", [sum, span, make("td", grouped(totals.weights), "amount"), make("td", shortened(totals.multiply_adds), "amount")], "sum"));
  const scroll = within("div", [within("table", [head, within("tbody", rows)])], "table-scroll");
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", "The layers of the context module");
  return scroll;
}
