// Layers on one row of numbers, three times: as they are, rewritten, and rewritten with a fix.
import { make } from "../shared/elements.js";
import { numbersGrid, paintGrids } from "./numbers_grid.js";

export function showLine(root, { size, right, rewritten, fixed }) {
  root.replaceChildren(
    make("div", "three",
      column("One by one", right, right, size, "Outside, there are zeros before every layer."),
      column(
        "Rewritten",
        rewritten,
        right,
        size,
        "The dashed slots fill up to a multiple of the rate. After one layer they hold values, and the next layer reads them.",
      ),
      column("Rewritten, slots zeroed after every layer", fixed, right, size, "One multiplication by a mask makes it exact."),
    ),
  );
  paintGrids(root);
}

function column(title, rows, right, size, note) {
  const grids = rows.map((row, layer) => {
    const looks = (_, col) => {
      if (col >= size) return { name: row[col] ? "alive" : "", slot: true };
      return row[col] === right[layer][col] ? { name: layer ? "out" : "in" } : { name: "wrong", corner: "×" };
    };
    const wrong = row.slice(0, size).filter((value, col) => value !== right[layer][col]).length;
    const name = layer === 0 ? "input" : `after layer ${layer}`;
    return numbersGrid(name, [row], looks, `${title}, ${name}: ${row.join(", ")}.${wrong ? ` ${wrong} wrong.` : ""}`);
  });
  return make("section", "", make("h4", "", title), ...grids, make("p", "quiet", note));
}
