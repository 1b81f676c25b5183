// Where the three grids stand in the picture: side by side, or one above the other on a narrow screen.

const HEAD = 30; // room for the name of a grid above it
const TALLEST = 580;
const NARROW = 640;
export const SMALLEST_NUMBER = 24; // px: below that a cell shows no number
const PROJECTED = 340; // px: as tall as a projector has room for, beside the settings and the sum
const LEGIBLE = 11; // px, which a projector magnifies by a half at least: lesson/wall.js

// The ways of lines between grids: out of the right side and into the left one, or out of the lower
// side and into the upper one, or the other way up.
export const [RIGHT, DOWN, UP] = ["right", "down", "up"];

// On a projector the grids have half of the picture's width, must not be tall, and their numbers are
// legible or left out. `tallest` is the room for grids side by side.
export function layoutOf(model, width, { projected = false, tallest = TALLEST } = {}) {
  const oneRow = model.settings.dims === "1d";
  const grids = sizesOf(model, projected ? { legible: LEGIBLE } : {});
  if (oneRow) return stacked(grids, width, projected);
  if (projected) return kernelBelow(grids, width);
  return width < NARROW ? narrow(grids, width) : sideBySide(grids, width, tallest);
}

function sizesOf(model, legibility) {
  const [[top, bottom], [left, right]] = model.padding;
  const grid = (rows, cols, firstRow = 0, firstCol = 0) => ({ rows, cols, firstRow, firstCol, ...legibility });
  return {
    in: grid(model.input[0] + top + bottom, model.input[1] + left + right, -top, -left),
    ker: grid(...model.kernel),
    out: grid(...model.size),
  };
}

function sideBySide({ in: input, ker, out }, width, tallest) {
  const kernelCell = cellFor(Math.min(44, 190 / Math.max(ker.rows, ker.cols)));
  const between = Math.max(36, Math.min(84, width * 0.06));
  const room = width - ker.cols * kernelCell - 2 * between - 4;
  const rows = Math.max(input.rows, out.rows);
  const height = Math.min(TALLEST, Math.max(tallest, rows * SMALLEST_NUMBER)); // numbers first
  const cell = cellFor(Math.min(40, room / (input.cols + out.cols), height / rows));
  const tall = Math.max(input.rows * cell, out.rows * cell, ker.rows * kernelCell);
  const used = (input.cols + out.cols) * cell + ker.cols * kernelCell;
  const gap = Math.min((width - used - 4) / 2, 170);
  const left = Math.max(2, (width - used - 2 * gap) / 2);
  const middle = (grid, size) => HEAD + (tall - grid.rows * size) / 2;
  const kernelLeft = left + input.cols * cell + gap;
  return {
    width,
    height: HEAD + tall + 6,
    toKernel: RIGHT,
    toOutput: RIGHT,
    in: placed(input, left, middle(input, cell), cell),
    ker: placed(ker, kernelLeft, middle(ker, kernelCell), kernelCell),
    out: placed(out, kernelLeft + ker.cols * kernelCell + gap, middle(out, cell), cell),
  };
}

// The output is never taller than the padded input: the kernel fits below it.
function kernelBelow({ in: input, ker, out }, width) {
  const [between, aside] = [30, 20]; // the line to an output goes round at the right
  const kernelCell = cellFor(Math.min(24, 96 / Math.max(ker.rows, ker.cols)));
  const below = HEAD + ker.rows * kernelCell;
  const room = PROJECTED - HEAD - 6;
  const wide = (width - between - aside) / (input.cols + Math.max(out.cols, ker.cols));
  const cell = cellFor(Math.min(36, wide, room / input.rows, (room - below) / out.rows));
  const left = Math.max(0, (width - between - aside - (input.cols + out.cols) * cell) / 2);
  const right = left + input.cols * cell + between;
  return {
    width,
    height: HEAD + Math.max(input.rows * cell, out.rows * cell + below) + 6,
    toKernel: RIGHT,
    toOutput: UP,
    in: placed(input, left, HEAD, cell),
    ker: placed(ker, right + Math.max(0, (out.cols * cell - ker.cols * kernelCell) / 2), HEAD + out.rows * cell + HEAD, kernelCell),
    out: placed(out, right, HEAD, cell),
  };
}

function narrow({ in: input, ker, out }, width) {
  const cell = cellFor(Math.min(40, (width - 4) / input.cols, TALLEST / input.rows));
  const kernelCell = cellFor(Math.min(40, (0.36 * width) / Math.max(ker.cols, ker.rows)));
  const room = width - ker.cols * kernelCell - 34;
  const outCell = cellFor(Math.min(cell, room / out.cols, TALLEST / out.rows));
  const below = HEAD + input.rows * cell + 44 + HEAD;
  return {
    width,
    height: below + Math.max(ker.rows * kernelCell, out.rows * outCell) + 6,
    toKernel: DOWN,
    toOutput: RIGHT,
    in: placed(input, (width - input.cols * cell) / 2, HEAD, cell),
    ker: placed(ker, 2, below, kernelCell),
    out: placed(out, width - 2 - out.cols * outCell, below, outCell),
  };
}

function stacked({ in: input, ker, out }, width, tight) {
  const [largest, above, below] = tight ? [40, 40, 30] : [48, 60, 50];
  const cell = cellFor(Math.min(largest, (width - 4) / Math.max(input.cols, out.cols)));
  const kernelCell = cellFor(Math.min(largest, (width - 4) / ker.cols));
  const centre = (grid, size) => (width - grid.cols * size) / 2;
  const kernelTop = HEAD + input.rows * cell + above + HEAD;
  const outTop = kernelTop + kernelCell + below + HEAD;
  return {
    width,
    height: outTop + out.rows * cell + 6,
    toKernel: DOWN,
    toOutput: DOWN,
    in: placed(input, centre(input, cell), HEAD, cell),
    ker: placed(ker, centre(ker, kernelCell), kernelTop, kernelCell),
    out: placed(out, centre(out, cell), outTop, cell),
  };
}

function cellFor(size) {
  return Math.max(size > 8 ? Math.floor(size) : size, 1);
}

function placed(grid, x, y, cell) {
  return { ...grid, x: Math.round(x), y: Math.round(y), cell, width: grid.cols * cell, height: grid.rows * cell };
}

// The upper left corner of a cell.
export function cornerOf(grid, row, col) {
  return [grid.x + (col - grid.firstCol) * grid.cell, grid.y + (row - grid.firstRow) * grid.cell];
}

export function centreOf(grid, row, col) {
  const [x, y] = cornerOf(grid, row, col);
  return [x + grid.cell / 2, y + grid.cell / 2];
}

// The cell at a point, or null outside the grid.
export function cellAt(grid, x, y) {
  const [col, row] = [Math.floor((x - grid.x) / grid.cell), Math.floor((y - grid.y) / grid.cell)];
  if (row < 0 || col < 0 || row >= grid.rows || col >= grid.cols) return null;
  return { row: row + grid.firstRow, col: col + grid.firstCol };
}
