// Five ways to one receptive field: one row each, bars for the multiply-adds.
import { card } from "../shared/cards.js";
import { make, makeButton, scrolled, tableOf } from "../shared/elements.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { fileName, saveBlob } from "../shared/saving.js";
import { grouped, shortened } from "../shared/wording.js";

const HEADS = ["", "field", "layers", "output", "weights", "multiply-adds", "",
  "memory, training", "memory, inference", "time, measured", ""];

export function showCostTable(root, { rows, field, csv }) {
  const most = Math.max(...rows.map((row) => row.multiply_adds));
  const table = tableOf(HEADS, rows.map((row) => tableRow(row, row.multiply_adds / most)));
  root.replaceChildren(card(`Five ways to see at least ${grouped(field)} samples`, "the shortest bar is the cheapest", scrolled(table), files(root, csv, field)));
}

function files(root, csv, field) {
  const save = () => saveBlob(new Blob([csv], { type: "text/csv" }), `${fileName(`cost ${field}`)}.csv`);
  return make("div", "saving", laidOutSaving("five ways to a field", root), makeButton("Table as CSV", save));
}

function tableRow(row, share) {
  const name = make("th", { className: "left", scope: "row" }, make("strong", "", row.name), make("small", "", row.rule));
  const bar = make("i", { className: "bar", style: `width: ${Math.max(1, 100 * share)}%; background: var(--${row.role})` });
  const href = `stack?net=${encodeURIComponent(row.notation)}`;
  const open = make("a", { href, target: "_self", ariaLabel: `Open ${row.name} in Stack` }, "Stack");
  const time = make("td", "", make("strong", "", row.time), make("small", "", row.spread));
  const sizes = [grouped(row.size), grouped(row.layers), row.output, row.weights, shortened(row.multiply_adds)];
  return make("tr", "", name,
    ...sizes.map((words) => make("td", "", words)), make("td", "bars", bar),
    make("td", "", row.training), make("td", "", row.inference), time, make("td", "actions", open));
}
