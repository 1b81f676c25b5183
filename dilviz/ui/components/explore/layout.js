// Where the three grids stand in the picture: side by side, or one above the other on a narrow screen.

const HEAD = 30; // room for the name of a grid above it
const TALLEST = 580;
const NARROW = 640;
export const SMALLEST_NUMBER = 24; // px: below that a cell shows no number

// On a projector the grids have half of the picture's width, and must not be tall. `tallest` is the
// room for grids side by side.
export function layoutOf(model, width, { projected = false, tallest = TALLEST } = {}) {
  const oneRow = model.settings.dims === "1d";
  const grids = sizesOf(model);
  if (oneRow) return stacked(grids, width, projected);
  if (projected) return kernelBelow(grids, width);
  return width < NARROW ? narrow(grids, width) : sideBySide(grids, width, tallest);
}

function sizesOf(model) {
  const [[top, bottom], [left, right]] = model.padding;
  return {
    in: { rows: model.input[0] + top + bottom, cols: model.input[1] + left + right, firstRow: -top, firstCol: -left },
    ker: { rows: model.kernel[0], cols: model.kernel[1], firstRow: 0, firstCol: 0 },
    out: { rows: model.size[0], cols: model.size[1], firstRow: 0, firstCol: 0 },
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
    sideways: true,
    in: placed(input, left, middle(input, cell), cell),
    ker: placed(ker, kernelLeft, middle(ker, kernelCell), kernelCell),
    out: placed(out, kernelLeft + ker.cols * kernelCell + gap, middle(out, cell), cell),
  };
}

function kernelBelow({ in: input, ker, out }, width) {
  const gap = 24;
  const cell = cellFor(Math.min(36, (width - gap - 4) / (input.cols + out.cols)));
  const kernelCell = cellFor(Math.min(30, 120 / Math.max(ker.rows, ker.cols)));
  const left = (width - gap - (input.cols + out.cols) * cell) / 2;
  const tall = Math.max(input.rows, out.rows) * cell;
  const below = HEAD + tall + HEAD;
  return {
    width,
    height: below + ker.rows * kernelCell + 6,
    sideways: false,
    in: placed(input, left, HEAD, cell),
    ker: placed(ker, (width - ker.cols * kernelCell) / 2, below, kernelCell),
    out: placed(out, left + input.cols * cell + gap, HEAD, cell),
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
    sideways: false,
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
    sideways: false,
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
