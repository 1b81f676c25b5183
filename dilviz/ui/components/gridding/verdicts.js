// The exact test for holes, layer by layer, and the heuristic of hybrid dilated convolution beside it.
import { grouped } from "../shared/wording.js";
import { card, made, scrolled } from "../shared/pieces.js";

export function showVerdicts(root, { rows, exact, heuristic, agreement }) {
  const table = made("table", "");
  table.append(
    made("thead", "", line("th", ["layer", "rate", "distance", "reach of the closer ones", ""])),
    made("tbody", "", ...rows.map((row) => line("td", [row.layer, grouped(row.rate), grouped(row.distance), grouped(row.reach), row.fits ? "fits" : "leaves a hole"], row.fits ? "" : "bad"))),
  );
  const left = card("The exact test", "layers by rising distance from tap to tap",
    made("p", "verdict", exact), scrolled(table));
  const right = card("HDC’s heuristic", "M₂ ≤ kernel size", made("p", "verdict", heuristic.verdict), made("p", "mono", heuristic.distances), made("p", "quiet", agreement));
  root.replaceChildren(made("div", "two", left, right));
}

function line(tag, cells, className = "") {
  const row = made("tr", className, ...cells.map((cell) => made(tag, "", String(cell))));
  for (const cell of row.children) if (tag === "th") cell.scope = "col";
  return row;
}
