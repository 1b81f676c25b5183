// Networks to choose from: remedies as cards with a small picture, designs as a table.
import { grouped, percent } from "../shared/wording.js";
import { card, made, scrolled } from "../shared/pieces.js";
import { paintReadMap } from "./readmap.js";

export function showFixes(root, rows, tell) {
  const cards = rows.map((row) => {
    const canvas = made("canvas", "mini");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", row.picture.words);
    const facts = `field ${grouped(row.size)} · ${percent(row.coverage)} read · ${row.weights} weights`;
    const box = card(row.name, "", canvas, made("code", "", row.notation), made("p", "facts-line", facts), made("p", "quiet", row.why));
    if (row.link) box.append(actions(row, tell));
    paintReadMap(canvas, row.picture, "read", root, 150);
    return box;
  });
  root.replaceChildren(made("div", "fixes", ...cards));
}

export function showDesigns(root, rows, tell) {
  const heads = ["", "layers", "field", "weights", "multiply-adds a pixel", "read", "std of effective field", ""];
  const head = made("tr", "", ...heads.map((words) => made("th", "", words)));
  for (const cell of head.children) cell.scope = "col";
  head.children[1].className = "left";
  const body = rows.map((row, at) =>
    made("tr", "",
      made("td", "", String(at + 1)),
      made("td", "left", made("code", "", row.notation)),
      made("td", "field-size", grouped(row.size)),
      made("td", "", row.weights),
      made("td", "", row.multiply_adds),
      made("td", "", percent(row.coverage)),
      made("td", "", row.spread),
      made("td", "", actions(row, tell))),
  );
  root.replaceChildren(scrolled(made("table", "designs", made("thead", "", head), made("tbody", "", ...body))));
}

function actions(row, tell) {
  const use = made("button", "", "Show above");
  use.type = "button";
  use.setAttribute("aria-label", `Show ${row.notation} above`);
  use.onclick = () => tell(row.notation);
  const open = made("a", "", "Open in Stack");
  open.href = row.link;
  open.target = "_self";
  open.setAttribute("aria-label", `Open ${row.notation} in Stack`);
  return made("span", "actions", use, open);
}
