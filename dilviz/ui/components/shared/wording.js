// How numbers and counts are written for people.

export function grouped(number) {
  if (number === null || number === undefined) return "–";
  const written = String(number); // counts beyond 2^53 come as text: Math.abs would round them
  const text = written.replace(/^-/, "");
  const [whole, part] = text.split(".");
  const spaced = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f") : whole;
  return (written.startsWith("-") ? "−" : "") + spaced + (part ? "." + part : "");
}

export function withMinus(words) {
  return String(words).replace(/-(?=\d)/g, "\u2212");
}

// Both axes as one number where they agree.
export function pairText(pair, join = " × ") {
  if (!pair) return "–";
  const [rows, cols] = pair;
  return rows === cols ? grouped(rows) : grouped(rows) + join + grouped(cols);
}

export function areaText(pair, oneDimensional = false) {
  if (!pair) return "–";
  return oneDimensional ? grouped(pair[1]) : `${grouped(pair[0])} × ${grouped(pair[1])}`;
}

export function percent(share) {
  if (share === null || share === undefined) return "–";
  const value = share * 100;
  if (value === 100) return "100 %";
  const digits = value >= 99.95 || value < 9.995 ? 2 : 1;
  return `${Math.min(value, 99.99).toFixed(digits)} %`;
}

export function counted(number, noun) {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

// Large counts shortened for a narrow column: 1.23 M.
export function shortened(number) {
  if (number === null || number === undefined) return "–";
  const [divisor, unit] = [[1e12, "T"], [1e9, "G"], [1e6, "M"]].find(([size]) => number >= size) ?? [1, ""];
  return unit ? `${(number / divisor).toPrecision(4)} ${unit}` : grouped(number);
}

// Words in lines of so many letters at most.
export function linesOf(words, most) {
  const lines = [];
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length && longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
