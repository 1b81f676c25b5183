// Equivalences on real numbers: a kernel with zeros, phases, a row of numbers, wrong pixels.
import { rootOf } from "../shared/component.js";
import { laidOutSaving } from "../shared/laid_out_saving.js";
import { showCosts } from "./costs.js";
import { showLine } from "./line.js";
import { drawGrids } from "./numbers_grid.js";
import { showPhases } from "./phases.js";
import { showPixels } from "./pixels.js";
import { showSameWords } from "./same_words.js";
import { showStuffed } from "./stuffed.js";

const REWRITE_FIGURES = { stuffed: showStuffed, phases: showPhases, line: showLine, pixels: showPixels, costs: showCosts, sameWords: showSameWords };
const SAVED = { stuffed: "kernel with zeros", phases: "layer by phases", line: "rewrite of a row", pixels: "pixels of the rewrite", costs: "cost of both spellings", sameWords: "what SAME does" };
const CAPTIONS = { costs: "Layers one by one, and cut apart only once", sameWords: "What SAME does with a dilation rate" }; // of tables

export default function ({ parentElement, data }) {
  const root = rootOf(parentElement);
  REWRITE_FIGURES[data.figure](root, data);
  const drawMore = (pen, placeOf) => drawGrids(root, pen, placeOf);
  root.append(laidOutSaving(SAVED[data.figure], root, { drawMore, caption: CAPTIONS[data.figure] }));
}
