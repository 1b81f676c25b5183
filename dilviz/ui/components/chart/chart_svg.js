// A chart that Plotly has drawn, as one SVG for a file, in the colours of a palette.
import { paletteOf, svgFile } from "../shared/pen.js";

const AROUND = 12; // pixels: labels of an axis stand at the very edge

// Plotly stacks several drawings of one size; what the pointer alone needs is left out.
export function chartSvg(chart, root) {
  const palette = paletteOf(root);
  const layers = [...chart.querySelectorAll(".main-svg")].map((layer) => layer.cloneNode(true));
  for (const layer of layers) for (const unseen of layer.querySelectorAll(".draglayer, .hoverlayer, .zoomlayer, .nsewdrag")) unseen.remove();
  for (const layer of layers) wear(layer, palette);
  const { width, height } = chart.querySelector(".main-svg").getBoundingClientRect();
  const [wide, high] = [width, height].map((length) => length + 2 * AROUND);
  const ground = `<rect width="${wide}" height="${high}" fill="${palette.bg}"/>`;
  const drawn = layers.map((layer) => new XMLSerializer().serializeToString(layer)).join("");
  return svgFile(wide, high, `${ground}<g transform="translate(${AROUND} ${AROUND})">${drawn}</g>`);
}

// Letters and lines of the page, which may be dark; curves, bars and dots stand out on both grounds.
function wear(layer, palette) {
  layer.style.background = "";
  for (const words of layer.querySelectorAll("text")) {
    words.style.fill = palette.ink;
    words.style.fontFamily = "";
  }
  for (const ground of layer.querySelectorAll(".legend .bg")) ground.style.fill = palette.bg;
  for (const line of layer.querySelectorAll(".gridlayer path, .crisp")) if (line.style.stroke) line.style.stroke = palette.line;
}
