// The Save menu of a figure that is laid out, and not drawn.
import { laidOutSvg } from "./laid_out.js";
import { paletteOf } from "./pen.js";
import { paintedAnew, savingButtons } from "./saving.js";

export function laidOutSaving(name, root, { paint, ...more } = {}) {
  return savingButtons(name, paintedAnew(paint, () => laidOutSvg(root, paletteOf(root), more)));
}
