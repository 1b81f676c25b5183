// The figures of the Gridding page: the data names the figure.
import { announce } from "../shared/announcing.js";
import { made } from "../shared/pieces.js";
import { applyTheme } from "../shared/theme.js";
import { showClasses } from "./classes.js";
import { showDesigns, showFixes } from "./choices.js";
import { showField } from "./field.js";
import { showPhotographs } from "./photographs.js";
import { showVerdicts } from "./verdicts.js";

const STATES = new WeakMap();

const FIGURES = {
  field: (root, data, state) => showField(root, data.field, state),
  verdicts: (root, data) => (data.verdicts ? showVerdicts(root, data.verdicts) : showWords(root, data)),
  classes: (root, data, state) => showClasses(root, data.classes, state),
  photographs: (root, data) => (data.pictures.length ? showPhotographs(root, data) : showWords(root, data)),
  fixes: (root, data, _state, tell) => (data.rows.length ? showFixes(root, data.rows, tell) : showWords(root, data)),
  designs: (root, data, _state, tell) => showDesigns(root, data.rows, tell),
};

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".dilviz");
  const state = STATES.get(parentElement) ?? {};
  STATES.set(parentElement, state);
  applyTheme(root);
  FIGURES[data.figure](root, data, state, (notation) => {
    announce({ net: notation });
    setTriggerValue("used", notation);
  });
}

function showWords(root, { otherwise }) {
  root.replaceChildren(...(otherwise ? [made("p", "quiet", otherwise)] : []));
}
