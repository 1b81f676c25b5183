// A picture of a field, cell by cell: read, partly read, never read; or how many paths lead there.
import { paletteOf } from "../shared/pen.js";
import { blended, bytesIn, colourParts3 } from "../shared/pieces.js";

const LARGEST_SIDE = 560; // CSS pixels
const LARGEST_CELL = 30;

// picture: {cells: [rows, cols], read, paths}; view is "read" or "paths".
export function paintReadMap(canvas, picture, view, root, room, cursor = null) {
  const [rows, cols] = picture.cells;
  const palette = paletteOf(root);
  const cell = Math.min(LARGEST_CELL, room / cols, LARGEST_SIDE / Math.max(rows, cols));
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(cols * cell * scale));
  canvas.height = Math.max(1, Math.round(rows * cell * scale));
  canvas.style.width = `${cols * cell}px`;
  canvas.style.height = `${rows * cell}px`;
  const c = canvas.getContext("2d");
  c.setTransform(scale, 0, 0, scale, 0, 0);
  const colours = view === "paths" ? pathColours(palette) : readColours(palette);
  const levels = bytesIn(view === "paths" ? picture.paths : picture.read);
  if (cell * scale < 5) paintPixels(c, canvas, levels, picture.cells, colours);
  else paintCells(c, levels, picture.cells, cell, colours, palette);
  outlineField(c, cols * cell, rows * cell, palette.rf);
  if (cursor) outlineCell(c, cursor, cell, palette.ink);
}

// A cell with a single hole must not look whole: partly read stays clearly paler.
function readColours({ bg, tap }) {
  const [page, full] = [bg, tap].map(colourParts3);
  return Array.from({ length: 256 }, (_, level) => {
    if (level === 0) return page;
    return level === 255 ? full : blended(page, full, 0.15 + 0.4 * (level / 255));
  });
}

function pathColours({ bg, rf, ink }) {
  const [page, amber, dark] = [bg, rf, ink].map(colourParts3);
  return Array.from({ length: 256 }, (_, level) => {
    if (level === 0) return page;
    const share = 0.3 + 0.7 * (level / 255);
    return share < 0.65 ? blended(page, amber, share / 0.65) : blended(amber, dark, (share - 0.65) / 0.5);
  });
}

function paintPixels(c, canvas, levels, [rows, cols], colours) {
  const small = document.createElement("canvas");
  [small.width, small.height] = [cols, rows];
  const inner = small.getContext("2d");
  const image = inner.createImageData(cols, rows);
  const packed = colours.map(([red, green, blue]) => (255 << 24) | (blue << 16) | (green << 8) | red);
  const words = new Int32Array(image.data.buffer); // a pixel each, its red in the lowest byte
  levels.forEach((level, i) => (words[i] = packed[level]));
  inner.putImageData(image, 0, 0);
  c.imageSmoothingEnabled = false;
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

function outlineField(c, width, height, colour) {
  c.strokeStyle = colour;
  c.lineWidth = 3;
  c.strokeRect(1.5, 1.5, width - 3, height - 3);
}

function outlineCell(c, [row, col], cell, colour) {
  c.strokeStyle = colour;
  c.lineWidth = 2;
  c.strokeRect(col * cell + 1, row * cell + 1, Math.max(2, cell - 2), Math.max(2, cell - 2));
}

// Pointer and arrow keys both move one cursor; `told` gets [row, col] or null.
export function followCells(canvas, cells, told) {
  let at = null;
  const tell = (place) => {
    at = place;
    told(place);
  };
  const clamp = (value, most) => Math.max(0, Math.min(most - 1, value));
  canvas.tabIndex = 0;
  canvas.onpointermove = canvas.onpointerdown = (event) => {
    const box = canvas.getBoundingClientRect();
    tell([
      clamp(Math.floor(((event.clientY - box.top) / box.height) * cells[0]), cells[0]),
      clamp(Math.floor(((event.clientX - box.left) / box.width) * cells[1]), cells[1]),
    ]);
  };
  canvas.onpointerleave = () => tell(null);
  canvas.onblur = () => tell(null);
  canvas.onkeydown = (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    const from = at ?? [cells[0] >> 1, cells[1] >> 1];
    tell([clamp(from[0] + step[0], cells[0]), clamp(from[1] + step[1], cells[1])]);
  };
}
