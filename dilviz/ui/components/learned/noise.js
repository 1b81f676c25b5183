// Pictures of one size side by side, and below each the same small part, magnified.
import { insideGrid } from "../shared/arrow_keys.js";
import { make } from "../shared/elements.js";
import { paletteOf } from "../shared/pen.js";
import { pictureSaving } from "../shared/picture_row.js";
import { followCells } from "../shared/pointed.js";
import { strokeBox } from "../shared/sharp.js";

const PART = 32; // pixels of the part that is magnified
const MAGNIFIED = 8;

export function showNoise(root, data, state) {
  if (state.root !== root || state.views?.length !== data.pictures.length) {
    state.root = root;
    state.views = data.pictures.map(() => pictureView(root, state));
    root.replaceChildren(make("div", "pictures", ...state.views.map((view) => view.element)), pictureSaving("noise taken off", root, () => noiseShown(state)));
  }
  Object.assign(state, { size: [data.rows, data.cols], place: insideGrid(state.place ?? [data.rows >> 1, data.cols >> 1], [data.rows, data.cols]) });
  data.pictures.forEach((picture, index) => fillView(root, state, state.views[index], picture));
}

function noiseShown({ views }) {
  const pictures = views.map(({ whole, title, words }) => ({ layers: [whole], title: title.textContent, note: words.textContent }));
  return { pictures, words: "Noise, and what two networks make of it. The box is magnified on the page." };
}

function pictureView(root, state) {
  const [whole, part, title, words] = [make("canvas", { className: "whole", role: "application" }), make("canvas", "part"), make("strong"), make("span")];
  followCells(whole, () => state.size, () => state.place, (place) => moveLens(root, state, place), { pace: 4 });
  return { whole, part, title, words, element: make("figure", "", whole, make("figcaption", "", title, words), part) };
}

async function fillView(root, state, view, { title, words, image }) {
  view.title.textContent = title;
  view.words.textContent = words;
  view.whole.ariaLabel = `${title}. ${words} Arrow keys move the magnified part.`;
  if (view.address !== image) {
    view.address = image;
    const picture = new Image();
    picture.src = image;
    await picture.decode();
    if (view.address !== image) return;
    view.picture = picture;
  }
  paintView(root, state, view);
}

function moveLens(root, state, place) {
  state.place = place;
  for (const view of state.views) paintView(root, state, view);
}

function paintView(root, { size: [rows, cols], place }, { whole, part, picture }) {
  if (!picture) return;
  const palette = paletteOf(root);
  const [top, left] = place.map((at, axis) => Math.min(Math.max(at - PART / 2, 0), Math.max([rows, cols][axis] - PART, 0)));
  Object.assign(whole, { width: cols, height: rows });
  const context = whole.getContext("2d");
  context.drawImage(picture, 0, 0);
  strokeBox(context, [left, top, PART, PART], [palette.bg, 4], [palette.tap, 2]);
  Object.assign(part, { width: PART * MAGNIFIED, height: PART * MAGNIFIED });
  const close = part.getContext("2d");
  close.imageSmoothingEnabled = false;
  close.drawImage(picture, left, top, PART, PART, 0, 0, part.width, part.height);
}
