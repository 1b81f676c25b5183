// One layer in a framework: the border that comes first, the code, its arguments, a whole network.
import { instanceOf, rootOf } from "../shared/component.js";
import { make } from "../shared/elements.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { makeListing } from "./listing.js";

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  const sheet = instanceOf(root, () => makeSheet(root)); // its parts stay: an open box, the focus, a selection
  showBorder(sheet, data.border);
  showCall(sheet, data);
  showNetwork(sheet, data.network);
}

function makeSheet(root) {
  const border = makeListing("Code of the border");
  const listing = makeListing("Code", { wraps: true });
  const command = makeListing("Command that prints this network");
  const network = makeListing("Code of the network");
  const refused = make("p", "refused");
  const [words, title, rows] = [make("p"), make("p", "title"), make("tbody")];
  const warnings = make("div", { className: "warnings", ariaLive: "polite" });
  const first = make("div", "border", words, border.box);
  const table = make("table", "", rows);
  const folded = make("details", "", make("summary", "", "As a network, for any number of channels"), command.box, refused, network.box);
  const meaning = make("div", "", title, table);
  meaning.append(laidOutSaving("arguments of the call", meaning));
  const spelling = make("div", "spelling", make("div", "", listing.box, warnings), meaning);
  root.replaceChildren(first, spelling, folded);
  return { border, listing, command, network, words, warnings, title, table, rows, first, folded, refused };
}

function showBorder({ first, words, border }, data) {
  first.hidden = !data;
  if (!data) return;
  words.replaceChildren(...withCode(data.words));
  border.show(data.code);
}

function showCall({ listing, warnings, title, table, rows }, { framework, code, call, arguments: means, warnings: sentences }) {
  listing.box.hidden = !code;
  listing.call(`Code for ${framework}`);
  listing.show(code ?? []);
  if (sentences.join("") !== warnings.textContent) warnings.replaceChildren(...sentences.map((words) => make("p", "", words)));
  title.replaceChildren(...withCode(`What the arguments of \`${call}\` mean`));
  table.setAttribute("aria-label", title.textContent);
  rows.replaceChildren(...means.map(([name, meaning]) =>
    make("tr", "", make("th", { scope: "row" }, name), make("td", "", meaning))));
}

function showNetwork({ folded, command, network, refused }, data) {
  folded.hidden = !data;
  network.box.hidden = Boolean(data?.refused);
  refused.hidden = !data?.refused;
  refused.textContent = data?.refused ?? "";
  command.show(data?.command ?? []);
  network.show(data?.code ?? []);
}

// Words within backticks are code.
function withCode(sentence) {
  return sentence.split("`").map((words, i) => (i % 2 ? make("code", "", words) : words));
}
