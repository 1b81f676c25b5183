// The figures of the Learned page: the data names the figure.
import { applyTheme } from "../shared/theme.js";
import { showLabels } from "./labels.js";
import { showNoise } from "./noise.js";

const LEARNED_STATES = new WeakMap();
const LEARNED_FIGURES = { labels: showLabels, noise: showNoise };

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".dilviz");
  const state = LEARNED_STATES.get(parentElement) ?? {};
  LEARNED_STATES.set(parentElement, state);
  applyTheme(root);
  LEARNED_FIGURES[data.figure](root, data, state, setStateValue);
}
