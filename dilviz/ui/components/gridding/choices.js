// Networks to choose from: remedies as cards with a small picture, designs as a table.
import { card } from "../shared/cards.js";
import { make, makeButton, scrolled, tableOf } from "../shared/elements.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { grouped, percent } from "../shared/wording.js";
import { paintReadMap } from "./readmap.js";

export function showFixes(root, rows, onUse) {
  const cards = rows.map((row) => {
    const canvas = make("canvas", { className: "mini", role: "img", ariaLabel: row.picture.words });
    const facts = `field ${grouped(row.size)} · ${percent(row.coverage)} read · ${row.weights} weights`;
    const box = card(row.name, "", canvas, make("code", "", row.notation), make("p", "facts-line", facts), make("p", "quiet", row.why));
    if (row.link) box.append(actions(row, onUse));
    return { box, paint: () => paintReadMap(canvas, row.picture, "read", root, 150) };
  });
  const paint = () => cards.forEach((card) => card.paint());
  paint();
  root.replaceChildren(make("div", "fixes", ...cards.map(({ box }) => box)), laidOutSaving("remedies", root, { paint, drawMore: drawMaps(root) }));
}

function drawMaps(root) {
  return (pen, placeOf) => {
    for (const canvas of root.querySelectorAll("canvas")) {
      const { x, y, width, height } = placeOf(canvas);
      pen.image(canvas, x, y, width, height, true);
    }
  };
}

export function showDesigns(root, rows, onUse) {
  const heads = ["", "layers", "field", "weights", "multiply-adds a pixel", "read", "std of effective field", ""];
  const body = rows.map((row, i) =>
    make("tr", "",
      make("td", "", String(i + 1)),
      make("td", "left", make("code", "", row.notation)),
      make("td", "field-size", grouped(row.size)),
      make("td", "", row.weights),
      make("td", "", row.multiply_adds),
      make("td", "", percent(row.coverage)),
      make("td", "", row.spread),
      make("td", "", actions(row, onUse))),
  );
  const table = tableOf(heads, body, { left: ["layers"], className: "designs" });
  const caption = "Cheapest networks first; field and standard deviation in samples";
  root.replaceChildren(scrolled(table), laidOutSaving("designs", root, { caption }));
}

function actions(row, onUse) {
  const use = makeButton("Show above", () => onUse(row.notation), { ariaLabel: `Show ${row.notation} above` });
  const open = make("a", { href: row.link, target: "_self", ariaLabel: `Open ${row.notation} in Stack` }, "Open in Stack");
  return make("span", "actions", use, open);
}
