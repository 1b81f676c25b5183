// The figures of one network: the data names the figure, the shared modules draw it.
import { showCone } from "../shared/cone.js";
import { showGrowth } from "../shared/growth.js";
import { showNumbers } from "../shared/numbers.js";
import { showOutline } from "../shared/outline.js";
import { showPaths } from "../shared/path_picture.js";
import { showTable } from "../shared/rftable.js";
import { savingButtons } from "../shared/saving.js";
import { showSquares } from "../shared/squares.js";
import { applyTheme } from "../shared/theme.js";
import { showUnit } from "../shared/unit_picture.js";

const STATES = new WeakMap();

const FIGURES = { overview, cone, paths, unit, height };

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  const state = STATES.get(parentElement) ?? {};
  STATES.set(parentElement, state);
  root.className = `dilviz ${data.figure}`;
  FIGURES[data.figure](root, data, state, setTriggerValue);
}

function overview(root, { report, outline, growth: series }, state) {
  const [numbers, picture, table, pair] = partsOf(root, ["section", "section", "section", "div"]);
  showNumbers(numbers, report);
  picture.className = outline ? "card" : "";
  if (outline) showOutline(picture, outline);
  else picture.replaceChildren();
  pair.className = "two";
  const [squares, curves] = partsOf(pair, ["section", "section"]);
  table.className = "card table-card";
  squares.className = curves.className = "card";
  const inside = bodyOf(squares, "The field after each layer");
  showTable(table, report, state, (id) => showSquares(inside, report.layers, id, report.layers_left_out));
  addSaving(squares, "field after each layer", showSquares(inside, report.layers, null, report.layers_left_out).svg);
  if (series) addSaving(curves, "growth with depth", showGrowth(bodyOf(curves, "Growth with depth"), series, state).svg);
}

function cone(root, { report, axis }, state) {
  const [card] = partsOf(root, ["section"]);
  card.className = "card";
  const drawn = showCone(bodyOf(card, "The cone", "point at any unit: its whole tree lights up, down to the input"), report, state, axis);
  addSaving(card, "cone", drawn.svg);
}

function paths(root, { paths: data }) {
  const [card] = partsOf(root, ["section"]);
  card.className = "card";
  const drawn = showPaths(bodyOf(card, "How strongly each input counts"), data);
  addSaving(card, "effective receptive field", drawn.svg);
}

function unit(root, { unit: data }, _state, tell) {
  const [card] = partsOf(root, ["section"]);
  card.className = "card";
  showUnit(bodyOf(card, "Which unit?", "point at the image to choose another"), data, (place) => tell("chosen", place));
}

// The same elements again when the data changes, so that focus and scrolling stay.
function partsOf(root, tags) {
  root.networkParts ??= tags.map((tag) => root.appendChild(document.createElement(tag)));
  return root.networkParts;
}

function bodyOf(card, title, more = "") {
  if (!card.cardBody) {
    const head = document.createElement("div");
    head.className = "card-head";
    const heading = document.createElement("h3");
    heading.textContent = title;
    const small = document.createElement("small");
    small.textContent = more;
    if (more) heading.append(small);
    head.append(heading);
    card.cardHead = head;
    card.cardBody = document.createElement("div");
    card.replaceChildren(head, card.cardBody);
  }
  return card.cardBody;
}

function addSaving(card, name, svg) {
  card.cardHead.querySelector(".saving")?.remove();
  card.cardHead.append(savingButtons(name, svg));
}

// Tells the page around an embedded view how tall this one is, whenever that changes.
function height(root, _data, state) {
  const page = document.querySelector("[data-testid=stMainBlockContainer]");
  if (state.watcher || !page || window.parent === window) return;
  let waiting;
  state.watcher = new ResizeObserver(() => {
    clearTimeout(waiting); // a rerun is shorter for a moment
    waiting = setTimeout(() => {
      window.parent.postMessage({ type: "dilviz:height", height: Math.ceil(page.scrollHeight) }, "*");
    }, 100);
  });
  state.watcher.observe(page);
}
