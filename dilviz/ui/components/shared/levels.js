// A picture whose squares are levels from 0 to 255, in the colours of a ramp.
import { blended, rgbOf } from "./colour.js";

// One square a pixel, row by row; the canvas takes their number as its size.
export function paintLevels(canvas, [rows, cols], levels, colours) {
  Object.assign(canvas, { width: cols, height: rows });
  const context = canvas.getContext("2d");
  const image = context.createImageData(cols, rows);
  const packed = colours.map(([red, green, blue]) => (255 << 24) | (blue << 16) | (green << 8) | red);
  const squares = new Int32Array(image.data.buffer); // a pixel each, its red in the lowest byte
  levels.forEach((level, i) => (squares[i] = packed[level]));
  context.putImageData(image, 0, 0);
  return canvas;
}

// The more paths, the darker. Level 0, a pixel never read, stays the page; from 1 up: pale amber, amber, ink.
export function pathColours({ bg, rf, ink }) {
  const [page, amber, dark] = [bg, rf, ink].map(rgbOf);
  return Array.from({ length: 256 }, (_, level) => {
    if (!level) return page;
    const share = 0.25 + (0.75 * level) / 255;
    return share < 0.6 ? blended(page, amber, share / 0.6) : blended(amber, dark, (share - 0.6) * 1.6);
  });
}
