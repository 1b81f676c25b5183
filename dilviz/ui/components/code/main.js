// One layer in a framework: the border that comes first, the code, its arguments, a whole network.
import { make, within } from "../shared/elements.js";
import { applyTheme } from "../shared/theme.js";
import { makeListing } from "./listing.js";

const SHEETS = new WeakMap(); // root -> its parts, which stay: an open box, the focus, a selection

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  if (!SHEETS.has(root)) SHEETS.set(root, makeSheet(root));
  const sheet = SHEETS.get(root);
  showBorder(sheet, data.border);
  showSpelling(sheet, data);
  showNetwork(sheet, data.network);
}

function makeSheet(root) {
  const border = makeListing("Code of the border");
  const listing = makeListing("Code", { wraps: true });
  const command = makeListing("Command that prints this network");
  const network = makeListing("Code of the network");
  const refused = make("p", "", "refused");
  const [words, warnings, title, rows] = [make("p"), make("div", "", "warnings"), make("p", "", "title"), make("tbody")];
  warnings.setAttribute("aria-live", "polite");
  const first = within("div", [words, border.box], "border");
  const table = within("table", [rows]);
  const folded = within("details", [make("summary", "As a network, for any number of channels"), command.box, refused, network.box]);
  const spelling = within("div", [within("div", [listing.box, warnings]), within("div", [title, table])], "spelling");
  root.replaceChildren(first, spelling, folded);
  return { border, listing, command, network, words, warnings, title, table, rows, first, folded, refused };
}

function showBorder({ first, words, border }, told) {
  first.hidden = !told;
  if (!told) return;
  words.replaceChildren(...withCode(told.words));
  border.show(told.code);
}

function showSpelling({ listing, warnings, title, table, rows }, { framework, code, call, arguments: means, warnings: told }) {
  listing.box.hidden = !code;
  listing.call(`Code for ${framework}`);
  listing.show(code ?? []);
  if (told.join("") !== warnings.textContent) warnings.replaceChildren(...told.map((sentence) => make("p", sentence)));
  title.replaceChildren(...withCode(`What the arguments of \`${call}\` mean`));
  table.setAttribute("aria-label", title.textContent);
  rows.replaceChildren(...means.map(([name, meaning]) => {
    const head = make("th", name);
    head.scope = "row";
    return within("tr", [head, make("td", meaning)]);
  }));
}

function showNetwork({ folded, command, network, refused }, told) {
  folded.hidden = !told;
  network.box.hidden = Boolean(told?.refused);
  refused.hidden = !told?.refused;
  refused.textContent = told?.refused ?? "";
  command.show(told?.command ?? []);
  network.show(told?.code ?? []);
}

// Words within backticks are code.
function withCode(sentence) {
  return sentence.split("`").map((words, i) => (i % 2 ? make("code", words) : document.createTextNode(words)));
}
