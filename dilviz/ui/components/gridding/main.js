// The figures of the Gridding page: the data names the figure.
import { announce } from "../shared/announcing.js";
import { instanceOf, rootOf } from "../shared/component.js";
import { make } from "../shared/elements.js";
import { showDesigns, showFixes } from "./choices.js";
import { showClasses } from "./classes.js";
import { showField } from "./field.js";
import { showPhotographs } from "./photographs.js";
import { showVerdicts } from "./verdicts.js";

const FIGURES = {
  field: (root, data, state) => showField(root, data.field, state),
  verdicts: (root, data) => (data.verdicts ? showVerdicts(root, data.verdicts) : showWords(root, data)),
  classes: (root, data, state) => showClasses(root, data.classes, state),
  photographs: (root, data) => (data.pictures.length ? showPhotographs(root, data) : showWords(root, data)),
  fixes: (root, data, _state, onUse) => (data.rows.length ? showFixes(root, data.rows, onUse) : showWords(root, data)),
  designs: (root, data, _state, onUse) => showDesigns(root, data.rows, onUse),
};

export default function ({ parentElement, data, setTriggerValue }) {
  FIGURES[data.figure](rootOf(parentElement), data, instanceOf(parentElement), (notation) => {
    announce({ net: notation });
    setTriggerValue("used", notation);
  });
}

function showWords(root, { otherwise }) {
  root.replaceChildren(...(otherwise ? [make("p", "quiet", otherwise)] : []));
}
