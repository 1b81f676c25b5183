// The figures of the Cost page: the data names the figure.
import { rootOf } from "../shared/component.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { showCostTable } from "./cost_table.js";
import { showDerivation, showPrice } from "./formula.js";

const FIGURES = {
  table: (root, data) => showCostTable(root, data),
  derivation: (root, data) => showDerivation(root, data.steps),
  price: (root, data) => showPrice(root, data),
};

const SAVED = { derivation: "cost formula", price: "price of the resolution" }; // a table has a button more

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  FIGURES[data.figure](root, data);
  const name = SAVED[data.figure];
  if (name) root.append(laidOutSaving(name, root));
}
