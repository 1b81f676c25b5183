// Saves a figure as a file: SVG, PNG or PDF, light unless dark is asked for, its letters' font inside.
import { make, makeButton } from "./elements.js";
import { painted, withLetters } from "./lettered.js";

const KINDS = ["SVG", "PNG", "PDF"];
const PNG_SCALE = 2; // pixels of a CSS pixel
const PDF = "PDF_ADDRESS"; // of what makes one, which scripts.py writes

// `paper()` names the figure of dilviz.plot that shows the same: {figure, query}; without one, or
// where the server cannot draw it, the file is made of the figure's own SVG, once it is `ready()`.
export function savingButtons(figureName, svgText, paper = () => null, ready = () => true) {
  const dark = makeButton("dark", () => dark.setAttribute("aria-pressed", String(!isDark())), {
    className: "toggle", ariaPressed: "false", ariaLabel: `Save ${figureName} in dark colours`,
  });
  const isDark = () => dark.getAttribute("aria-pressed") === "true";
  const buttons = KINDS.map((kind) => {
    const draw = async (theme) => (await ready()) && inTheme(dark, theme, svgText);
    const save = () => saveFigure(kind.toLowerCase(), figureName, paper(), isDark() ? "dark" : "light", draw);
    return makeButton(kind, save, { ariaLabel: `Save ${figureName} as ${kind}` });
  });
  return make("span", "saving", ...buttons, dark);
}

async function saveFigure(kind, name, paper, theme, draw) {
  const drawn = paper && (await paperFile(paper, kind, theme));
  if (drawn) return saveBlob(drawn, `${fileName(name)}.${kind}`);
  const svg = await draw(theme);
  if (svg) await saveAs(kind, svg, name);
}

// What the server draws for paper, or null.
async function paperFile({ figure, query }, kind, theme) {
  const given = Object.entries(query).filter(([, value]) => value);
  const address = `plot/${figure}.${kind}?${new URLSearchParams([...given, ["theme", theme]])}`;
  const reply = await fetch(new URL(address, document.baseURI)).catch(() => null);
  return reply?.ok ? reply.blob() : null;
}

// An SVG of pictures that `paint()` draws: in the colours of the file, then in those of the page again.
export function paintedAnew(paint = () => {}, svg) {
  return () => {
    paint();
    queueMicrotask(paint);
    return svg();
  };
}

// Draws with the colours of a theme, whatever the page around has.
export function inTheme(element, theme, draw) {
  const root = element.closest(".dilviz");
  const own = root.dataset.theme;
  root.dataset.theme = theme;
  try {
    return draw();
  } finally {
    root.dataset.theme = own;
  }
}

export async function saveAs(kind, svg, name) {
  const file = { svg: svgOf, png: pngOf, pdf: pdfOf }[kind];
  saveBlob(await file(svg, name), `${fileName(name)}.${kind}`);
}

async function svgOf(svg) {
  return new Blob([await withLetters(svg)], { type: "image/svg+xml" });
}

async function pngOf(svg) {
  const canvas = await painted(svg, PNG_SCALE);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function pdfOf(svg, name) {
  const { default: made } = await import(new URL(PDF, document.baseURI).href);
  return made(svg, name);
}

export function saveBlob(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export function fileName(name) {
  return "dilviz-" + name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
