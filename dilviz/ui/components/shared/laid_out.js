// Boxes that the browser has laid out, as SVG: every border, every text where it stands.
import { SvgPen } from "./pen.js";

const ROOM_AROUND = 12;
const BASELINE = 0.78; // of a line's height, from its top

// Texts that style sheets write (content: "...") are not in the document: `drawMore(pen, placeOf)` adds them.
export function laidOutSvg(root, palette, drawMore = () => {}) {
  const from = root.getBoundingClientRect();
  const pen = new SvgPen(Math.ceil(from.width) + 2 * ROOM_AROUND, Math.ceil(from.height) + 2 * ROOM_AROUND, palette.bg);
  const placeOf = (thing) => {
    const { left, top, width, height } = thing.getBoundingClientRect();
    return { x: left - from.left + ROOM_AROUND, y: top - from.top + ROOM_AROUND, width, height };
  };
  for (const element of root.querySelectorAll("*")) drawBorder(pen, element, placeOf(element));
  for (const [text, place] of textsOf(root, placeOf)) drawText(pen, text, place);
  drawMore(pen, placeOf);
  return String(pen);
}

function drawBorder(pen, element, { x, y, width, height }) {
  const style = getComputedStyle(element);
  const thickness = parseFloat(style.borderTopWidth);
  if (!thickness) return;
  const round = Math.min(parseFloat(style.borderTopLeftRadius) || 0, height / 2);
  const dash = style.borderTopStyle === "dashed" ? ' stroke-dasharray="4 3"' : "";
  const size = `x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}"`;
  pen.parts.push(`<rect ${size} fill="${style.backgroundColor}" stroke="${style.borderTopColor}" stroke-width="${thickness}"${dash}/>`);
}

function textsOf(root, placeOf) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    texts.push([walker.currentNode, placeOf(range)]);
  }
  return texts;
}

function drawText(pen, text, { x, y, height }) {
  const style = getComputedStyle(text.parentElement);
  pen.text(x, y + height * BASELINE, text.data, { colour: style.color, size: parseFloat(style.fontSize), weight: style.fontWeight });
}
