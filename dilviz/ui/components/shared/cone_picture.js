// Draws the cone with a pen: dim units and connections once, the lit tree on every move.
import { hasUnit } from "./cone_model.js";
import { positionsRead } from "./reading.js";

const MARGIN = { left: 16, right: 16, top: 18, bottom: 40 };
const MOST_DIM_LINES = 6000;

export function coneLayout(model, window, width) {
  const [low, high] = window;
  const gaps = Math.max(model.shown.length - 1, 1);
  const places = new Map(model.shown.map((r, place) => [r, place]));
  const labels = width > 560 ? 96 : 0;
  const step = Math.max(14, Math.min(62, Math.round(360 / gaps)));
  const inner = width - MARGIN.left - MARGIN.right - labels;
  const pitch = inner / Math.max(high - low, 1);
  const height = MARGIN.top + gaps * step + MARGIN.bottom;
  return {
    width,
    height,
    pitch,
    labels,
    low,
    high,
    x: (row, unit) => MARGIN.left + labels + (row.at + unit * row.pace - low) * pitch,
    step,
    y: (r) => MARGIN.top + (gaps - places.get(r)) * step,
    unitAt: (row, x) => Math.round(((x - MARGIN.left - labels) / pitch + low - row.at) / row.pace),
    rowAt: (y) => model.shown[Math.max(0, Math.min(model.shown.length - 1, Math.round(gaps - (y - MARGIN.top) / step)))],
    dot: (row) => Math.max(0.7, Math.min(6, pitch * row.pace * 0.3, step * 0.22)),
  };
}

export function visibleUnits(row, layout) {
  const first = Math.ceil((layout.low - row.at) / row.pace - 1e-9);
  const last = Math.floor((layout.high - row.at) / row.pace + 1e-9);
  const units = [];
  for (let unit = first; unit <= last && units.length < 4000; unit++) if (hasUnit(row, unit)) units.push(unit);
  return units;
}

export function drawDim(pen, model, layout, palette) {
  const seen = new Map(model.shown.map((r) => [r, visibleUnits(model.rows[r], layout)]));
  if (!model.folded) drawDimLines(pen, model, layout, palette, seen);
  for (const [r, units] of seen) {
    const row = model.rows[r];
    const crowded = layout.pitch * row.pace < 4;
    if (!crowded) pen.dots(centresOf(layout, row, r, units), layout.dot(row) * 0.62, palette.line);
    drawRowLabel(pen, model, layout, palette, r);
  }
}

function drawDimLines(pen, model, layout, palette, seen) {
  const segments = [];
  for (let r = 1; r < model.rows.length; r++) {
    const row = model.rows[r];
    const taps = row.reading.runs.reduce((sum, run) => sum + run[2], 0) / row.reading.runs.length;
    if (segments.length / 4 + seen.get(r).length * taps * row.inputs.length > MOST_DIM_LINES) return;
    for (const unit of seen.get(r)) {
      for (const lower of row.inputs) addSegments(segments, model, layout, r, unit, lower, true);
    }
  }
  pen.lines(segments, palette.line, 0.6, 0.8);
}

function addSegments(segments, model, layout, r, unit, lower, onlyVisible) {
  const [row, below] = [model.rows[r], model.rows[lower]];
  for (const position of positionsRead(row.reading, unit)) {
    const x = below.at + position * below.pace;
    if (!hasUnit(below, position) || (onlyVisible && (x < layout.low || x > layout.high))) continue;
    segments.push(layout.x(row, unit), layout.y(r), layout.x(below, position), layout.y(lower));
  }
}

function drawRowLabel(pen, model, layout, palette, r) {
  const { step } = layout;
  if (!layout.labels || (step < 18 && model.shown.indexOf(r) % 2)) return;
  const row = model.rows[r];
  const words = r === 0 ? "input" : row.words || row.label;
  pen.text(4, layout.y(r) + 4, words.length > 15 ? `${words.slice(0, 14)}…` : words, {
    colour: palette.mute,
    size: Math.min(12, step - 2),
  });
}

export function drawLit(pen, model, layout, palette, tree) {
  if (tree.edges) drawLitEdges(pen, model, layout, palette, tree);
  else drawBands(pen, model, layout, palette, tree);
  const top = tree.from[0] || model.rows.length - 1;
  for (const r of model.shown) drawLitRow(pen, model, layout, palette, tree, r, top);
  if (tree.field) drawBracket(pen, model, layout, palette, tree);
}

function drawLitEdges(pen, model, layout, palette, { edges }) {
  const segments = [];
  for (let i = 0; i < edges.length; i += 4) {
    const [upper, unit, lower, position] = [edges[i], edges[i + 1], edges[i + 2], edges[i + 3]];
    segments.push(
      layout.x(model.rows[upper], unit), layout.y(upper),
      layout.x(model.rows[lower], position), layout.y(lower),
    );
  }
  const many = segments.length / 4;
  pen.lines(segments, palette.tap, many > 1500 ? 0.5 : 1.4, many > 4000 ? 0.25 : many > 600 ? 0.5 : 0.75);
}

// Too many lines to draw one by one: the area between the outermost units of neighbouring rows.
function drawBands(pen, model, layout, palette, { lit }) {
  for (const r of model.shown) {
    const row = model.rows[r];
    for (const lower of row.below ?? row.inputs) {
      if (!lit[r].length || !lit[lower].length) continue;
      const below = model.rows[lower];
      pen.polygon(
        [
          layout.x(row, lit[r][0]), layout.y(r),
          layout.x(row, lit[r].at(-1)), layout.y(r),
          layout.x(below, lit[lower].at(-1)), layout.y(lower),
          layout.x(below, lit[lower][0]), layout.y(lower),
        ],
        palette.tap,
        0.18,
      );
    }
  }
}

function drawLitRow(pen, model, layout, palette, { lit, padding, from }, r, top) {
  const row = model.rows[r];
  const radius = layout.dot(row);
  const colour = r === 0 ? palette.in : r === top ? palette.out : palette.tap;
  pen.dots(centresOf(layout, row, r, lit[r]), radius, colour);
  pen.dots(centresOf(layout, row, r, padding[r]), radius * 0.8, palette.mute, true);
  if (r === from[0]) pen.dots(centresOf(layout, row, r, [from[1]]), Math.max(radius + 3, 5), palette.ink, true);
}

function centresOf(layout, row, r, units) {
  return units.flatMap((unit) => [layout.x(row, unit), layout.y(r)]);
}

function drawBracket(pen, model, layout, palette, { field, lit }) {
  const [left, right] = field.map((position) => layout.x(model.rows[0], position));
  const y = layout.y(0) + 14;
  const span = field[1] - field[0] + 1;
  pen.lines([left, y, right, y, left, y - 4, left, y + 4, right, y - 4, right, y + 4], palette.rf, 2.5);
  const read = lit[0].length;
  const words = span === read ? `${span} samples, every one read` : `spans ${span} samples, reads ${read}`;
  const middle = Math.max(layout.labels + 90, Math.min(layout.width - 90, (left + right) / 2));
  pen.text(middle, y + 18, words, { colour: palette.ink, size: 13, anchor: "middle", weight: 600 });
}
