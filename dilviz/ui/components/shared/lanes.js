// A network whose paths cross: a line a layer, and lanes for the maps that are still needed.
import { make } from "./elements.js";
import { paletteOf, SvgPen } from "./pen.js";

const GRID = { step: 26, lane: 20, edge: 14, letter: 7.2 };
const LONGEST_WORDS = 60;
const MOST_SPOKEN = 40; // rows

// data: {rows: [{name, words, lane, reads: [lanes], through: [lanes]}], width, left_out}. Returns {svg()}.
export function showLanes(box, data) {
  const svg = () => lanesSvg(data, paletteOf(box));
  const picture = make("div", { className: "lanes-picture", tabIndex: 0, role: "img", ariaLabel: lanesWords(data) });
  picture.innerHTML = svg(); // texts are escaped by the pen
  box.replaceChildren(picture);
  if (data.left_out) box.append(make("p", "quiet", `Drawn are the first ${data.rows.length - 1} layers; ${data.left_out} more follow.`));
  return { svg };
}

function lanesSvg({ rows, width }, palette) {
  const x = (lane) => GRID.edge + lane * GRID.lane;
  const y = (row) => GRID.edge + row * GRID.step;
  const labels = rows.map(rowWords);
  const longest = Math.max(...labels.map((words) => words.length));
  const pen = new SvgPen(Math.ceil(x(width) + longest * GRID.letter + GRID.edge), y(rows.length - 1) + GRID.edge, palette.bg);
  rows.forEach(({ lane, reads, through }, row) => {
    for (const other of through) pen.lines([x(other), y(row - 1), x(other), y(row)], palette.mute, 1.5);
    for (const read of reads) pen.parts.push(curve(x(read), y(row - 1), x(lane), y(row), palette.tap));
  });
  rows.forEach(({ lane }, row) => {
    pen.dots([x(lane), y(row)], 5, row === 0 ? palette.in : row === rows.length - 1 ? palette.out : palette.tap);
    pen.text(x(width), y(row) + 4, labels[row], { colour: palette.ink, size: 13 });
  });
  return String(pen);
}

function rowWords({ name, words }) {
  const text = name === words ? words : `${name}: ${words}`;
  return text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS - 1)}…` : text;
}

function curve(x1, y1, x2, y2, colour) {
  const middle = (y1 + y2) / 2;
  return `<path d="M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}" fill="none" stroke="${colour}" stroke-width="2"/>`;
}

function lanesWords({ rows }) {
  const holder = [];
  const sentences = rows.map((row) => {
    const read = row.reads.map((lane) => holder[lane]).join(" and ");
    holder[row.lane] = row.name;
    return read ? `${rowWords(row)} reads ${read}` : rowWords(row);
  });
  return `${sentences.slice(0, MOST_SPOKEN).join(". ")}.`;
}
