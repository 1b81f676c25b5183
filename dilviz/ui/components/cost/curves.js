// Cost against receptive field, on a linear or a logarithmic scale.
import { card } from "../shared/cards.js";
import { choiceButtons } from "../shared/choice_buttons.js";
import { make } from "../shared/elements.js";
import { fitWidth } from "../shared/fitted.js";
import { paletteOf, SvgPen } from "../shared/pen.js";
import { savingButtons } from "../shared/saving.js";
import { shortened } from "../shared/wording.js";

const SHAPE = { height: 320, left: 66, right: 130, top: 16, bottom: 40 };
const DASHES = { in: "", mute: "2 4", tap: "", out: "8 4", rf: "4 3" };

export function showCurves(root, { quantities, field }, state) {
  state.quantity ??= "multiply_adds";
  state.scale ??= "log";
  Object.assign(state, { quantities, field });
  if (state.box?.parentNode !== root) build(root, state);
  draw(root, state);
}

function build(root, state) {
  state.picture = make("div", { role: "img" });
  const choose = (name) => (key) => {
    state[name] = key;
    draw(root, state);
  };
  const titles = Object.entries(state.quantities).map(([key, { title }]) => [
    key,
    title.replace("activation memory, ", "memory, ").replace(" (bytes)", ""),
  ]);
  const controls = make("div", "controls",
    choiceButtons("Quantity", titles, state.quantity, choose("quantity")),
    choiceButtons("Scale", [["log", "log"], ["linear", "linear"]], state.scale, choose("scale")));
  state.box = card("Cost against receptive field", "", controls, state.picture);
  state.box
    .querySelector(".card-head")
    .append(savingButtons("cost against receptive field", () => svgOf(root, state, state.picture.clientWidth)));
  root.replaceChildren(state.box);
}

function draw(root, state) {
  fitWidth(state.picture, (width) => {
    state.picture.innerHTML = svgOf(root, state, width); // names are ours, values are numbers
  });
  state.picture.setAttribute("aria-label", curveWords(state.quantities[state.quantity]));
}

function svgOf(root, { quantities, quantity, field, scale }, width) {
  return curveSvg(quantities[quantity], field, paletteOf(root), Math.max(280, width), scale);
}

function curveSvg({ title, series }, field, palette, width, scale) {
  const pen = new SvgPen(width, SHAPE.height, palette.bg);
  const frame = frameAround(series, width, scale);
  drawFrame(pen, frame, palette, title, field);
  const labels = series.map(({ name, role, points }) => {
    const inside = points.filter(([size, value]) => size <= frame.widest && value <= frame.most * 1.001);
    const path = inside.map(([size, value]) => `${frame.x(size).toFixed(1)},${frame.y(value).toFixed(1)}`).join(" ");
    pen.parts.push(
      `<polyline points="${path}" fill="none" stroke="${palette[role]}" stroke-width="2.5" stroke-dasharray="${DASHES[role]}"/>`,
    );
    pen.dots(
      inside.flatMap(([size, value]) => [frame.x(size), frame.y(value)]),
      3,
      palette[role],
    );
    const [size, value] = inside.at(-1) ?? points[0];
    return { name, role, x: frame.x(size) + 8, y: frame.y(value) + 4 };
  });
  labels.sort((a, b) => a.y - b.y);
  labels.forEach((label, i) => {
    if (i) label.y = Math.max(label.y, labels[i - 1].y + 15);
  });
  const low = SHAPE.height - SHAPE.bottom;
  for (let i = labels.length - 1, floor = low; i >= 0; i--, floor -= 15) labels[i].y = Math.min(labels[i].y, floor);
  for (const { name, x, y } of labels) pen.text(Math.min(x, width - SHAPE.right + 8), y, name, { colour: palette.ink, size: 12.5 });
  return String(pen);
}

// A strided or pooled stack may overshoot the field; the picture ends where the others do.
function frameAround(series, width, scale) {
  const widest = series[0].points.at(-1)[0];
  const values = series.flatMap(({ points }) => points.filter(([size]) => size <= widest).map(([, value]) => Math.max(value, 1)));
  const most = Math.max(...values);
  const least = scale === "log" ? Math.min(...values) : 0;
  const inner = [width - SHAPE.left - SHAPE.right, SHAPE.height - SHAPE.top - SHAPE.bottom];
  const share =
    scale === "log"
      ? (value) => (Math.log(Math.max(value, least)) - Math.log(least)) / (Math.log(most) - Math.log(least) || 1)
      : (value) => value / most;
  return {
    widest,
    most,
    least,
    scale,
    width,
    x: (size) => SHAPE.left + (inner[0] * (size - 1)) / (widest - 1),
    y: (value) => SHAPE.top + inner[1] * (1 - share(value)),
  };
}

function drawFrame(pen, frame, palette, title, field) {
  const [left, right, low] = [SHAPE.left, frame.width - SHAPE.right, SHAPE.height - SHAPE.bottom];
  for (const tick of frame.scale === "log" ? decades(frame) : quarters(frame.most)) {
    pen.lines([left, frame.y(tick), right, frame.y(tick)], palette.line, 1);
    pen.text(left - 6, frame.y(tick) + 4, tickText(tick), { colour: palette.mute, size: 12, anchor: "end" });
  }
  const step = Math.max(2, Math.ceil(frame.widest / 8 / 10) * 10);
  for (let size = 0; size <= frame.widest; size += step) {
    if (size) pen.text(frame.x(size), low + 16, String(size), { colour: palette.mute, size: 12, anchor: "middle" });
  }
  if (field <= frame.widest) pen.lines([frame.x(field), SHAPE.top, frame.x(field), low], palette.rf, 1.5, 0.8);
  pen.text(left, SHAPE.height - 6, `${title}, up; receptive field in samples, right`, { colour: palette.mute, size: 12 });
}

function decades({ least, most }) {
  const ticks = [];
  const factor = most / least > 1e5 ? 100 : 10;
  for (let tick = 10 ** Math.ceil(Math.log10(least)); tick <= most; tick *= factor) ticks.push(tick);
  return ticks;
}

function quarters(most) {
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 5, 10].find((m) => m * power * 4 >= most) * power;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

function tickText(value) {
  const [divisor, unit] = [[1e12, " T"], [1e9, " G"], [1e6, " M"], [1e3, " k"]].find(([size]) => value >= size) ?? [1, ""];
  return `${Number((value / divisor).toPrecision(3))}${unit}`;
}

function curveWords({ title, series }) {
  return (
    `${title}. ` +
    series.map(({ name, points }) => `${name}: ${shortened(points.at(-1)[1])} at a field of ${points.at(-1)[0]}`).join("; ") +
    "."
  );
}
