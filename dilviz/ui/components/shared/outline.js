// The network as a picture of boxes: layers in a row, parallel paths under each other.
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
  return { svg: () => laidOutSvg(list, paletteOf(box), (pen, placeOf) => drawArrows(pen, placeOf, list, paletteOf(box))) };
}

function drawArrows(pen, placeOf, list, palette) {
  for (const follower of list.parentElement.querySelectorAll("ol > li + li")) {
    const { x, y, height } = placeOf(follower);
    pen.text(x - 16, y + height / 2 + 4, ARROW, { colour: palette.mute, size: 13 });
  }
}

function sequence(items) {
  const list = document.createElement("ol");
  for (const item of items) list.append(item.paths ? parallel(item) : item.items ? repeated(item) : layerBox(item));
  return list;
}

function layerBox({ words, name }) {
  const entry = document.createElement("li");
  entry.className = words === "id" ? "layer identity" : "layer";
  entry.textContent = words === "id" ? "identity" : words;
  if (name) entry.prepend(labelled(name));
  return entry;
}

function labelled(name) {
  const label = document.createElement("b");
  label.textContent = `${name} `;
  return label;
}

function repeated({ times, items, name }) {
  const entry = document.createElement("li");
  entry.className = "group";
  const count = document.createElement("span");
  count.className = "times";
  count.textContent = `${name ? `${name}: ` : ""}${times} times`;
  entry.append(count, sequence(items));
  return entry;
}

function parallel({ paths, join, name }) {
  const entry = document.createElement("li");
  entry.className = "parallel";
  const list = document.createElement("ul");
  for (const path of paths) {
    const one = document.createElement("li");
    one.append(sequence(path));
    list.append(one);
  }
  const joined = document.createElement("span");
  joined.className = "join";
  joined.textContent = `${name ? `${name}: ` : ""}${join === "add" ? "added" : "concatenated"}`;
  entry.append(list, joined);
  return entry;
}

function end(words, className) {
  const entry = document.createElement("li");
  entry.className = `end ${className}`;
  entry.textContent = words;
  return entry;
}
