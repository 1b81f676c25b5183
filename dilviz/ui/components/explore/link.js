// The settings as a link says them. Python reads these words, checks them, and keeps the shortest form.

export function linkOf(settings) {
  const oneRow = settings.dims === "1d";
  const pair = ([rows, cols]) => (oneRow || rows === cols ? `${cols}` : `${rows}x${cols}`);
  return {
    n: pair(settings.n),
    k: pair(settings.k),
    d: pair(settings.d),
    s: pair(settings.s),
    p: paddingLink(settings.p, oneRow),
    mode: settings.mode,
    flip: settings.flip ? "1" : "0",
    dims: settings.dims,
    values: settings.values,
    rates: settings.rates.join(),
    w: settings.kernel === "typed" ? matrixLink(settings.weights) : settings.kernel,
    ...(settings.values === "typed" ? { v: matrixLink(settings.typed) } : {}),
    ...(settings.pin ? { pin: pinLink(settings.pin) } : {}),
  };
}

export function sameLink(one, other) {
  return JSON.stringify(linkOf(one)) === JSON.stringify(linkOf(other));
}

function paddingLink(padding, oneRow) {
  if (typeof padding === "string") return padding;
  const [rows, cols] = padding.map(([before, after]) => (before === after ? `${before}` : `${before}:${after}`));
  return oneRow || rows === cols ? cols : `${rows}x${cols}`;
}

function matrixLink(matrix) {
  return matrix.map((row) => row.join()).join(";");
}

function pinLink([grid, row, col]) {
  return grid === "out" ? `${row},${col}` : `${grid}:${row},${col}`;
}
