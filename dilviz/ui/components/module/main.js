// The context module in two figures: its layers, and the surgery before it.
import { rootOf } from "../shared/component.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { showLayers } from "./layers.js";
import { showSurgery } from "./surgery.js";

const MODULE_FIGURES = { layers: showLayers, surgery: showSurgery };
const SAVED = { layers: "layers of the module", surgery: "surgery on VGG-16" };

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  const paint = MODULE_FIGURES[data.figure](root, data);
  root.append(laidOutSaving(SAVED[data.figure], root, { paint }));
}
