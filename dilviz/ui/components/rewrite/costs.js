// What both spellings of a chain multiply, and the times where they were measured.
import { make, tableOf } from "../shared/elements.js";

export function showCosts(root, { spellings, products, times, conditions }) {
  const rows = spellings.map((name, i) => {
    const head = make("th", { scope: "row" }, name);
    return make("tr", "", head, make("td", "", products[i]), make("td", "", times?.[i] ?? "not measured"));
  });
  root.replaceChildren(tableOf(["spelling", "multiply-adds", "time"], rows), make("p", "quiet", conditions));
}
