// A chart that Plotly has drawn, as one SVG for a file, in the colours of a palette.
import { paletteOf, svgFile } from "../shared/pen.js";

// Plotly stacks several drawings of one size; what the pointer alone needs is left out.
export function chartSvg(chart, root) {
  const palette = paletteOf(root);
  const layers = [...chart.querySelectorAll(".main-svg")].map((layer) => layer.cloneNode(true));
  for (const layer of layers) for (const unseen of layer.querySelectorAll(".draglayer, .hoverlayer, .zoomlayer, .nsewdrag")) unseen.remove();
  for (const layer of layers) wear(layer, palette);
  const { width, height } = chart.querySelector(".main-svg").getBoundingClientRect();
  const ground = `<rect width="${width}" height="${height}" fill="${palette.bg}"/>`;
  return svgFile(width, height, ground + layers.map((layer) => new XMLSerializer().serializeToString(layer)).join(""));
}

// Letters and lines of the page, which may be dark; curves, bars and dots stand out on both grounds.
function wear(layer, palette) {
  for (const words of layer.querySelectorAll("text")) {
    words.style.fill = palette.ink;
    words.style.fontFamily = "";
  }
  for (const line of layer.querySelectorAll(".gridlayer path, .crisp")) if (line.style.stroke) line.style.stroke = palette.line;
}
