// One unit's field over an image of the chosen size: what lies inside, what in the padding.
import { paletteOf } from "./pen.js";

// data: {image: data address, input: [rows, cols], field: [[top, bottom], [left, right]],
// reads: {rows: [...], cols: [...]} or null, jump, start, units: [rows, cols], unit, words, alt}
export function showUnit(box, data, choose) {
  const parts = box.unitParts ?? (box.unitParts = unitParts(box));
  parts.words.replaceChildren(...data.words.map(sentenceElement));
  parts.canvas.setAttribute("aria-label", `${data.alt} ${data.words.join(" ")} Arrow keys choose a neighbouring unit.`);
  parts.canvas.onclick = (event) => choose(unitUnder(parts.canvas, data, event));
  parts.canvas.onkeydown = (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    event.preventDefault();
    choose(insideMap(data, data.unit.map((place, axis) => place + step[axis])));
  };
  const draw = () => paintUnit(parts, data, paletteOf(box));
  if (parts.photo.src !== data.image) parts.photo.src = data.image;
  parts.photo.onload = draw;
  if (parts.photo.complete) draw();
}

function unitParts(box) {
  const frame = document.createElement("div");
  frame.className = "unit-figure";
  const picture = document.createElement("div");
  picture.className = "unit-picture";
  const canvas = document.createElement("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  const words = document.createElement("div");
  words.setAttribute("aria-live", "polite");
  picture.append(canvas);
  frame.append(picture, words);
  box.replaceChildren(frame);
  return { canvas, words, photo: new Image() };
}

function sentenceElement(words) {
  const line = document.createElement("p");
  line.textContent = words;
  return line;
}

// The picture holds the image and, around it, as much padding as the field reaches.
function sceneOf({ input, field }) {
  const margin = field.map(([first, last], axis) => [Math.max(0, -first), Math.max(0, last - input[axis] + 1)]);
  const room = margin.map(([before, after], axis) => {
    const least = Math.ceil(input[axis] * 0.04);
    return [Math.max(before, least), Math.max(after, least)];
  });
  const size = room.map(([before, after], axis) => before + input[axis] + after);
  return { room, size, scale: 920 / Math.max(...size) };
}

function paintUnit({ canvas, photo }, data, palette) {
  const { room, size, scale } = sceneOf(data);
  canvas.width = Math.max(1, Math.round(size[1] * scale));
  canvas.height = Math.max(1, Math.round(size[0] * scale));
  const context = canvas.getContext("2d");
  const x = (col) => (col + room[1][0]) * scale;
  const y = (row) => (row + room[0][0]) * scale;
  context.fillStyle = palette.card;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = photo.naturalWidth !== data.input[1]; // single pixels stay sharp
  context.drawImage(photo, x(0), y(0), data.input[1] * scale, data.input[0] * scale);
  const [[top, bottom], [left, right]] = data.field;
  shadeOutside(context, canvas, [x(left), y(top), x(right + 1), y(bottom + 1)], palette);
  drawReads(context, data, x, y, scale, palette);
  context.lineWidth = 5;
  context.strokeStyle = palette.bg;
  context.strokeRect(x(left), y(top), x(right + 1) - x(left), y(bottom + 1) - y(top));
  context.lineWidth = 3;
  context.strokeStyle = palette.rf;
  context.strokeRect(x(left), y(top), x(right + 1) - x(left), y(bottom + 1) - y(top));
  drawCentre(context, x((left + right + 1) / 2), y((top + bottom + 1) / 2), palette);
}

function shadeOutside(context, { width, height }, [left, top, right, bottom], palette) {
  context.save();
  context.globalAlpha = 0.6;
  context.fillStyle = palette.bg;
  context.beginPath();
  context.rect(0, 0, width, height);
  context.rect(left, top, right - left, bottom - top);
  context.fill("evenodd");
  context.restore();
}

// Single samples, where they are few enough to be told apart and have holes between them.
function drawReads(context, { reads }, x, y, scale, palette) {
  if (!reads || reads.rows.length * reads.cols.length > 20000) return;
  const side = Math.max(1.5, Math.min(scale * 0.6, 9));
  context.fillStyle = palette.tap;
  for (const row of reads.rows) {
    for (const col of reads.cols) {
      context.fillRect(x(col + 0.5) - side / 2, y(row + 0.5) - side / 2, side, side);
    }
  }
}

function drawCentre(context, x, y, palette) {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = palette.out;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = palette.bg;
  context.stroke();
}

// The unit whose centre is nearest to the pointer.
function unitUnder(canvas, data, event) {
  const box = canvas.getBoundingClientRect();
  const { room, size } = sceneOf(data);
  const place = [
    ((event.clientY - box.top) / box.height) * size[0] - room[0][0],
    ((event.clientX - box.left) / box.width) * size[1] - room[1][0],
  ];
  const units = place.map((at, axis) => {
    const [first, last] = data.field[axis];
    const centre = (first + last + 1) / 2;
    return data.unit[axis] + Math.round((at - centre) / data.jump[axis]);
  });
  return insideMap(data, units);
}

function insideMap({ units }, places) {
  return places.map((place, axis) => Math.max(0, Math.min(units[axis] - 1, place)));
}
