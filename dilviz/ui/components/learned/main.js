// The figures of the Learned page: the data names the figure.
import { instanceOf, rootOf } from "../shared/component.js";
import { showLabels } from "./labels.js";
import { showNoise } from "./noise.js";

const LEARNED_FIGURES = { labels: showLabels, noise: showNoise };

export default function ({ parentElement, data, setStateValue }) {
  LEARNED_FIGURES[data.figure](rootOf(parentElement), data, instanceOf(parentElement), setStateValue);
}
