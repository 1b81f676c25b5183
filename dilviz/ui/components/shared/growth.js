// How the receptive field grows with depth: this stack, a plain one, a doubling one.
import { make } from "./elements.js";
import { fitWidth } from "./fitted.js";
import { paletteOf, SvgPen } from "./pen.js";
import { grouped } from "./wording.js";

const SHAPE = { height: 260, left: 52, right: 106, top: 28, bottom: 36 };

// data: {series: [{name, role, points: [[depth, field], ...]}]}; state keeps {scale}
// ("linear" or "log"), state.onSwitch is called when it changes.
export function showGrowth(box, data, state) {
  const picture = make("div", { role: "img", ariaLabel: growthWords(data) });
  const button = make("button", { type: "button", className: "toggle" }, "log scale");
  const logarithmic = () => state.scale === "log";
  const svg = (width = box.clientWidth) => growthSvg(data, paletteOf(box), Math.max(280, width), logarithmic());
  const draw = (width) => {
    button.setAttribute("aria-pressed", String(logarithmic()));
    picture.innerHTML = svg(width); // series names are ours, values are numbers
  };
  button.onclick = () => {
    state.scale = logarithmic() ? "linear" : "log";
    draw();
    state.onSwitch?.();
  };
  box.replaceChildren(picture, button);
  fitWidth(box, draw);
  return { svg: () => svg() };
}

function growthSvg({ series }, palette, width, logarithmic) {
  const pen = new SvgPen(width, SHAPE.height, palette.bg);
  const frame = frameOf(series, width, logarithmic);
  drawAxes(pen, frame, palette);
  const labels = [];
  for (const { name, role, dash, points } of series) {
    const inside = points.filter(([depth, field]) => depth <= frame.deepest && field <= frame.most);
    if (!inside.length) continue;
    const path = inside.map(([depth, field]) => `${frame.x(depth).toFixed(1)},${frame.y(field).toFixed(1)}`).join(" ");
    pen.parts.push(
      `<polyline points="${path}" fill="none" stroke="${palette[role]}" ` +
        `stroke-width="${role === "rf" ? 3 : 1.6}" stroke-dasharray="${dash ?? ""}"/>`,
    );
    if (role === "rf")
      pen.dots(
        inside.slice(0, 400).flatMap(([depth, field]) => [frame.x(depth), frame.y(field)]),
        3.5,
        palette.rf,
      );
    const [depth, field] = inside.at(-1);
    const early = depth < frame.deepest * 0.98; // it leaves through the top: its name stands to the left
    labels.push({ name, x: frame.x(depth) + (early ? -8 : 8), y: frame.y(field) + 4, role, early });
  }
  drawLabels(pen, labels, palette);
  return String(pen);
}

// The axes hold this stack and the plain one; a doubling stack may leave through the top.
function frameOf(series, width, logarithmic) {
  const deepest = Math.max(...series[0].points.map(([depth]) => depth), 1);
  const kept = logarithmic ? series : series.slice(0, 2);
  const most = Math.max(...kept.flatMap(({ points }) => points.map(([, field]) => field)), 2) * 1.02;
  const inner = [width - SHAPE.left - SHAPE.right, SHAPE.height - SHAPE.top - SHAPE.bottom];
  const share = logarithmic ? (field) => Math.log(Math.max(field, 1)) / Math.log(most) : (field) => field / most;
  return {
    deepest,
    most,
    width,
    logarithmic,
    x: (depth) => SHAPE.left + (inner[0] * depth) / deepest,
    y: (field) => SHAPE.top + inner[1] * (1 - share(field)),
  };
}

function drawAxes(pen, frame, palette) {
  const [left, right, bottom] = [frame.x(0), frame.x(frame.deepest), SHAPE.height - SHAPE.bottom];
  for (const tick of ticksTo(frame.most, frame.logarithmic)) {
    pen.lines([left, frame.y(tick), right, frame.y(tick)], palette.line, 1);
    pen.text(left - 6, frame.y(tick) + 4, grouped(tick), { colour: palette.mute, size: 12, anchor: "end" });
  }
  const step = Math.max(1, Math.ceil(frame.deepest / 8));
  for (let depth = 0; depth <= frame.deepest; depth += step) {
    pen.text(frame.x(depth), bottom + 16, String(depth), { colour: palette.mute, size: 12, anchor: "middle" });
  }
  pen.text((left + right) / 2, SHAPE.height - 4, "depth (layers)", { colour: palette.mute, size: 12, anchor: "middle" });
  pen.text(8, 14, "receptive field (input samples)", { colour: palette.mute, size: 12 });
}

export function ticksTo(most, logarithmic) {
  const ticks = [];
  if (logarithmic) {
    const factor = most > 1e4 ? 10 : 4;
    for (let tick = 1; tick <= most; tick *= factor) ticks.push(tick);
    return ticks;
  }
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].find((m) => m * power >= rough) * power);
  for (let tick = 0; tick <= most; tick += step) ticks.push(tick);
  return ticks;
}

// Names at the ends of their lines, pushed apart where they would overlap.
function drawLabels(pen, labels, palette) {
  labels.sort((a, b) => a.y - b.y);
  labels.forEach((label, i) => {
    const above = labels.slice(0, i).findLast((other) => other.early === label.early);
    if (above) label.y = Math.max(label.y, above.y + 15);
    const anchor = label.early ? "end" : "start";
    pen.text(label.x, label.y, label.name, { colour: palette.ink, size: 12.5, anchor, weight: label.role === "rf" ? 700 : 400 });
  });
}

function growthWords({ series }) {
  return series.map(({ name, points }) => `${name}: ${points.at(-1)[1]} samples after ${points.at(-1)[0]} layers`).join("; ") + ".";
}
