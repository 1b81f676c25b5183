// The context module in three figures: its layers, the surgery before it, the scores after it.
import { rootOf } from "../shared/component.js";
import { showLayers } from "./layers.js";
import { showScores } from "./scores.js";
import { showSurgery } from "./surgery.js";

const MODULE_FIGURES = { layers: showLayers, surgery: showSurgery, scores: showScores };

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  MODULE_FIGURES[data.figure](root, data);
}
