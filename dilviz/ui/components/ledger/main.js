// What is stated, and ours beside it: rows that disagree come first and are marked.
import { rootOf } from "../shared/component.js";
import { make, makeButton, tableOf } from "../shared/elements.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";

const AT_ONCE = 12; // rows of each table: more than a screen is not waited for

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  // Screen readers tell of a change in an element that stays.
  if (!root.firstChild) root.append(saving(root), make("p", { className: "said", role: "status" }), make("div"));
  const [menu, said, tables] = root.children;
  const parts = [];
  if (data.claims.length) parts.push(...section("Published numbers", data.claims, claimTable));
  if (data.corrections.length) parts.push(...section("Claims of one article", data.corrections, correctionTable));
  tables.replaceChildren(...parts);
  said.textContent = data.said;
  said.classList.toggle("nothing", !parts.length);
  menu.hidden = !parts.length;
}

function saving(root) {
  return make("div", "menu", laidOutSaving("numbers and claims", root, { caption: "What is stated, and what dilviz computes" }));
}

// A long table has a heading, and ways past its links for who walks them by the Tab key.
function section(words, list, tableOf) {
  if (list.length <= AT_ONCE) return [tableOf(list)];
  const past = makeButton(`Skip these ${list.length} rows`, () => back.focus(), { className: "skip" });
  const back = makeButton(`End of these ${list.length} rows: back to their start`, () => past.focus(), { className: "skip" });
  return [make("h2", "", words), past, tableOf(list), back];
}

function claimTable(claims) {
  const names = ["", "what", "quantity", "stated", "ours", "source"];
  const rows = failingFirst(claims).map((row) => {
    const subject = row.link ? make("a", { href: row.link }, row.subject) : row.subject;
    return make("tr", row.agrees ? "" : "failing",
      stateCell(row.agrees),
      make("th", { className: "left", scope: "row" }, subject),
      namedCell("quantity", row.quantity),
      namedCell("stated", long(row.stated)),
      namedCell("ours", long(row.ours)),
      namedCell("source", linked(row.source), "quiet"),
    );
  });
  return table(names, rows, "claims");
}

function correctionTable(corrections) {
  const names = ["", "claim, in our words", "verdict", "what is so", "evidence", "source"];
  const rows = failingFirst(corrections).map((row) => {
    const evidence = row.ours === null ? "by its source" : `${row.quantity}: ${row.ours}`;
    return make("tr", row.agrees === false ? "failing" : "",
      row.agrees === false ? stateCell(false) : make("td"),
      make("th", { className: "left", scope: "row" }, row.claim),
      namedCell("verdict", row.verdict, `verdict ${row.verdict}`),
      namedCell("what is so", row.truth),
      namedCell("evidence", evidence),
      namedCell("source", linked(row.source), "quiet"),
    );
  });
  return table(names, rows, "corrections");
}

// To lay out two hundred rows takes longer than all the rest: those below follow in the next frame.
function table(names, rows, className) {
  const made = tableOf(names, rows.slice(0, AT_ONCE), { left: names, className });
  requestAnimationFrame(() => setTimeout(() => made.tBodies[0].append(...rows.slice(AT_ONCE))));
  return made;
}

// The texts of a source, those with an address as links.
function linked(parts) {
  const nodes = parts.map(([text, address]) =>
    address ? make("a", { href: address, rel: "noopener" }, text) : text);
  return make("span", "", ...nodes);
}

function failingFirst(rows) {
  return [...rows].sort((a, b) => Number(a.agrees !== false) - Number(b.agrees !== false));
}

function stateCell(agrees) {
  return make("td", agrees ? "state good" : "state bad", agrees ? "✓" : "✗ differs");
}

// On a phone the column's name stands before its cell.
function namedCell(name, content, className = "") {
  const cell = make("td", className, content);
  cell.dataset.name = name;
  return cell;
}

function long(words) {
  if (words.length < 90) return words;
  return make("details", "", make("summary", "", `${words.slice(0, 60)} …`), words);
}
