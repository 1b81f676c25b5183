// The map of a chain of layers: which pixels the rewrite gets wrong, by formula and in fact.
import { arrowStep, insideGrid } from "../shared/arrow_keys.js";
import { make } from "../shared/elements.js";
import { grouped } from "../shared/wording.js";
import { cellUnder, numbersGrid, paintGrids, verdict } from "./numbers_grid.js";

export function showPixels(root, { predicted, observed, direct, rewritten, prediction }) {
  const [wrong, foretold] = [observed, predicted].map((mask) => mask.flat().filter(Boolean).length);
  const total = observed.length * observed[0].length;
  const agree = observed.every((line, row) => line.every((mark, col) => mark === predicted[row][col]));
  const sentence = make("p", { className: "sentence", ariaLive: "polite" });
  const picture = (mask, caption, name) =>
    numbersGrid(
      caption,
      mask.map((line) => line.map((mark) => (mark ? "×" : ""))),
      (row, col) => ({ name: mask[row][col] ? name : "out" }),
    );
  const pair = make("div", "row",
    picture(predicted, `predicted by the formula: ${foretold} of ${total} wrong`, "foretold"),
    picture(observed, `observed: ${wrong} of ${total} wrong`, "wrong"),
  );
  root.replaceChildren(
    pair,
    verdict(agree, "Prediction and observation agree, pixel for pixel.", "Prediction and observation differ."),
    sentence,
    make("p", "quiet", prediction),
  );
  const repaint = paintGrids(root);
  const say = (at) => {
    const [row, col] = (place = at);
    const [one, other] = [direct[row][col], rewritten[row][col]];
    const equality = one === other ? ", equal" : `: wrong by ${grouped(other - one)}`;
    sentence.textContent = `Row ${row}, column ${col}: one by one ${grouped(one)}, rewritten ${grouped(other)}${equality}.`;
  };
  const moveTo = (at) => {
    say(at);
    repaint({ place });
  };
  root.onpointermove = (event) => {
    const under = cellUnder(event);
    if (under) moveTo(under.place);
  };
  const first = Math.max(0, observed.flat().indexOf(1));
  let place = [Math.floor(first / observed[0].length), first % observed[0].length];
  const ariaLabel = "Wrong pixels, predicted and observed. Arrow keys move the pixel whose two values are read.";
  Object.assign(pair, { tabIndex: 0, role: "application", ariaLabel });
  pair.onkeydown = (event) => {
    const step = arrowStep(event);
    if (!step) return;
    moveTo(insideGrid([place[0] + step[0], place[1] + step[1]], [observed.length, observed[0].length]));
  };
  say(place);
}
