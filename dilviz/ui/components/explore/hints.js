// What can be touched, in words beside it.
import { RIGHT } from "./layout.js";

export const HINT =
  "Point at any cell to see what it reads or reaches. A click pins it; a click on a weight edits it, a double click on an input edits that.";

const HINTS = { ker: "edit the weights", out: "click to pin" };
const LINE = 18; // px

// Under a grid, where the picture has room there.
export function hintsSvg(layout, palette) {
  if (layout.toOutput !== RIGHT) return ""; // there a line runs, or stands another grid
  return Object.entries(HINTS)
    .filter(([name]) => layout[name].y + layout[name].height + LINE <= layout.height)
    .map(([name, words]) => {
      const { x, y, width, height } = layout[name];
      return `<text x="${x + width / 2}" y="${y + height + LINE - 3}" font-size="13" text-anchor="middle" fill="${palette.mute}">${words}</text>`;
    })
    .join("");
}
