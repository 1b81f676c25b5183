// The figures of one network: the data names the figure, the shared modules draw it.
import { announce } from "../shared/announcing.js";
import { cardHead } from "../shared/cards.js";
import { instanceOf, rootOf } from "../shared/component.js";
import { showCone } from "../shared/cone.js";
import { make } from "../shared/elements.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { showLanes } from "../shared/lanes.js";
import { showNumbers } from "../shared/numbers.js";
import { showOutline } from "../shared/outline.js";
import { showPaths } from "../shared/path_picture.js";
import { showTable } from "../shared/rftable.js";
import { savingButtons } from "../shared/saving.js";
import { showSquares } from "../shared/squares.js";
import { showUnit } from "../shared/unit_picture.js";
import { areaText } from "../shared/wording.js";

const LONGEST_TITLE = 100; // characters
const FIGURES = { overview, squares, cone, paths, unit, height };

export default function ({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement);
  const state = instanceOf(parentElement, () => ({ ...data.view }));
  const switches = Object.keys(data.view ?? {});
  state.onSwitch = () => setTriggerValue("view", Object.fromEntries(switches.map((name) => [name, state[name]])));
  root.className = `dilviz ${data.figure}`;
  FIGURES[data.figure](root, data, state, setTriggerValue);
}

function overview(root, { report, outline }, state) {
  const [numbers, picture, table, squares] = partsOf(root, ["", "card", "card table-card", "card"]);
  showNumbers(numbers, report);
  picture.className = outline ? "card" : "";
  const drawn = outline && (Array.isArray(outline) ? showOutline : showLanes)(bodyOf(picture, "The network"), outline);
  if (drawn) addSaving(picture, "network", drawn.svg);
  else emptied(picture);
  const inside = bodyOf(squares, "The field after each layer");
  const rows = make("div");
  showTable(rows, report, state, (id) => showSquares(inside, report, id));
  table.replaceChildren(rows, laidOutSaving("table of layers", rows, { caption: subjectOf(report) }));
  addSaving(squares, "field after each layer", showSquares(inside, report).svg, paperOf("squares", report));
}

function squares(root, { report }) {
  const [card] = partsOf(root);
  const drawn = showSquares(bodyOf(card, "The field after each layer"), report);
  addSaving(card, "field after each layer", drawn.svg, paperOf("squares", report));
}

function cone(root, { report }, state) {
  const [card] = partsOf(root);
  const drawn = showCone(bodyOf(card, "The cone", "point at any unit: its whole tree lights up, down to the input"), report, state);
  addSaving(card, "cone", drawn.svg, paperOf("cone", report, drawn.pinned));
}

function paths(root, { paths: data }) {
  showPaths(bodyOf(partsOf(root)[0], "How strongly each input counts"), data);
}

function unit(root, { unit: data }, _state, send) {
  const [card] = partsOf(root);
  const drawn = showUnit(bodyOf(card, "Which unit?", "point at the image to choose another"), data, (place) => {
    announce({ unit: place.join(",") });
    send("chosen", place);
  });
  addSaving(card, "field of one unit", drawn.svg);
}

// The same elements again when the data changes, so that focus and scrolling stay.
function partsOf(root, classNames = ["card"]) {
  root.networkParts ??= classNames.map((className) => root.appendChild(make("section", className)));
  return root.networkParts;
}

function bodyOf(card, title, more = "") {
  if (!card.cardBody) {
    card.cardHead = cardHead(title, more);
    card.cardBody = make("div");
    card.replaceChildren(card.cardHead, card.cardBody);
  }
  return card.cardBody;
}

function emptied(card) {
  card.replaceChildren();
  card.cardBody = null;
}

function addSaving(card, name, svg, paper) {
  card.cardHead.querySelector(".saving")?.remove();
  card.cardHead.append(savingButtons(name, svg, paper));
}

// What a file says it is about.
function subjectOf({ name, notation, layers_total: count, input }) {
  const words = name || notation || `A network of ${count} layers`;
  const subject = words.length > LONGEST_TITLE ? `${words.slice(0, LONGEST_TITLE)} …` : words;
  return input ? `${subject}, input ${areaText(input)}` : subject;
}

// The figure of dilviz.plot that shows the same of this network, for a file; crossing paths have no notation.
function paperOf(figure, { notation, input }, more = () => ({})) {
  return () => notation && { figure, query: { net: notation, input: input?.join("x"), ...more() } };
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
