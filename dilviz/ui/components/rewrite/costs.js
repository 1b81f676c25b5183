// What both spellings of a chain multiply, and the times where they were measured.
import { headerCells, make, within } from "../shared/elements.js";

export function showCosts(root, { spellings, products, times, conditions }) {
  const rows = spellings.map((name, i) => {
    const head = make("th", name);
    head.scope = "row";
    return within("tr", [head, make("td", products[i]), make("td", times?.[i] ?? "not measured")]);
  });
  const table = within("table", [headerCells(["spelling", "multiply-adds", "time"]), within("tbody", rows)]);
  root.replaceChildren(table, make("p", conditions, "quiet"));
}
