// The outlines of SVG's shapes, as the operators of a PDF.

const PART = /[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/g;
const TAKES = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, A: 7, Z: 0 }; // numbers after a letter
const valueOf = (length) => length.baseVal.value;

const OUTLINES = {
  path: (shape) => shape.getAttribute("d") ?? "",
  polygon: (shape) => `M${shape.getAttribute("points")}Z`,
  polyline: (shape) => `M${shape.getAttribute("points")}`,
  line: ({ x1, y1, x2, y2 }) => `M${[x1, y1, x2, y2].map(valueOf)}`,
  circle: ({ cx, cy, r }) => ellipse(...[cx, cy, r, r].map(valueOf)),
  ellipse: ({ cx, cy, rx, ry }) => ellipse(...[cx, cy, rx, ry].map(valueOf)),
  rect: ({ x, y, width, height, rx }) => rectangle(...[x, y, width, height, rx].map(valueOf)),
};

export function outlineOf(shape) {
  return operators(OUTLINES[shape.localName](shape));
}

function ellipse(cx, cy, rx, ry) {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 1 ${2 * rx} 0a${rx} ${ry} 0 1 1 ${-2 * rx} 0Z`;
}

function rectangle(x, y, width, height, rx) {
  const r = Math.min(rx, width / 2, height / 2);
  if (!r) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const corner = (right, down) => `a${r} ${r} 0 0 1 ${right * r} ${down * r}`;
  return (
    `M${x + r} ${y}h${width - 2 * r}${corner(1, 1)}v${height - 2 * r}${corner(-1, 1)}` +
    `h${2 * r - width}${corner(-1, -1)}v${2 * r - height}${corner(1, -1)}Z`
  );
}

function operators(data) {
  const written = [];
  let [here, start] = [[0, 0], [0, 0]];
  for (const { command, numbers } of commandsOf(data)) {
    const large = command.toUpperCase();
    const from = command === large ? [0, 0] : here;
    const points = pairsOf(large, numbers, from, here);
    written.push(operator(large, here, points, numbers));
    here = points.at(-1) ?? start;
    if (large === "M") start = here;
  }
  return written.join("\n");
}

// One entry for each time that a letter is used; more pairs after a move are lines.
function commandsOf(data) {
  const commands = [];
  let letter;
  for (const [part] of data.matchAll(PART)) {
    if (/^[a-zA-Z]/.test(part)) commands.push({ command: (letter = part), numbers: [] });
    else {
      if (commands.at(-1).numbers.length === TAKES[letter.toUpperCase()]) {
        letter = { M: "L", m: "l" }[letter] ?? letter;
        commands.push({ command: letter, numbers: [] });
      }
      commands.at(-1).numbers.push(Number(part));
    }
  }
  return commands;
}

function pairsOf(command, numbers, [x, y], here) {
  if (command === "H") return [[x + numbers[0], here[1]]];
  if (command === "V") return [[here[0], y + numbers[0]]];
  const coordinates = command === "A" ? numbers.slice(5) : numbers;
  return Array.from({ length: coordinates.length / 2 }, (_, i) => [x + coordinates[2 * i], y + coordinates[2 * i + 1]]);
}

function operator(command, here, points, numbers) {
  if (command === "Z") return "h";
  if (command === "M") return `${written(points)} m`;
  if (command === "C") return `${written(points)} c`;
  if (command === "Q") return `${written(raised(here, ...points))} c`;
  if (command === "A") return arc(here, points[0], numbers);
  return `${written(points)} l`;
}

function written(points) {
  return points.flat().map(decimal).join(" ");
}

export function decimal(number) {
  return String(Math.round(number * 1e4) / 1e4);
}

// A curve with one handle, as one with two.
function raised(start, handle, end) {
  const near = (point) => handle.map((value, i) => point[i] + (2 / 3) * (value - point[i]));
  return [near(start), near(end), end];
}

// SVG 2, appendix B.2.4: the centre of an arc from its ends; every quarter becomes a curve.
function arc(start, end, [rx, ry, tilt, large, sweep]) {
  if (!rx || !ry) return `${written([end])} l`;
  const turned = new DOMMatrix().rotate(tilt).scale(rx, ry); // from the unit circle
  const back = turned.inverse();
  const [a, b] = [start, end].map(([x, y]) => back.transformPoint({ x, y }));
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const half = Math.hypot(dx, dy) / 2;
  const radius = Math.max(1, half); // an ellipse that is too small grows
  const away = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, radius ** 2 - half ** 2));
  const centre = { x: (a.x + b.x) / 2 - (away * dy) / (2 * half || 1), y: (a.y + b.y) / 2 + (away * dx) / (2 * half || 1) };
  const first = Math.atan2(a.y - centre.y, a.x - centre.x);
  const last = Math.atan2(b.y - centre.y, b.x - centre.x);
  const span = sweep ? (last - first + 4 * Math.PI) % (2 * Math.PI) : -((first - last + 4 * Math.PI) % (2 * Math.PI));
  const count = Math.ceil(Math.abs(span) / (Math.PI / 2) - 1e-6);
  const step = span / count;
  const place = (x, y) => {
    const point = turned.transformPoint({ x: centre.x + radius * x, y: centre.y + radius * y });
    return [point.x, point.y];
  };
  const reach = (4 / 3) * Math.tan(step / 4);
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [first + i * step, first + (i + 1) * step];
    const [[c0, s0], [c1, s1]] = [from, to].map((angle) => [Math.cos(angle), Math.sin(angle)]);
    return `${written([place(c0 - reach * s0, s0 + reach * c0), place(c1 + reach * s1, s1 - reach * c1), place(c1, s1)])} c`;
  }).join("\n");
}
