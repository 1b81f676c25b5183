// Pictures side by side that are zoomed and moved in step, so that one place can be compared.
import { arrowStep } from "../shared/arrow_keys.js";
import { instanceOf, rootOf } from "../shared/component.js";
import { make, makeButton } from "../shared/elements.js";
import { showLegend } from "../shared/legend.js";
import { pictureSaving } from "../shared/picture_row.js";
import { settle, viewport } from "./viewport.js";

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  root.classList.add("strip");
  showTiles(instanceOf(parentElement, () => buildStrip(root)), data);
}

function buildStrip(root) {
  const tiles = make("div", { className: "tiles", tabIndex: 0, role: "group" });
  const strip = { root, tiles, view: viewport(), words: make("span"), turn: 0 };
  const place = () => settle(strip);
  const tools = [
    ["Zoom out", "Zoom out", () => strip.view.zoomBy(0.5)],
    ["Zoom in", "Zoom in", () => strip.view.zoomBy(2)],
    ["Whole pictures", "Show the whole pictures", () => strip.view.reset()],
  ].map(([words, ariaLabel, act]) => makeButton(words, () => act() || place(), { ariaLabel }));
  strip.saving = make("span", "saving");
  root.append(make("div", "tools", ...tools, strip.words, strip.saving), tiles);
  handleKeys(strip, place);
  handleDragging(strip, place);
  return strip;
}

// All tiles change together, after their pictures are decoded.
async function showTiles(strip, data) {
  if (sameTiles(strip.data, data)) return;
  if (strip.data?.label !== data.label) strip.saving.replaceChildren(pictureSaving(lowered(data.label), strip.root, () => shown(strip)));
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

function lowered(words) {
  return words[0].toLowerCase() + words.slice(1);
}

// The page runs after every change of any control; mostly these pictures stay as they are.
function sameTiles(before, now) {
  const sameTile = (tile, other) =>
    ["address", "title", "note"].every((part) => tile[part] === other[part]) && tile.legend?.high === other.legend?.high;
  return before?.tiles.length === now.tiles.length && now.tiles.every((tile, i) => sameTile(tile, before.tiles[i]));
}

function tileFigure(tile, image, pixelated) {
  const style = `aspect-ratio: ${image.naturalWidth} / ${image.naturalHeight}`;
  const frame = make("div", { className: pixelated ? "frame pixelated" : "frame", style }, image);
  const legend = make("div", "legend");
  showLegend(legend, tile.legend);
  return make("figure", "", frame, make("figcaption", "", make("strong", "", tile.title), tile.note), legend);
}

function shown({ tiles, data }) {
  const images = [...tiles.querySelectorAll("img")];
  const pictures = data.tiles.map(({ title, note, legend }, i) => ({ layers: [images[i]], title, note, legend }));
  return { pictures, words: data.label };
}

function handleKeys({ tiles, view }, place) {
  const keys = {
    "+": () => view.zoomBy(2),
    "=": () => view.zoomBy(2),
    "-": () => view.zoomBy(0.5),
    0: () => view.reset(),
  };
  tiles.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const step = arrowStep(event, 1);
    if (step) view.moveBy(0.1 * step[1], 0.1 * step[0]);
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
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
