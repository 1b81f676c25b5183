// The quiet part of the picture: the grids with their values, drawn once for each setting.
import { mixed, readableOn } from "../shared/colour.js";
import { cornerOf, DOWN, SMALLEST_NUMBER } from "./layout.js";
import { isPadding, valueAt } from "./model.js";
import { cellNumeral, numeral } from "./numerals.js";

const LETTER = 9; // pixels of a grid's name, at most
const SHADES = 16; // values share so many fills: a few paths instead of a thousand rectangles

export function gridsSvg(model, layout, palette) {
  return [
    inputSvg(model, layout.in, palette),
    outputSvg(model, layout.out, palette),
    namesSvg(model, layout, palette),
  ].join("");
}

function inputSvg(model, grid, palette) {
  const inside = [];
  const around = [];
  eachCell(grid, (row, col) => (isPadding(model, row, col) ? around : inside).push([row, col]));
  return (
    cellsPath(grid, around, `fill="none" stroke="${palette.line}" stroke-dasharray="2 3"`) +
    shadedCells(grid, inside, (row, col) => model.values[row][col], palette.in, palette) +
    (model.settings.mode === "zeros" ? "" : borrowedNumbers(model, grid, around, palette))
  );
}

// Padding that repeats samples shows which value it repeats.
function borrowedNumbers(model, grid, around, palette) {
  return around.map(([row, col]) => numberSvg(grid, row, col, valueAt(model, row, col), palette.mute)).join("");
}

function outputSvg(model, grid, palette) {
  const cells = [];
  eachCell(grid, (row, col) => cells.push([row, col]));
  return shadedCells(grid, cells, (row, col) => model.output[row][col], palette.out, palette);
}

function shadedCells(grid, cells, valueOf, colour, palette) {
  const scale = shadesOf(cells.map(([row, col]) => valueOf(row, col)));
  const byShade = new Map();
  cells.forEach(([row, col]) => {
    const shade = scale(valueOf(row, col));
    byShade.set(shade, [...(byShade.get(shade) ?? []), [row, col]]);
  });
  const fills = [...byShade].map(([shade, members]) => {
    const fill = fillOf(shade, colour, palette);
    const text = readableOn(fill, [palette.ink, palette.bg]);
    return (
      cellsPath(grid, members, `fill="${fill}" stroke="${palette.line}"`) +
      members.map(([row, col]) => numberSvg(grid, row, col, valueOf(row, col), text)).join("")
    );
  });
  return fills.join("");
}

function shadesOf(values) {
  const [low, high] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
  return (value) => (high > low ? Math.round(((value - low) / (high - low)) * (SHADES - 1)) : SHADES >> 1);
}

function fillOf(shade, colour, palette) {
  return mixed(palette.bg, colour, 0.05 + (0.42 * shade) / (SHADES - 1));
}

// Drawn over the lines, which end at its cells.
export function kernelSvg(model, grid, palette) {
  const largest = Math.max(...model.weights.flat().map(Math.abs)) || 1;
  const parts = [];
  eachCell(grid, (row, col) => {
    const weight = model.weights[row][col];
    const fill = mixed(palette.bg, palette.tap, weight === 0 ? 0 : 0.1 + (0.3 * Math.abs(weight)) / largest);
    const size = Math.min(17, grid.cell * 0.42);
    parts.push(
      cellsPath(grid, [[row, col]], `fill="${fill}" stroke="${palette.tap}"`),
      numberSvg(grid, row, col, weight, palette.ink, { size, weight: 600 }),
      letterSvg(grid, row, col, letterOf(model, row, col), palette.tap),
    );
  });
  return parts.join("");
}

// a, b, c ... name the weights and their taps, as long as the alphabet lasts. A turned kernel keeps its names.
export function letterOf(model, row, col) {
  const [rows, cols] = model.kernel;
  if (rows * cols > 26) return "";
  const place = row * cols + col;
  return "abcdefghijklmnopqrstuvwxyz"[model.settings.flip ? rows * cols - 1 - place : place];
}

export function letterSvg(grid, row, col, letter, colour) {
  if (!letter || grid.cell < 24) return "";
  const [x, y] = cornerOf(grid, row, col);
  return `<text class="letter" x="${x + 4}" y="${y + 11}" font-size="11" fill="${colour}">${letter}</text>`;
}

export function numberSvg(grid, row, col, value, colour, { size = 0, weight = 400 } = {}) {
  const sizes = pointsIn(grid, size);
  const points = sizes.find((each) => cellNumeral(value, roomIn(grid, each)) === numeral(value)) ?? sizes.at(-1);
  const words = points && cellNumeral(value, roomIn(grid, points));
  if (!words) return "";
  const [x, y] = cornerOf(grid, row, col);
  return (
    `<text x="${x + grid.cell / 2}" y="${y + grid.cell / 2 + points * 0.35}" font-size="${points}" ` +
    `font-weight="${weight}" text-anchor="middle" fill="${colour}">${words}</text>`
  );
}

// Sizes of a cell's number, the wanted one first; the last may leave no room for it.
function pointsIn({ cell, legible }, wanted) {
  if (legible) return [Math.max(legible, wanted || Math.min(16, cell * 0.45)), legible];
  if (cell < SMALLEST_NUMBER) return [];
  return wanted ? [wanted] : [0.48, 0.38].map((share) => Math.min(13, cell * share));
}

// Characters that fit a cell.
function roomIn(grid, points) {
  return Math.floor((grid.cell - 3) / (points * 0.53));
}

export function cellsPath(grid, cells, attributes) {
  if (!cells.length) return "";
  const moves = cells.map(([row, col]) => {
    const [x, y] = cornerOf(grid, row, col);
    return `M${x} ${y}h${grid.cell}v${grid.cell}h${-grid.cell}z`;
  });
  return `<path d="${moves.join("")}" ${attributes}/>`;
}

function eachCell(grid, visit) {
  for (let row = 0; row < grid.rows; row++) {
    for (let col = 0; col < grid.cols; col++) visit(row + grid.firstRow, col + grid.firstCol);
  }
}

function namesSvg(model, layout, palette) {
  return namesOf(model)
    .map(([grid, name]) => {
      const { x, y, width } = layout[grid];
      const atTheEdge = x + LETTER * name.length > layout.width || (layout.toKernel === DOWN && x > layout.width / 2);
      const anchor = grid === "out" && atTheEdge ? "end" : "start";
      const at = anchor === "end" ? x + width : x;
      return `<text x="${at}" y="${y - 9}" font-size="15" font-weight="600" text-anchor="${anchor}" fill="${palette.ink}">${name}</text>`;
    })
    .join("");
}

export function namesOf(model) {
  const size = ([rows, cols]) => (model.settings.dims === "1d" ? `${cols}` : `${rows} × ${cols}`);
  return [
    ["in", `Input ${size(model.input)}`],
    ["ker", `Kernel ${size(model.kernel)}${model.settings.flip ? ", turned" : ""}`],
    ["out", `Output ${size(model.size)}`],
  ];
}

export function paddingWords(model) {
  const [[top, bottom], [left, right]] = model.padding;
  const sides = [top, bottom, left, right];
  const what = { zeros: "zeros", reflect: "reflected samples", replicate: "repeated edge samples", circular: "samples of the far side" };
  if (!sides.some(Boolean)) return "no padding";
  const kind = what[model.settings.mode];
  if (model.settings.dims === "1d") return `padded by ${kind}: ${left} on the left, ${right} on the right`;
  if (sides.every((side) => side === top)) return `padded by ${kind}: ${top} on each side`;
  return `padded by ${kind}: ${top} above, ${bottom} below, ${left} left, ${right} right`;
}
