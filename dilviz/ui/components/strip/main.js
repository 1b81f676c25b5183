// Pictures side by side that are zoomed and moved in step, so that one place can be compared.
import { applyTheme } from "../shared/theme.js";
import { showLegend } from "../shared/legend.js";
import { settle, viewport } from "./viewport.js";

const STRIPS = new WeakMap();

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  root.classList.add("strip");
  const strip = STRIPS.get(parentElement) ?? buildStrip(root);
  STRIPS.set(parentElement, strip);
  showTiles(strip, data);
}

function buildStrip(root) {
  const tools = document.createElement("div");
  tools.className = "tools";
  const tiles = document.createElement("div");
  tiles.className = "tiles";
  tiles.tabIndex = 0;
  tiles.setAttribute("role", "group");
  root.append(tools, tiles);
  const strip = { root, tools, tiles, view: viewport(), turn: 0 };
  const place = () => settle(strip);
  tools.append(
    tool("−", "Zoom out", () => strip.view.zoomBy(0.5) || place()),
    tool("+", "Zoom in", () => strip.view.zoomBy(2) || place()),
    tool("Whole pictures", "Show the whole pictures", () => strip.view.reset() || place()),
  );
  strip.words = document.createElement("span");
  tools.append(strip.words);
  handleKeys(strip, place);
  handleDragging(strip, place);
  return strip;
}

// All tiles change together, after their pictures are decoded.
async function showTiles(strip, data) {
  if (sameTiles(strip.data, data)) return;
  strip.data = data;
  const turn = ++strip.turn;
  const images = data.tiles.map((tile) => Object.assign(new Image(), { src: tile.address, alt: tile.alt, draggable: false }));
  await Promise.all(images.map((image) => image.decode()));
  if (turn !== strip.turn) return;
  strip.tiles.setAttribute("aria-label", `${data.label}. Plus and minus zoom, arrow keys move, 0 shows the whole pictures.`);
  strip.tiles.style.setProperty("--tiles", data.across || data.tiles.length);
  strip.tiles.replaceChildren(...data.tiles.map((tile, i) => tileFigure(tile, images[i], data.pixelated)));
  settle(strip);
  strip.root.dataset.shown = data.stamp ?? "";
}

// The page runs after every change of any control; mostly these pictures stay as they are.
function sameTiles(before, now) {
  return before?.tiles.length === now.tiles.length
    && now.tiles.every((tile, i) => ["address", "title", "note"].every((part) => tile[part] === before.tiles[i][part]) && tile.legend?.high === before.tiles[i].legend?.high);
}

function tileFigure(tile, image, pixelated) {
  const figure = document.createElement("figure");
  const frame = document.createElement("div");
  frame.className = pixelated ? "frame pixelated" : "frame";
  frame.style.aspectRatio = `${image.naturalWidth} / ${image.naturalHeight}`;
  frame.append(image);
  const words = document.createElement("figcaption");
  const title = document.createElement("strong");
  title.textContent = tile.title;
  words.append(title, tile.note);
  const legend = document.createElement("div");
  legend.className = "legend";
  showLegend(legend, tile.legend);
  figure.append(frame, words, legend);
  return figure;
}

function tool(words, label, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words;
  button.setAttribute("aria-label", label);
  button.onclick = act;
  return button;
}

function handleKeys({ tiles, view }, place) {
  const keys = {
    "+": () => view.zoomBy(2),
    "=": () => view.zoomBy(2),
    "-": () => view.zoomBy(0.5),
    0: () => view.reset(),
    ArrowLeft: () => view.moveBy(-0.1, 0),
    ArrowRight: () => view.moveBy(0.1, 0),
    ArrowUp: () => view.moveBy(0, -0.1),
    ArrowDown: () => view.moveBy(0, 0.1),
  };
  tiles.onkeydown = (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
    place();
  };
}

function handleDragging({ tiles, view }, place) {
  let last = null;
  tiles.onpointerdown = (event) => {
    const frame = event.target.closest(".frame");
    if (!frame || view.zoom === 1) return;
    last = { x: event.clientX, y: event.clientY, box: frame.getBoundingClientRect() };
    tiles.setPointerCapture(event.pointerId);
  };
  tiles.onpointermove = (event) => {
    if (!last) return;
    view.moveBy((last.x - event.clientX) / last.box.width, (last.y - event.clientY) / last.box.height);
    Object.assign(last, { x: event.clientX, y: event.clientY });
    place();
  };
  tiles.onpointerup = tiles.onpointercancel = () => (last = null);
  tiles.ondblclick = (event) => {
    const box = event.target.closest(".frame")?.getBoundingClientRect();
    if (!box) return;
    view.moveBy((event.clientX - box.left) / box.width - 0.5, (event.clientY - box.top) / box.height - 0.5);
    view.zoomBy(2);
    place();
  };
}
