// The pixels around one output, magnified: those that are read stay bright, the others are dimmed.
import { sharpContext, strokeBox } from "../shared/sharp.js";
import { luminanceOf, samplesOf } from "./reading_taps.js";

const SMALLEST_NUMBERED = 25; // pixels a cell needs to carry a number

// Draws `terms` of the photo into a canvas. `part` is {row, col, size}: what the canvas shows.
export function magnify(canvas, view, photo, terms, part, palette) {
  const side = Math.max(120, Math.round(canvas.clientWidth));
  const pen = sharpContext(canvas, side, side);
  const cell = side / part.size;
  const x = (col) => (col - part.col) * cell;
  const y = (row) => (row - part.row) * cell;
  pen.fillStyle = palette.card;
  pen.fillRect(0, 0, side, side);
  pen.imageSmoothingEnabled = false;
  const left = Math.max(Math.floor(part.col), 0); // only what is in sight: the whole is huge
  const top = Math.max(Math.floor(part.row), 0);
  const cols = Math.min(Math.ceil(part.col + part.size), photo.cols) - left;
  const rows = Math.min(Math.ceil(part.row + part.size), photo.rows) - top;
  if (cols > 0 && rows > 0) pen.drawImage(photo.canvas, left, top, cols, rows, x(left), y(top), cols * cell, rows * cell);
  pen.globalAlpha = 0.62;
  pen.fillRect(0, 0, side, side);
  pen.globalAlpha = 1;
  for (const term of terms) drawTap(pen, view, photo, term, x(term.col), y(term.row), cell, palette);
  drawField(pen, terms, x, y, cell, palette);
}

function drawTap(pen, view, photo, term, left, top, cell, palette) {
  const size = Math.max(cell, 3);
  const samples = samplesOf(photo, term, true);
  pen.fillStyle = `rgb(${samples})`;
  pen.fillRect(left, top, size, size);
  const counts = term.weight !== 0 || term.partner !== 0;
  const thick = Math.min(Math.max(cell / 8, 1), 3);
  strokeBox(pen, [left + thick / 2, top + thick / 2, size - thick, size - thick], [counts ? palette.tap : palette.mute, thick]);
  if (cell < SMALLEST_NUMBERED) return;
  const bright = samples[0] * 0.299 + samples[1] * 0.587 + samples[2] * 0.114 > 140;
  pen.fillStyle = bright ? "#111" : "#fff";
  pen.font = `600 ${Math.min(cell * 0.36, 15)}px ${palette.family}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(
    String(view.colour ? Math.round((samples[0] + samples[1] + samples[2]) / 3) : luminanceOf(samples)),
    left + cell / 2,
    top + cell / 2,
  );
}

function drawField(pen, terms, x, y, cell, palette) {
  const [first, last] = [terms[0], terms[terms.length - 1]];
  const [left, top] = [x(first.col), y(first.row)];
  strokeBox(pen, [left, top, x(last.col) - left + cell, y(last.row) - top + cell], [palette.rf, 3]);
}
