// The context module in three figures: its layers, the surgery before it, the scores after it.
import { applyTheme } from "../shared/theme.js";
import { showLayers } from "./layers.js";
import { showScores } from "./scores.js";
import { showSurgery } from "./surgery.js";

const MODULE_FIGURES = { layers: showLayers, surgery: showSurgery, scores: showScores };

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  MODULE_FIGURES[data.figure](root, data);
}
