// The context module in two figures: its layers, and the surgery before it.
import { rootOf } from "../shared/component.js";
import { showLayers } from "./layers.js";
import { showSurgery } from "./surgery.js";

const MODULE_FIGURES = { layers: showLayers, surgery: showSurgery };

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  MODULE_FIGURES[data.figure](root, data);
}
