// The network as a picture of boxes: layers in a row, parallel paths under each other.
import { make } from "./elements.js";
import { laidOutSvg } from "./laid_out.js";
import { paletteOf } from "./pen.js";

const ARROW = "→"; // the style sheet writes it before every box that follows another

// items: [{words, name} | {times, items} | {paths: [items], join}]. Returns {svg()}.
export function showOutline(box, items) {
  const list = sequence(items);
  list.classList.add("outline");
  list.prepend(end("input", "from"));
  list.append(end("output", "to"));
  box.replaceChildren(list);
  return { svg: () => laidOutSvg(list, paletteOf(box), { drawMore: (pen, placeOf) => drawArrows(pen, placeOf, list, paletteOf(box)) }) };
}

function drawArrows(pen, placeOf, list, palette) {
  for (const follower of list.parentElement.querySelectorAll("ol > li + li")) {
    const { x, y, height } = placeOf(follower);
    pen.text(x - 16, y + height / 2 + 4, ARROW, { colour: palette.mute, size: 13 });
  }
}

function sequence(items) {
  return make("ol", "", ...items.map((item) => (item.paths ? parallel(item) : item.items ? repeated(item) : layerBox(item))));
}

function layerBox({ words, name }) {
  const identity = words === "id";
  const label = name ? [make("b", "", `${name} `)] : [];
  return make("li", identity ? "layer identity" : "layer", ...label, identity ? "identity" : words);
}

function repeated({ times, items, name }) {
  return make("li", "group", make("span", "times", `${prefix(name)}${times} times`), sequence(items));
}

function parallel({ paths, join, name }) {
  const list = make("ul", "", ...paths.map((path) => make("li", "", sequence(path))));
  return make("li", "parallel", list, make("span", "join", `${prefix(name)}${join === "add" ? "added" : "concatenated"}`));
}

function prefix(name) {
  return name ? `${name}: ` : "";
}

function end(words, className) {
  return make("li", `end ${className}`, words);
}
