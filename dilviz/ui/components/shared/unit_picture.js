// One unit's field over an image of the chosen size: what lies inside, what in the padding.
import { arrowStep, insideGrid } from "./arrow_keys.js";
import { make } from "./elements.js";
import { CanvasPen, paletteOf, SvgPen } from "./pen.js";

const STAGE_TYPE = 24; // the canvas is twice as large as it is shown
const FILE = { width: 920, line: 26 };

// data: {image: data address, input: [rows, cols], field: [[top, bottom], [left, right]],
// reads: {rows: [...], cols: [...]} or null, jump, start, units: [rows, cols], unit, words, alt}
// Returns {svg()}.
export function showUnit(box, data, choose) {
  const parts = box.unitParts ?? (box.unitParts = unitParts(box));
  parts.words.replaceChildren(...data.words.map((words) => make("p", "", words)));
  parts.canvas.setAttribute("aria-label", `${data.alt} ${data.words.join(" ")} Arrow keys choose a neighbouring unit.`);
  parts.canvas.onclick = (event) => choose(unitUnder(parts.canvas, data, event));
  parts.canvas.onkeydown = (event) => {
    const step = arrowStep(event, 1);
    if (step) choose(insideGrid(data.unit.map((place, axis) => place + step[axis]), data.units));
  };
  const draw = () => paintUnit(parts, data, paletteOf(box));
  if (parts.photo.src !== data.image) parts.photo.src = data.image;
  parts.photo.onload = draw;
  if (parts.photo.complete) draw();
  return { svg: () => unitSvg(parts.photo, data, paletteOf(box)) };
}

function unitParts(box) {
  const canvas = make("canvas", { tabIndex: 0, role: "application" });
  const words = make("div", { ariaLive: "polite" });
  box.replaceChildren(make("div", "unit-figure", make("div", "unit-picture", canvas), words));
  return { canvas, words, photo: new Image() };
}

// The picture holds the image and, around it, as much padding as the field reaches.
function sceneOf({ input, field }) {
  const margin = field.map(([first, last], axis) => [Math.max(0, -first), Math.max(0, last - input[axis] + 1)]);
  const room = margin.map(([before, after], axis) => {
    const least = Math.ceil(input[axis] * 0.04);
    return [Math.max(before, least), Math.max(after, least)];
  });
  const size = room.map(([before, after], axis) => before + input[axis] + after);
  const scale = 920 / Math.max(...size);
  return {
    room,
    size,
    scale,
    extent: size.map((samples) => Math.max(1, Math.round(samples * scale))), // height, width
    x: (col) => (col + room[1][0]) * scale,
    y: (row) => (row + room[0][0]) * scale,
  };
}

function paintUnit({ canvas, photo }, data, palette) {
  const scene = sceneOf(data);
  [canvas.height, canvas.width] = scene.extent;
  drawUnit(new CanvasPen(canvas.getContext("2d")), scene, photo, data, palette);
}

// The picture with its sentences below it, for a file.
function unitSvg(photo, data, palette) {
  const scene = sceneOf(data);
  const [height, width] = scene.extent;
  const pen = new SvgPen(Math.max(width, FILE.width), height + FILE.line * (data.words.length + 1), palette.bg);
  drawUnit(pen, scene, photo, data, palette);
  data.words.forEach((words, i) => pen.text(8, height + FILE.line * (i + 1), words, { colour: palette.ink, size: 17 }));
  return String(pen);
}

function drawUnit(pen, scene, photo, data, palette) {
  const [rows, cols] = data.input;
  const [[top, bottom], [left, right]] = data.field;
  const [width, height] = [scene.x(right + 1) - scene.x(left), scene.y(bottom + 1) - scene.y(top)];
  const sharp = photo.naturalWidth === cols;
  drawBand(pen, [0, 0, ...scene.extent.toReversed()], palette.card, 1);
  pen.image(photo, scene.x(0), scene.y(0), cols * scene.scale, rows * scene.scale, sharp);
  shadeOutside(pen, scene, [scene.x(left), scene.y(top), scene.x(right + 1), scene.y(bottom + 1)], palette);
  drawReads(pen, data, scene, palette);
  drawStages(pen, data, scene, palette);
  pen.box(scene.x(left), scene.y(top), width, height, palette.bg, 5);
  pen.box(scene.x(left), scene.y(top), width, height, palette.rf, 3);
  const centre = [scene.x((left + right + 1) / 2), scene.y((top + bottom + 1) / 2)];
  pen.dots(centre, 9, palette.bg);
  pen.dots(centre, 7, palette.out);
}

function drawBand(pen, [left, top, right, bottom], colour, alpha) {
  pen.polygon([left, top, right, top, right, bottom, left, bottom], colour, alpha);
}

function shadeOutside(pen, { extent: [height, width] }, [left, top, right, bottom], palette) {
  for (const band of [[0, 0, width, top], [0, bottom, width, height], [0, top, left, bottom], [right, top, width, bottom]]) {
    drawBand(pen, band, palette.bg, 0.6);
  }
}

// Thin outlines of what is seen after the stages before, each named where there is room.
function drawStages(pen, { stages }, { x, y, scale }, palette) {
  let lowest = -Infinity;
  for (const { name, field: [[top, bottom], [left, right]] } of stages.toReversed()) {
    const [height, width] = [(bottom - top + 1) * scale, (right - left + 1) * scale];
    pen.box(x(left), y(top), width, height, palette.bg, 4);
    pen.box(x(left), y(top), width, height, palette.rf, 2);
    const words = `${name}: ${bottom - top + 1}`;
    if (y(top) - lowest < STAGE_TYPE + 6 || width < words.length * STAGE_TYPE * 0.6) continue;
    lowest = y(top);
    drawBand(pen, [x(left), y(top), x(left) + words.length * STAGE_TYPE * 0.55 + 10, y(top) + STAGE_TYPE + 8], palette.bg, 0.75);
    pen.text(x(left) + 5, y(top) + STAGE_TYPE + 1, words, { colour: palette.ink, size: STAGE_TYPE });
  }
}

// Single samples, where they are few enough to be told apart and have holes between them.
function drawReads(pen, { reads }, { x, y, scale }, palette) {
  if (!reads || reads.rows.length * reads.cols.length > 20000) return;
  const centres = reads.rows.flatMap((row) => reads.cols.flatMap((col) => [x(col + 0.5), y(row + 0.5)]));
  pen.dots(centres, Math.max(0.75, Math.min(scale * 0.3, 4.5)), palette.tap);
}

// The unit whose centre is nearest to the pointer.
function unitUnder(canvas, data, event) {
  const box = canvas.getBoundingClientRect();
  const { room, size } = sceneOf(data);
  const place = [
    ((event.clientY - box.top) / box.height) * size[0] - room[0][0],
    ((event.clientX - box.left) / box.width) * size[1] - room[1][0],
  ];
  const units = place.map((sample, axis) => {
    const [first, last] = data.field[axis];
    const centre = (first + last + 1) / 2;
    return data.unit[axis] + Math.round((sample - centre) / data.jump[axis]);
  });
  return insideGrid(units, data.units);
}
