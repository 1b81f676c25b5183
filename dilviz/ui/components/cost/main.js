// The figures of the Cost page: the data names the figure.
import { rootOf } from "../shared/component.js";
import { showCostTable } from "./cost_table.js";
import { showDerivation, showPrice } from "./formula.js";

const FIGURES = {
  table: (root, data) => showCostTable(root, data),
  derivation: (root, data) => showDerivation(root, data.steps),
  price: (root, data) => showPrice(root, data),
};

export default function ({ parentElement, data }) {
  FIGURES[data.figure](rootOf(parentElement), data);
}
