// Same words, other numbers: what SAME with a rate does, each row with the map that came out.
import { make, scrolled, tableOf } from "../shared/elements.js";

const SIDE = 7; // pixels of a cell

export function showSameWords(root, { rows }) {
  const heads = ["software", "written", "comes out", "what follows", "right everywhere"];
  root.replaceChildren(scrolled(tableOf(heads, rows.map(sameRow), { left: heads, className: "same-words" })));
}

function sameRow({ software, version, date, written, words, result, map, consequence, spelling }) {
  const name = make("th", { scope: "row", className: "left" }, software, make("small", "", `${version}, ${date}`));
  const out = make("td", `left came-out ${result === "as defined" ? "" : "other"}`, mapPicture(map, words), make("span", "", words));
  const cell = (content) => make("td", "left", content);
  return make("tr", "", name, cell(make("code", "", written)), out, cell(consequence), cell(make("code", "", spelling)));
}

// One bright pixel through a 3 x 3 layer at rate 2: where it arrives. An error leaves no map.
function mapPicture(map, words) {
  const [rows, cols] = [map.length || 9, map[0]?.length || 11];
  const picture = make("span", { role: "img", ariaLabel: map.length ? `Map of ${rows} by ${cols}: ${words}` : "No map" });
  const lit = map.flatMap((line, row) => [...line].map((sign, col) => (sign === "#" ? square(col, row, 1, 1, "lit") : "")));
  const frame = square(0, 0, cols, rows, map.length ? "frame" : "none");
  picture.innerHTML = `<svg width="${11 * SIDE + 2}" height="${9 * SIDE + 2}" viewBox="-1 -1 ${11 * SIDE + 2} ${9 * SIDE + 2}">${frame}${lit.join("")}</svg>`; // numbers and class names of ours alone
  return picture;
}

function square(col, row, wide, high, name) {
  return `<rect class="${name}" x="${col * SIDE}" y="${row * SIDE}" width="${wide * SIDE}" height="${high * SIDE}"/>`;
}
