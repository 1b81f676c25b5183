// Cut apart, convolve, weave: cells of one phase keep their letter through the whole picture.
import { make } from "../shared/elements.js";
import { cellUnder, numbersGrid, paintGrids, phaseLetter, phaseName, verdict } from "./numbers_grid.js";

export function showPhases(root, { rate, input, cut, after, woven, equal }) {
  const inPlace = (row, col) => ({ name: phaseName(row, col, rate), corner: phaseLetter(row, col, rate) });
  const [rows, cols] = [input.length, input[0].length];
  root.style.setProperty("--rate", rate);
  root.replaceChildren(
    make("div", "stages",
      stage("1. Cut apart", [numbersGrid(`input, ${rows} × ${cols}`, input, inPlace)]),
      stage("2. Each phase by itself", phaseGrids(cut, rate, rows, cols, "phase"), "many"),
      stage("3. Convolved at rate 1", phaseGrids(after, rate, rows, cols, "phase", "after"), "many"),
      stage("4. Woven together", [numbersGrid(`output, ${woven.length} × ${woven[0].length}`, woven, inPlace)]),
    ),
    verdict(
      equal,
      `Equal to one layer at rate ${rate}, number for number.`,
      "They differ: a kernel with an even number of taps is shifted.",
    ),
  );
  followPhase(root, paintGrids(root));
}

function stage(title, grids, more = "") {
  return make("section", "", make("h4", "", title), make("div", `grids ${more}`, ...grids));
}

function phaseGrids(phases, rate, rows, cols, word, when = "") {
  return phases.flatMap((line, i) => line.map((values, j) => {
    const letter = phaseLetter(i, j, rate);
    const looks = (row, col) => {
      const filled = row * rate + i >= rows || col * rate + j >= cols;
      return { name: phaseName(i, j, rate), slot: filled, corner: letter };
    };
    return numbersGrid(`${word} ${letter}${when ? `, ${when}` : ""}`, values, looks);
  }));
}

// Pointing at a cell dims all other phases.
function followPhase(root, repaint) {
  let shown = "";
  const show = (letter = "") => {
    if (letter !== shown) repaint({ letter });
    shown = letter;
  };
  root.onpointermove = (event) => show(cellUnder(event)?.cell.corner);
  root.onpointerleave = () => show();
}
