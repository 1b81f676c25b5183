// Colours between two others, and the text colour that can be read on them.

export function mixed(from, to, share) {
  const [a, b] = [hexParts(from), hexParts(to)];
  return "#" + a.map((part, i) => hexByte(part + (b[i] - part) * share)).join("");
}

export function readableOn(fill, choices) {
  const light = luminance(fill);
  return choices.reduce((best, colour) => (contrast(luminance(colour), light) > contrast(luminance(best), light) ? colour : best));
}

export function hexParts(colour) {
  return [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16));
}

function hexByte(part) {
  return Math.round(part).toString(16).padStart(2, "0");
}

function contrast(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = hexParts(colour).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
