// The Save menu of a figure that is laid out, and not drawn.
import { laidOutSvg } from "./laid_out.js";
import { paletteOf } from "./pen.js";
import { savingButtons } from "./saving.js";

// `paint()` draws pictures inside anew: in the colours of the file, then in those of the page again.
export function laidOutSaving(name, root, { paint = () => {}, ...more } = {}) {
  return savingButtons(name, () => {
    paint();
    queueMicrotask(paint);
    return laidOutSvg(root, paletteOf(root), more);
  });
}
