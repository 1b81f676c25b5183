// The board that is drawn on: by pointer or finger, or cell by cell with the keyboard.
import { arrowStep, insideGrid } from "../shared/arrow_keys.js";
import { choiceButtons } from "../shared/choice_buttons.js";
import { blended, rgbOf } from "../shared/colour.js";
import { make, makeButton } from "../shared/elements.js";
import { paintLevels } from "../shared/levels.js";
import { strokeBox } from "../shared/sharp.js";
import { FULL_CELL, cellCounts, fieldOf, fillCell, inkOf, stroke } from "./ink.js";

const BOARD_ZOOM = 8; // canvas pixels for a pixel of the field
const KEYS = "Draw with the pointer. Or move by arrow keys, and put ink in a cell or take it out by Space.";

// `changed()` is called with every change, `finished()` after it.
export function makeBoard(changed, finished) {
  const canvas = make("canvas", { tabIndex: 0, role: "application", ariaLabel: `The drawing. ${KEYS}` });
  const board = { canvas, ink: null, place: null, drawing: false, erases: false, cells: make("canvas") };
  board.spoken = make("p", { className: "spoken", ariaLive: "polite" });
  const clear = makeButton("Clear", () => {
    board.ink.pixels.fill(0);
    changed();
    finished();
  });
  const tools = choiceButtons("Pointer", [[false, "Ink"], [true, "Eraser"]], false, (erases) => (board.erases = erases));
  board.element = make("figure", "board", canvas, make("div", "tools", tools, clear), board.spoken);
  byPointer(board, changed, finished);
  byKeys(board, changed, finished);
  return board;
}

export function putDrawing(board, { cells, side, cell }) {
  board.ink = inkOf(cells, side, cell);
  board.place ??= [side >> 1, side >> 1];
}

export function paintBoard({ canvas, cells, ink, place }, palette) {
  const { side, cell, size } = ink;
  const field = fieldOf(cellCounts(ink), side, cell);
  const [paper, dark] = [palette.bg, palette.ink].map(rgbOf);
  const colours = Array.from({ length: 256 }, (_, level) => blended(paper, dark, level / 255));
  paintLevels(cells, [size, size], field.map((share) => Math.round(255 * share)), colours);
  if (canvas.width !== size * BOARD_ZOOM) canvas.width = canvas.height = size * BOARD_ZOOM;
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, 0, 0, canvas.width, canvas.height);
  if (!canvas.matches(":focus-visible")) return;
  const zoom = (canvas.width / size) * cell;
  strokeBox(context, [place[1] * zoom, place[0] * zoom, zoom, zoom], [palette.tap, 4]);
}

function byPointer(board, changed, finished) {
  const { canvas } = board;
  let last = null;
  const placeOf = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientY - box.top) / box.height) * board.ink.size, ((event.clientX - box.left) / box.width) * board.ink.size];
  };
  const draw = (event) => {
    for (const each of event.getCoalescedEvents?.() ?? []) follow(placeOf(each));
    follow(placeOf(event));
    changed();
  };
  const follow = (place) => {
    stroke(board.ink, last ?? place, place, Number(!board.erases));
    last = place;
  };
  canvas.onpointerdown = (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    board.drawing = true;
    last = null;
    draw(event);
  };
  canvas.onpointermove = (event) => board.drawing && draw(event);
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (!board.drawing) return;
    board.drawing = false;
    finished();
  };
}

function byKeys(board, changed, finished) {
  const { canvas } = board;
  canvas.onfocus = canvas.onblur = changed;
  canvas.onkeydown = (event) => {
    const { ink } = board;
    const step = arrowStep(event);
    if (step) board.place = insideGrid([board.place[0] + step[0], board.place[1] + step[1]], [ink.side, ink.side]);
    else if (event.key === " ") toggle(board, event);
    else return;
    changed();
    if (!step) finished();
    say(board);
  };
}

function toggle({ ink, place }, event) {
  event.preventDefault();
  const at = place[0] * ink.side + place[1];
  fillCell(ink, at, cellCounts(ink)[at] * 2 > FULL_CELL ? 0 : FULL_CELL);
}

function say({ ink, place: [row, col], spoken }) {
  const count = cellCounts(ink)[row * ink.side + col];
  const words = count === 0 ? "paper" : count === FULL_CELL ? "ink" : `${count} of ${FULL_CELL} ink`;
  spoken.textContent = `Cell in row ${row + 1}, column ${col + 1} of ${ink.side}: ${words}.`;
}
