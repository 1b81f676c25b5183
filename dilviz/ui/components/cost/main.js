// The figures of the Cost page: the data names the figure.
import { applyTheme } from "../shared/theme.js";
import { showCurves } from "./curves.js";
import { showDerivation, showPrice } from "./formula.js";
import { showCostTable } from "./cost_table.js";

const STATES = new WeakMap();

const FIGURES = {
  table: (root, data) => showCostTable(root, data),
  curves: (root, data, state) => showCurves(root, data, state),
  derivation: (root, data) => showDerivation(root, data.steps),
  price: (root, data) => showPrice(root, data),
};

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".dilviz");
  const state = STATES.get(parentElement) ?? {};
  STATES.set(parentElement, state);
  applyTheme(root);
  FIGURES[data.figure](root, data, state);
}
