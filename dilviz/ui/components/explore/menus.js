// Share and export: copies of the link and of the code, and the picture as a file.
import { copyWords } from "../shared/copying.js";
import { make, makeButton } from "../shared/elements.js";
import { paletteOf } from "../shared/pen.js";
import { inTheme, saveAs, saveBlob } from "../shared/saving.js";
import { animatedGif, pictureSvg } from "./exporting.js";

const FILE = "one layer";
const ENCODER = "GIF_ADDRESS"; // of animations, which scripts.py writes

// `now()` gives {model, focus, palette, code}; `say(words)` tells what happened.
export function menus(now, say) {
  const progress = make("progress", { max: 1, value: 0, hidden: true, ariaLabel: "Making the animation" });
  const copy = (what, textOf) => async () => say(await copied(textOf(), what, share));
  const save = (kind, theme) => () => savePicture(kind, exports, now, say, theme);
  const share = menu("Share", [
    ["Copy link", copy("Link", () => location.href)],
    ...["PyTorch", "TensorFlow"].map((name) => [`Copy ${name} code`, copy(`${name} code`, () => now().code[name])]),
  ]);
  const exports = menu("Export", [
    ["SVG, for slides and papers", save("svg", "light")],
    ["PNG", save("png", "light")],
    ["PDF", save("pdf", "light")],
    ["Animated GIF", () => saveGif(exports, now, say, progress)],
    ...["SVG", "PNG", "PDF"].map((kind) => [`${kind}, dark`, save(kind.toLowerCase(), "dark")]),
  ]);
  return make("div", "menus", progress, share, exports);
}

function menu(words, entries) {
  const box = make("details", "menu", make("summary", "", words));
  const list = make("div", "list", ...entries.map(([name, act]) => makeButton(name, () => close(box, act))));
  box.append(list);
  box.onkeydown = (event) => {
    if (event.key === "Escape") close(box); // a handler that returns false would swallow Tab and Enter
  };
  box.onfocusout = (event) => {
    if (!box.contains(event.relatedTarget)) box.open = false;
  };
  return box;
}

function close(box, act) {
  box.open = false;
  box.querySelector("summary").focus();
  act?.();
}

async function savePicture(kind, element, now, say, theme) {
  const { model, focus } = now();
  if (model.problem) return say("There is no picture to save: this layer is not possible.");
  await saveAs(kind, pictureSvg(model, focus, paletteIn(theme, element)), FILE);
  say("Saved.");
}

// Files are light, whatever the page is, unless dark is asked for: they are for slides and papers.
function paletteIn(theme, element) {
  return inTheme(element, theme, () => paletteOf(element));
}

async function saveGif(element, now, say, progress) {
  const { model } = now();
  if (model.problem) return say("There is no picture to save: this layer is not possible.");
  progress.hidden = false;
  say("Making the animation …");
  const gif = await animatedGif(model, paletteIn("light", element), ENCODER, (share) => (progress.value = share));
  progress.hidden = true;
  saveBlob(gif, "dilviz-one-layer.gif");
  say("Animation saved.");
}

async function copied(words, what, element) {
  if (!words) return "There is no code to copy: this layer is not possible.";
  return (await copyWords(words, element)) ? `${what} copied.` : `${what} could not be copied.`;
}
