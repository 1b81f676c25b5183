// What the browser has laid out, as SVG: every box, every line of text where it stands.
import { make } from "./elements.js";
import { SvgPen } from "./pen.js";

const ROOM_AROUND = 12;
const BASELINE = 0.78; // of a line's height, from its top
const SIDES = ["Top", "Right", "Bottom", "Left"];

// Texts that style sheets write (content: "...") and canvases are not in the document:
// `drawMore(pen, placeOf)` adds them. A caption stands above what does not say itself what it is.
export function laidOutSvg(root, palette, { drawMore = () => {}, caption = "" } = {}) {
  return asWhole(root, caption, () => drawnSvg(root, palette, drawMore));
}

// A file is as wide as on a desk, and nothing in it is folded or scrolled away.
function asWhole(root, caption, draw) {
  const folded = [...root.querySelectorAll("details:not([open])")];
  const scrolled = [...root.querySelectorAll(".table-scroll")].map((box) => [box, box.scrollLeft, box.scrollTop]);
  const title = make("strong", "caption", caption);
  if (caption) root.prepend(title);
  root.classList.add("laid-out");
  for (const box of folded) box.open = true;
  try {
    return draw();
  } finally {
    for (const box of folded) box.open = false;
    root.classList.remove("laid-out");
    title.remove();
    for (const [box, left, top] of scrolled) box.scrollTo(left, top);
  }
}

function drawnSvg(root, palette, drawMore) {
  const from = root.getBoundingClientRect();
  const placeOf = (thing) => {
    const { left, top, width, height } = thing.getBoundingClientRect();
    return { x: left - from.left + ROOM_AROUND, y: top - from.top + ROOM_AROUND, width, height };
  };
  const elements = [...root.querySelectorAll("*")].filter((element) => !element.ownerSVGElement && isSeen(element));
  const right = Math.max(from.width + ROOM_AROUND, ...elements.map(placeOf).map(({ x, width }) => x + width)); // tables scroll
  const pen = new SvgPen(Math.ceil(right) + ROOM_AROUND, Math.ceil(from.height) + 2 * ROOM_AROUND, palette.bg);
  for (const element of elements) drawBox(pen, element, placeOf(element));
  for (const element of elements) drawWords(pen, element, placeOf);
  drawMore(pen, placeOf);
  return String(pen);
}

// What is for screen readers alone is clipped away, and what is inside with it.
function isSeen(element) {
  if (!element.getClientRects().length) return false;
  for (let box = element; box; box = box.parentElement) {
    if (getComputedStyle(box).clipPath !== "none") return false;
  }
  return true;
}

function drawBox(pen, element, { x, y, width, height }) {
  if (element instanceof SVGSVGElement) return pen.parts.push(nested(element, { x, y, width, height }));
  const style = getComputedStyle(element);
  const thick = SIDES.map((side) => parseFloat(style[`border${side}Width`]));
  const round = Math.min(parseFloat(style.borderTopLeftRadius) || 0, height / 2);
  const dash = style.borderTopStyle === "dashed" ? ' stroke-dasharray="4 3"' : "";
  const outline = thick.every(Boolean) ? `stroke="${style.borderTopColor}" stroke-width="${thick[0]}"${dash}` : "";
  const filled = !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor);
  if (filled || outline) {
    pen.parts.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${style.backgroundColor}" ${outline}/>`);
  }
  if (outline) return;
  const ends = [[x, y, x + width, y], [x + width, y, x + width, y + height], [x, y + height, x + width, y + height], [x, y, x, y + height]];
  SIDES.forEach((side, i) => thick[i] && pen.lines(ends[i], style[`border${side}Color`], thick[i]));
}

function nested(element, { x, y, width, height }) {
  const copy = element.cloneNode(true);
  const copies = copy.querySelectorAll("*");
  element.querySelectorAll("*").forEach((part, i) => { // a file has no style sheet
    const { fill, stroke, strokeWidth, strokeDasharray } = getComputedStyle(part);
    Object.assign(copies[i].style, { fill, stroke, strokeWidth, strokeDasharray });
  });
  for (const [name, value] of Object.entries({ x, y, width, height })) copy.setAttribute(name, value);
  return new XMLSerializer().serializeToString(copy);
}

function drawWords(pen, element, placeOf) {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!texts.length || element instanceof SVGElement) return;
  const style = getComputedStyle(element);
  const look = { colour: style.color, size: parseFloat(style.fontSize), weight: style.fontWeight };
  for (const { words, x, y, width, height } of texts.flatMap((text) => linesLaidOut(text, placeOf))) {
    pen.text(x, y + height * BASELINE, words, look);
    if (style.textDecorationLine === "line-through") pen.lines([x, y + height / 2, x + width, y + height / 2], style.color, 1);
  }
}

// A text runs over as many lines as it needed; a word may do so too.
function linesLaidOut(text, placeOf) {
  const lines = [];
  for (const [start, end] of piecesOf(text)) {
    const [place, line, words] = [placeOf(rangeOf(text, start, end)), lines.at(-1), text.data.slice(start, end)];
    if (line && Math.abs(line.y - place.y) < 2) {
      const gap = start > line.end ? " " : "";
      Object.assign(line, { words: line.words + gap + words, width: place.x + place.width - line.x, end });
    } else lines.push({ ...place, words, end });
  }
  return lines;
}

// From where to where in a text: its words, letter by letter where one is broken.
function piecesOf(text) {
  return [...text.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
    const end = index + word.length;
    if (rangeOf(text, index, end).getClientRects().length === 1) return [[index, end]];
    return Array.from(word, (_, i) => [index + i, index + i + 1]);
  });
}

function rangeOf(text, start, end) {
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return range;
}
