// What follows when one setting changes: kernels fit their size, one dimension has one row.
import { centred, typedNumber } from "../shared/own_weights.js";

export function changed(settings, patch, offers, shown) {
  const next = { ...settings, ...patch };
  if (patch.dims && patch.dims !== settings.dims) Object.assign(next, inDimensions(patch.dims, next));
  if (patch.kernel && patch.kernel !== "typed" && patch.kernel !== "ones") {
    next.weights = offers.kernels[patch.kernel].weights;
    next.k = [next.weights.length, next.weights[0].length];
  }
  if (next.kernel === "typed" && !fits(next)) next.weights = centred(next.weights, ...next.k);
  if (patch.kernel === "ones" || !fits(next)) Object.assign(next, startingKernel(next, patch.kernel, offers));
  if (patch.values === "typed" && !next.typed) next.typed = shown ?? [[0]]; // begin with what is there
  return next;
}

function inDimensions(dims, { n, d, s, p, k }) {
  const flat = ([, cols]) => (dims === "1d" ? [1, cols] : [cols, cols]);
  const rows = dims === "1d" ? [0, 0] : (p[1] ?? [0, 0]);
  const size = dims === "1d" ? Math.max(n[1], 16) : Math.min(n[1], 12);
  return { n: flat([size, size]), d: flat(d), s: flat(s), k: flat(k), p: typeof p === "string" ? p : [rows, p[1]] };
}

function fits({ weights, k }) {
  return weights.length === k[0] && weights[0].length === k[1];
}

// The same rule as starting_kernel in dilviz/pictures/explorer_inputs.py.
function startingKernel({ k }, wanted, offers) {
  const [rows, cols] = k;
  const preset = { "3,3": "sobel x", "1,3": "difference" }[k.join()];
  if (preset && wanted !== "ones") return { kernel: preset, weights: offers.kernels[preset].weights };
  return { kernel: "ones", weights: Array.from({ length: rows }, () => Array(cols).fill(1)) };
}

// Typed numbers: rows on lines or apart by semicolons, numbers apart by commas or blanks. Null if they are none.
export function readNumbers(text, most = 32) {
  const lines = text.trim().split(/[;\n]+/).map((line) => line.trim()).filter(Boolean);
  const rows = lines.map((line) => line.split(/[\s,]+/).filter(Boolean).map(typedNumber));
  if (!rows.length || rows.length > most || rows[0].length > most) return null;
  return rows.every((row) => row.length === rows[0].length && row.every((x) => x !== null)) ? rows : null;
}
