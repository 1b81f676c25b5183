// Paints numbers as cells: orange above zero, blue below, the page's colour at zero.
import { bytesIn } from "../shared/bytes.js";
import { rgbOf } from "../shared/colour.js";
import { paintLevels } from "../shared/levels.js";
import { strokeBox } from "../shared/sharp.js";

export const valuesOf = (base64) => new Float32Array(bytesIn(base64).buffer);

// One pixel a cell, kept: a pointer that moves has the map drawn again and again.
export function paintCells({ cells, canvas }, { rows, cols, numbers, words, most }, palette) {
  const zoom = Math.max(1, Math.round(256 / cols));
  resize(canvas, cols * zoom, rows * zoom);
  if (words) return paintLevels(cells, [rows, cols], numbers, [palette.out, palette.tap].map(rgbOf)); // 0 is right, 1 is not
  const picture = new ImageData(cols, rows);
  paintTwoSided(picture.data, numbers, most, palette);
  resize(cells, cols, rows);
  cells.getContext("2d").putImageData(picture, 0, 0);
}

export function paintMap({ cells, canvas }) {
  const context = canvas.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.clearRect(0, 0, canvas.width, canvas.height); // what is no number is transparent
  context.drawImage(cells, 0, 0, canvas.width, canvas.height);
}

// A box of `size` samples around a place of the first map, a bright line inside a dark one.
export function outlineBox({ cells, canvas }, { origin }, [row, col], size, colour, around) {
  const context = canvas.getContext("2d");
  const zoom = canvas.width / cells.width;
  const half = (size - 1) / 2;
  const side = size * zoom;
  const box = [(col - origin[1] - half) * zoom, (row - origin[0] - half) * zoom, side, side];
  strokeBox(context, box, ...(around ? [[around, 6]] : []), [colour, 2.5]);
}

function resize(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

function paintTwoSided(pixels, numbers, most, palette) {
  const [zero, above, below] = [palette.bg, palette.tap, palette.in].map(rgbOf);
  for (let i = 0, pixel = 0; i < numbers.length; i++, pixel += 4) {
    const value = numbers[i];
    if (Number.isNaN(value)) continue;
    const end = value < 0 ? below : above;
    const share = most ? Math.min(Math.abs(value) / most, 1) : 0;
    for (let part = 0; part < 3; part++) pixels[pixel + part] = zero[part] + (end[part] - zero[part]) * share;
    pixels[pixel + 3] = 255;
  }
}
