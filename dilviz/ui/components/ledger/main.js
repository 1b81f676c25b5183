// What is stated, and ours beside it: rows that disagree come first and are marked.
import { headerCells, make, within } from "../shared/elements.js";
import { applyTheme } from "../shared/theme.js";

const AT_ONCE = 12; // rows of each table: more than a screen is not waited for

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  if (!root.firstChild) root.append(statusLine(), make("div"));
  const [said, tables] = root.children;
  const parts = [];
  if (data.corrections.length) parts.push(correctionTable(data.corrections));
  if (data.claims.length) parts.push(claimTable(data.claims));
  tables.replaceChildren(...parts);
  said.textContent = data.said;
  said.classList.toggle("nothing", !parts.length);
}

// Screen readers tell of a change in an element that stays.
function statusLine() {
  const said = make("p", "", "said");
  said.setAttribute("role", "status");
  return said;
}

function claimTable(claims) {
  const names = ["", "what", "quantity", "stated", "ours", "source"];
  const rows = failingFirst(claims).map((row) => {
    const subject = make("th", "", "left");
    subject.scope = "row";
    subject.append(row.link ? linkTo(row.link, row.subject) : document.createTextNode(row.subject));
    return within("tr", [
      stateCell(row.agrees),
      subject,
      named("td", "quantity", row.quantity),
      named("td", "stated", long(row.stated)),
      named("td", "ours", long(row.ours)),
      named("td", "source", row.source, "quiet"),
    ], row.agrees ? "" : "failing");
  });
  return table(names, rows, "claims");
}

function correctionTable(corrections) {
  const names = ["", "the article says", "verdict", "what is so", "evidence", "source"];
  const rows = failingFirst(corrections).map((row) => {
    const claim = make("th", `“${row.claim}”`, "left");
    claim.scope = "row";
    const evidence = row.ours === null ? "by its source" : `${row.quantity}: ${row.ours}`;
    return within("tr", [
      row.agrees === null ? make("td", "") : stateCell(row.agrees),
      claim,
      named("td", "verdict", row.verdict, `verdict ${row.verdict}`),
      named("td", "what is so", row.truth),
      named("td", "evidence", evidence),
      named("td", "source", row.source, "quiet"),
    ], row.agrees === false ? "failing" : "");
  });
  return table(names, rows, "corrections");
}

// To lay out two hundred rows takes longer than all the rest: those below follow in the next frame.
function table(names, rows, className) {
  const body = within("tbody", rows.slice(0, AT_ONCE));
  requestAnimationFrame(() => setTimeout(() => body.append(...rows.slice(AT_ONCE))));
  return within("table", [headerCells(names, names), body], className);
}

function failingFirst(rows) {
  return [...rows].sort((one, other) => Number(one.agrees !== false) - Number(other.agrees !== false));
}

function stateCell(agrees) {
  return make("td", agrees ? "✓" : "✗ differs", agrees ? "state good" : "state bad");
}

// On a phone the column's name stands before its cell.
function named(tag, name, content, className = "") {
  const cell = make(tag, typeof content === "string" ? content : "", className);
  if (typeof content !== "string") cell.append(content);
  cell.dataset.name = name;
  return cell;
}

function long(words) {
  if (words.length < 90) return words;
  return within("details", [make("summary", `${words.slice(0, 60)} …`), document.createTextNode(words)]);
}

function linkTo(address, words) {
  const link = make("a", words);
  link.href = address;
  return link;
}
