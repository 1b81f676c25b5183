// The exact test for holes, layer by layer, and the heuristic of hybrid dilated convolution beside it.
import { card } from "../shared/cards.js";
import { make, scrolled, tableOf } from "../shared/elements.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { grouped } from "../shared/wording.js";

export function showVerdicts(root, { name, rows, exact, heuristic, agreement }) {
  const table = tableOf(["layer", "rate", "distance", "closer layers reach", ""], rows.map(verdictRow));
  const left = card("The exact test", "layers by rising distance from tap to tap",
    make("p", "verdict", exact), scrolled(table));
  const right = card("The heuristic of hybrid dilated convolution (HDC)", "M₂ ≤ kernel size", make("p", "verdict", heuristic.verdict),
    make("p", "mono", heuristic.distances), make("p", "quiet", agreement));
  root.replaceChildren(make("div", "two", left, right), laidOutSaving("tests for holes", root, { caption: name }));
}

function verdictRow({ layer, rate, distance, reach, fits }) {
  const cells = [layer, grouped(rate), grouped(distance), grouped(reach), `${grouped(distance)} ${fits ? "≤" : ">"} ${grouped(reach)}`];
  return make("tr", fits ? "" : "bad", ...cells.map((words) => make("td", "", words)));
}
