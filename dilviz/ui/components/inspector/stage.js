// A picture with a second canvas over it, on which the field and the taps of one output are drawn.
import { make } from "../shared/elements.js";
import { pointedCell } from "../shared/pointed.js";
import { sharpContext, strokeBox } from "../shared/sharp.js";

export function makeStage(className, label) {
  const picture = make("canvas");
  const spoken = { role: "application", ariaRoleDescription: "picture", ariaLabel: label };
  const over = make("canvas", { className: "over", tabIndex: 0, ...spoken });
  return { stage: make("div", `stage ${className}`, picture, over), picture, over };
}

export async function imageAt(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  return image;
}

export function putPicture(stage, source, rows, cols) {
  if (stage.rows !== rows || stage.cols !== cols) {
    Object.assign(stage, { rows, cols });
    Object.assign(stage.picture, { width: cols, height: rows });
    stage.stage.style.aspectRatio = `${cols} / ${rows}`;
  }
  stage.picture.getContext("2d").drawImage(source, 0, 0, cols, rows);
}

// A pen whose unit is one CSS pixel, and how many of them a sample takes.
function clearedPen(stage) {
  const { over } = stage;
  const box = over.getBoundingClientRect();
  return { pen: sharpContext(over, box.width, box.height), scale: box.width / stage.cols };
}

export function drawReading(stage, terms, palette) {
  const { pen, scale } = clearedPen(stage);
  const [first, last] = [terms[0], terms[terms.length - 1]];
  const box = [first.col * scale, first.row * scale, (last.col - first.col + 1) * scale, (last.row - first.row + 1) * scale];
  strokeBox(pen, box, [palette.bg, 4], [palette.rf, 2]);
  drawDots(pen, terms.filter((term) => term.weight || term.partner), scale, palette);
}

// Halos first, so that taps close together do not hide one another.
function drawDots(pen, terms, scale, palette) {
  const size = Math.max(scale, 4);
  for (const [colour, border] of [[palette.bg, 1], [palette.tap, 0]]) {
    pen.fillStyle = colour;
    for (const term of terms) {
      const [x, y] = [term.col, term.row].map((index) => (index + 0.5) * scale - size / 2 - border);
      pen.fillRect(x, y, size + 2 * border, size + 2 * border);
    }
  }
}

export function drawOutput(stage, [row, col], palette) {
  const { pen, scale } = clearedPen(stage);
  const size = Math.max(scale, 8);
  const x = (col + 0.5) * scale - size / 2;
  const y = (row + 0.5) * scale - size / 2;
  const box = [x - 1, y - 1, size + 2, size + 2];
  strokeBox(pen, box, [palette.bg, 5], [palette.out, 2.5]);
}

// The sample under a pointer: [row, col], not rounded to the picture's edge.
export function sampleUnder(stage, event) {
  return pointedCell(event, stage.over, [stage.rows, stage.cols]);
}
