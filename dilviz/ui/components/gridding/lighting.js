// What is drawn on a photograph, pixel for pixel. A photograph is {rows, cols, values}: values are red,
// green, blue, alpha, row by row.
import { bytesIn } from "../shared/bytes.js";

const APART = 4; // pixels between classes
const PAGE = 0xff808080; // gray between them, on a light page and on a dark one
const single = Math.fround; // as dilviz/figures/overlay.py computes: the same pixels exactly

// Rows and columns of a picture of one kind: read, reached or sorted.
export function sizeOf(kind, { field, classes }) {
  if (kind === "sorted") return classes.map((axis) => inOrder(axis).length);
  const [first, end] = field.window;
  return [0, 1].map((axis) => end[axis] - first[axis]);
}

// The means of blocks; what is left over at the ends is cut off.
export function shrunk({ rows, cols, values }, block) {
  const small = new ImageData(Math.floor(cols / block), Math.floor(rows / block));
  const { width, height, data } = small;
  for (let row = 0, i = 0; row < height; row++) {
    for (let col = 0; col < width; col++) {
      for (let channel = 0; channel < 4; channel++, i++) {
        let sum = 0;
        for (let y = row * block; y < (row + 1) * block; y++) {
          for (let x = col * block; x < (col + 1) * block; x++) sum += values[4 * (y * cols + x) + channel];
        }
        data[i] = sum / block ** 2;
      }
    }
  }
  return small;
}

export function drawn(kind, photo, { field, classes }) {
  return kind === "sorted" ? sorted(photo, classes) : lit(photo, field, kind === "reached");
}

// The pixels that an output reads, each by its share, and the outline of the field around them; the
// others are dimmed. Mirrored, those are the outputs that one pixel reaches.
function lit(photo, field, mirrored) {
  const { first, size: [tall, wide], window: [[top, left], [bottom, right]] } = field;
  const picture = new ImageData(right - left, bottom - top);
  const level = levelsOf(field);
  for (let y = top, i = 0; y < bottom; y++) {
    for (let x = left; x < right; x++, i += 4) {
      const [row, col] = [y - first[0], x - first[1]];
      const outside = Math.max(-row, row - tall + 1, -col, col - wide + 1); // how far
      const share = outside > 0 ? 0 : mirrored ? level(tall - 1 - row, wide - 1 - col) : level(row, col);
      const from = 4 * (y * photo.width + x);
      for (let channel = 0; channel < 3; channel++) {
        const plain = single(single(field.dimmed) * photo.data[from + channel]);
        const more = single(share * single(field.lit[channel] - plain));
        picture.data[i + channel] = outside === 1 ? field.outline[channel] : single(plain + more);
      }
      picture.data[i + 3] = 255;
    }
  }
  return picture;
}

// How bright a pixel of the field is, from 0 to 1.
function levelsOf({ rows, cols, levels, size: [, wide] }) {
  if (levels) {
    const all = new Float32Array(bytesIn(levels).buffer);
    return (row, col) => all[row * wide + col];
  }
  const [down, across] = [rows, cols].map((shares) => new Float64Array(bytesIn(shares).buffer));
  const most = Math.max(...down) * Math.max(...across);
  return (row, col) => single(Math.sqrt((down[row] * across[col]) / most));
}

// The pixels of every class as a picture of its own.
function sorted(photo, classes) {
  const [rows, cols] = classes.map(inOrder);
  const picture = new ImageData(cols.length, rows.length);
  const [from, to] = [photo, picture].map(({ data }) => new Uint32Array(data.buffer)); // a pixel each
  to.fill(PAGE);
  rows.forEach((row, y) => cols.forEach((col, x) => {
    if (row !== null && col !== null) to[y * cols.length + x] = from[row * photo.width + col];
  }));
  return picture;
}

// Positions along an axis, class by class, null in the gaps; class -1 is left out.
function inOrder(classes) {
  const order = [...classes.keys()].filter((at) => classes[at] >= 0).sort((one, other) => classes[one] - classes[other]);
  return order.flatMap((at, i) => (i && classes[at] !== classes[order[i - 1]] ? [...Array(APART).fill(null), at] : [at]));
}
