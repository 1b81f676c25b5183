// Decides between light and dark: from Streamlit's theme, or on a plain page from the system.
import { rgbOf } from "./colour.js";

const DARK = new Map(); // of what Streamlit writes on the element around: to ask for a colour lays out the page

export function isDark(element) {
  const around = element.getRootNode().host?.parentElement;
  if (!around?.className) return looksDark(element);
  const worn = `${around.className} ${around.getAttribute("style")}`;
  if (!DARK.has(worn)) DARK.set(worn, looksDark(element));
  return DARK.get(worn);
}

function looksDark(element) {
  const background = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  return background ? brightness(background) < 0.5 : matchMedia("(prefers-color-scheme: dark)").matches;
}

// Call it on every redraw: Streamlit runs a component again when the theme changes.
export function applyTheme(root) {
  root.classList.add("dilviz");
  root.dataset.theme = isDark(root) ? "dark" : "light";
}

function brightness(colour) {
  const [red, green, blue] = rgbOf(colour);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
