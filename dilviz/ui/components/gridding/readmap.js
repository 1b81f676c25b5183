// A picture of a field, cell by cell: read, partly read, never read; or how many paths lead there.
import { bytesIn } from "../shared/bytes.js";
import { blended, rgbOf } from "../shared/colour.js";
import { make } from "../shared/elements.js";
import { paintLevels, pathColours } from "../shared/levels.js";
import { paletteOf } from "../shared/pen.js";
import { followCells } from "../shared/pointed.js";
import { sizedContext, strokeBox } from "../shared/sharp.js";

const LARGEST_SIDE = 560; // CSS pixels
const LARGEST_CELL = 30;

// picture: {cells: [rows, cols], read, paths}; view is "read" or "paths".
export function paintReadMap(canvas, picture, view, root, room, cursor = null) {
  const [rows, cols] = picture.cells;
  const palette = paletteOf(root);
  const cell = Math.min(LARGEST_CELL, room / cols, LARGEST_SIDE / Math.max(rows, cols));
  const scale = window.devicePixelRatio || 1;
  const c = sizedContext(canvas, cols * cell, rows * cell);
  const colours = view === "paths" ? pathColours(palette) : readColours(palette);
  const levels = bytesIn(view === "paths" ? picture.paths : picture.read);
  if (cell * scale < 5) paintPixels(c, canvas, levels, picture.cells, colours);
  else paintCells(c, levels, picture.cells, cell, colours, palette);
  strokeBox(c, [1.5, 1.5, cols * cell - 3, rows * cell - 3], [palette.rf, 3]);
  if (!cursor) return;
  const [y, x] = cursor.map((index) => index * cell + 1);
  strokeBox(c, [x, y, Math.max(2, cell - 2), Math.max(2, cell - 2)], [palette.ink, 2]);
}

// A cell with a single hole must not look whole: partly read stays clearly paler.
function readColours({ bg, tap }) {
  const [page, full] = [bg, tap].map(rgbOf);
  return Array.from({ length: 256 }, (_, level) => {
    if (level === 0) return page;
    return level === 255 ? full : blended(page, full, 0.15 + 0.4 * (level / 255));
  });
}

function paintPixels(c, canvas, levels, cells, colours) {
  c.imageSmoothingEnabled = false;
  const small = paintLevels(make("canvas"), cells, levels, colours);
  c.drawImage(small, 0, 0, parseFloat(canvas.style.width), parseFloat(canvas.style.height));
}

function paintCells(c, levels, [rows, cols], cell, colours, palette) {
  const gap = Math.min(2, cell / 8);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const level = levels[row * cols + col];
      const [x, y] = [col * cell, row * cell];
      if (level) {
        c.fillStyle = `rgb(${colours[level].join(",")})`;
        c.fillRect(x + gap / 2, y + gap / 2, cell - gap, cell - gap);
      } else {
        markHole(c, x + cell / 2, y + cell / 2, cell, palette.mute);
      }
    }
  }
}

// A hole is told by shape as well as by colour.
function markHole(c, x, y, cell, colour) {
  const arm = cell * 0.16;
  c.strokeStyle = colour;
  c.globalAlpha = 0.7;
  c.lineWidth = 1;
  c.beginPath();
  c.moveTo(x - arm, y - arm);
  c.lineTo(x + arm, y + arm);
  c.moveTo(x - arm, y + arm);
  c.lineTo(x + arm, y - arm);
  c.stroke();
  c.globalAlpha = 1;
}

// Pointer and arrow keys both move one cursor, while they are on the picture; `onMove` gets [row, col] or null.
export function followCursor(canvas, cells, onMove) {
  let cursor = null;
  const move = (place) => onMove((cursor = place));
  followCells(canvas, () => cells, () => cursor ?? cells.map((count) => count >> 1), move, { far: 1 });
  canvas.onpointerleave = canvas.onblur = () => move(null);
}
