// A grid of numbers as a picture with a caption; `looks(row, col)` says how a cell looks.
import { make, within } from "../shared/elements.js";

const CELL = 30;

export function numbersGrid(caption, values, looks = () => ({}), words = caption) {
  const rows = values.length;
  const cols = values[0].length;
  const parts = [];
  values.forEach((line, row) => line.forEach((value, col) => parts.push(cell(value, row, col, looks(row, col)))));
  const picture = make("div", "", "grid-picture");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", words);
  // numbers of the engine and class names only: nothing here was typed
  picture.innerHTML = `<svg viewBox="-1 -1 ${cols * CELL + 2} ${rows * CELL + 2}" style="max-width:${cols * CELL}px">${parts.join("")}</svg>`;
  return within("figure", [picture, make("figcaption", caption)]);
}

function cell(value, row, col, { name = "", corner = "", title = "" }) {
  const text = String(value).replace("-", "−");
  const size = text.length > 4 ? 9 : text.length > 3 ? 11 : 13;
  const [x, y] = [col * CELL, row * CELL];
  return `<g class="cell ${name}" data-row="${row}" data-col="${col}">${title ? `<title>${title}</title>` : ""}<rect x="${x}" y="${y}" width="${CELL}" height="${CELL}"/>`
    + `<text x="${x + CELL / 2}" y="${y + CELL / 2 + 4.5}" font-size="${size}">${text}</text>`
    + (corner ? `<text class="corner" x="${x + 4}" y="${y + 9}" font-size="9">${corner}</text>` : "") + "</g>";
}

// Phases are told apart by letter; colour only helps.
export function phaseLetter(row, col, rate) {
  return String.fromCharCode(97 + (row % rate) * rate + (col % rate));
}

export function phaseClass(row, col, rate) {
  return `phase${((row % rate) * rate + (col % rate)) % 4}`;
}

export function verdict(equal, yes, no) {
  return make("p", equal ? yes : no, equal ? "verdict good" : "verdict bad");
}
