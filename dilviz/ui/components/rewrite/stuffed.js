// The kernel, the kernel with zeros between its taps, and the one result of both.
import { make } from "../shared/elements.js";
import { counted } from "../shared/wording.js";
import { numbersGrid, paintGrids, verdict } from "./numbers_grid.js";

export function showStuffed(root, { kernel, wide, rate, dilated, plain, equal, products }) {
  const tap = (row, col) => ({ name: row % rate === 0 && col % rate === 0 ? "tap" : "zero" });
  root.replaceChildren(
    make("div", "row",
      numbersGrid(`kernel at rate ${rate}: ${counted(products[0], "product")} an output`, kernel, () => ({ name: "tap" })),
      numbersGrid(`with zeros, at rate 1: ${counted(products[1], "product")} an output`, wide, tap),
      numbersGrid("output of the dilated kernel", dilated, () => ({ name: "out" })),
      numbersGrid("output of the kernel with zeros", plain, () => ({ name: "out" })),
    ),
    verdict(equal, "Equal, number for number.", "They differ."),
  );
  paintGrids(root);
}
