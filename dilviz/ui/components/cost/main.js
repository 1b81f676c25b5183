// The figures of the Cost page: the data names the figure.
import { instanceOf, rootOf } from "../shared/component.js";
import { showCostTable } from "./cost_table.js";
import { showCurves } from "./curves.js";
import { showDerivation, showPrice } from "./formula.js";

const FIGURES = {
  table: (root, data) => showCostTable(root, data),
  curves: (root, data, state) => showCurves(root, data, state),
  derivation: (root, data) => showDerivation(root, data.steps),
  price: (root, data) => showPrice(root, data),
};

export default function ({ parentElement, data }) {
  FIGURES[data.figure](rootOf(parentElement), data, instanceOf(parentElement));
}
