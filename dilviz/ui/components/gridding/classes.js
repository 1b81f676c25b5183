// Pixels in the colours of their classes: those of two colours never meet in any output.
import { cardHead } from "../shared/cards.js";
import { make } from "../shared/elements.js";
import { fitWidth } from "../shared/fitted.js";
import { paletteOf } from "../shared/pen.js";
import { pictureSaving } from "../shared/picture_row.js";
import { sizedContext, strokeBox } from "../shared/sharp.js";
import { followCursor } from "./readmap.js";

// After Okabe and Ito; a number in every cell says the same as the colour.
const HUES = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#CC79A7", "#D55E00", "#8FB8DE", "#B9A36B"];
const LARGEST_CLASS_CELL = 26; // CSS pixels
const LABELLED = 15; // CSS pixels of a cell that has room for its number

export function showClasses(root, data, state) {
  const canvas = make("canvas", { role: "img", ariaLabel: data.words });
  const said = make("p", { className: "said", ariaLive: "polite" }, data.words);
  const figure = make("div", "map", canvas);
  const explain = make("p", "quiet", "Two pixels share a colour and a number if some output reads both, "
    + "or if a chain of such pairs joins them. Neighbours that never meet are what gridding is.");
  const pair = make("div", "map-pair", figure, make("div", "map-side", said, explain));
  const saving = pictureSaving("pixel classes", root, () => classesShown(data, root));
  const head = cardHead("Which pixels can ever meet", "point at one: its class stays, the others fade", saving);
  root.replaceChildren(make("section", "card", head, pair));
  let room = 0; // CSS pixels
  const draw = () => paintClasses(canvas, data, root, Math.max(200, room), state.at);
  state.at = null;
  followCursor(canvas, [data.rows, data.cols], (place) => {
    state.at = place;
    said.textContent = place ? pixelSentence(data, place) : data.words;
    draw();
  });
  fitWidth(figure, (width) => {
    room = width;
    draw();
  });
}

function classesShown(data, root) {
  const canvas = make("canvas");
  paintClasses(canvas, data, root, data.cols * LARGEST_CLASS_CELL, null);
  const title = `Classes of ${data.rows} × ${data.cols} pixels`;
  const note = "Equal numbers: some output reads both, or a chain of outputs joins them. ×: no output reads it.";
  return { pictures: [{ layers: [canvas], title, note }], words: data.words };
}

function paintClasses(canvas, { rows, cols, classes, number }, root, room, at) {
  const palette = paletteOf(root);
  const cell = Math.min(LARGEST_CLASS_CELL, room / cols);
  const c = sizedContext(canvas, cols * cell, rows * cell);
  c.textAlign = "center";
  c.textBaseline = "middle";
  c.font = `${Math.max(11, cell * 0.5)}px sans-serif`;
  const shown = at ? classes[at[0] * cols + at[1]] : null;
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const own = classes[row * cols + col];
      const [x, y] = [col * cell, row * cell];
      c.globalAlpha = shown === null || own === shown ? 1 : 0.15;
      c.fillStyle = own < 0 ? palette.bg : HUES[own % HUES.length];
      c.fillRect(x + 0.5, y + 0.5, cell - 1, cell - 1);
      if (cell < LABELLED || number > 99) continue;
      c.fillStyle = own < 0 ? palette.mute : "#1B1F24";
      c.fillText(own < 0 ? "×" : String(own + 1), x + cell / 2, y + cell / 2 + 1);
    }
  }
  c.globalAlpha = 1;
  if (at) strokeBox(c, [at[1] * cell + 1, at[0] * cell + 1, cell - 2, cell - 2], [palette.ink, 2]);
}

function pixelSentence({ cols, classes, number }, [row, col]) {
  const own = classes[row * cols + col];
  const where = `Row ${row}, column ${col}`;
  if (own < 0) return `${where}: no output reads it.`;
  const alike = classes.filter((other) => other === own).length;
  const right = col + 1 < cols ? classes[row * cols + col + 1] : null;
  const neighbour = right === null ? "" : ` It ${right === own ? "can meet" : "never meets"} its neighbour on the right.`;
  return `${where}: class ${own + 1} of ${number}, ${alike} ${alike === 1 ? "pixel" : "pixels"}.${neighbour}`;
}
