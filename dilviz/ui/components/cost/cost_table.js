// Five ways to one receptive field: one row each, bars for the multiply-adds.
import { grouped, shortened } from "../shared/wording.js";
import { card, made, scrolled } from "../shared/pieces.js";

export function showCostTable(root, { rows, field }) {
  const heads = ["", "field", "layers", "output", "weights", "multiply-adds", "", "memory, training", "memory, inference", "time, measured", ""];
  const head = made("tr", "", ...heads.map((words) => made("th", "", words)));
  for (const cell of head.children) cell.scope = "col";
  head.children[0].className = "left";
  const most = Math.max(...rows.map((row) => row.multiply_adds));
  const body = rows.map((row) => tableRow(row, row.multiply_adds / most));
  const table = made("table", "", made("thead", "", head), made("tbody", "", ...body));
  root.replaceChildren(card(`Five ways to see ${grouped(field)} samples`, "the shortest bar is the cheapest", scrolled(table)));
}

function tableRow(row, share) {
  const name = made("th", "left", made("strong", "", row.name), made("small", "", row.rule));
  name.scope = "row";
  const bar = made("i", "bar");
  bar.style.cssText = `width: ${Math.max(1, 100 * share)}%; background: var(--${row.role})`;
  const open = made("a", "", "Stack");
  open.href = `stack?net=${encodeURIComponent(row.notation)}`;
  open.target = "_self";
  open.setAttribute("aria-label", `Open ${row.name} in Stack`);
  const time = made("td", "", made("strong", "", row.time), made("small", "", row.spread));
  return made("tr", "", name,
    ...[grouped(row.size), grouped(row.layers), row.output, row.weights, shortened(row.multiply_adds)].map((words) => made("td", "", words)),
    made("td", "bars", bar),
    made("td", "", row.training), made("td", "", row.inference), time, made("td", "actions", open));
}
