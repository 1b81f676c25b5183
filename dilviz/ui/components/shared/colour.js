// Colours as [red, green, blue] and as text, between two others, and readable on one another.

// Of "#abc", "#aabbcc", or "rgb(...)", as browsers write it.
export function rgbOf(colour) {
  if (!colour.startsWith("#")) return (colour.match(/[\d.]+/g) ?? [128, 128, 128]).slice(0, 3).map(Number);
  const digits = colour.length < 7 ? [...colour.slice(1)].map((digit) => digit + digit).join("") : colour.slice(1);
  return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16));
}

export function hexOf(rgb) {
  return "#" + rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("");
}

// `share` of the way from one [red, green, blue] to another, in whole numbers.
export function blended(from, to, share) {
  return from.map((value, i) => Math.round(value + (to[i] - value) * share));
}

export function mixed(from, to, share) {
  return hexOf(blended(rgbOf(from), rgbOf(to), share));
}

export function readableOn(fill, choices) {
  const light = luminance(fill);
  const contrastOf = (colour) => contrast(luminance(colour), light);
  return choices.reduce((best, colour) => (contrastOf(colour) > contrastOf(best) ? colour : best));
}

function contrast(first, second) {
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

// Relative luminance as WCAG defines it.
function luminance(colour) {
  const [red, green, blue] = rgbOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
