// Weights of one's own in a kernel of another size: in the middle, with zeros around, or cropped.

// Keeps the middle where it is: the new row or column comes at the end, then at the start.
export function centred(weights, rows, cols) {
  const shift = (from, to) => Math.floor((to - from + (from % 2 ? 0 : 1)) / 2);
  const [down, right] = [shift(weights.length, rows), shift(weights[0].length, cols)];
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: cols }, (_, c) => weights[r - down]?.[c - right] ?? 0),
  );
}

// What became of them; empty if the size is the same.
export function keptWords(before, now) {
  const [rows, cols] = [now.length - before.length, now[0].length - before[0].length];
  if (!rows && !cols) return "";
  return rows >= 0 && cols >= 0 ? "Your weights stay, with zeros around them." : "Of your weights, the middle stays.";
}

// One number that was typed; null for what is none, or is too large.
export function typedNumber(text) {
  const words = text.trim().replaceAll("\u2212", "-").replace(",", ".");
  const number = Number(words);
  return words === "" || !Number.isFinite(number) || Math.abs(number) > 1e6 ? null : number;
}
