// A small field over a cell, in which its number can be typed.
import { make } from "../shared/elements.js";
import { typedNumber } from "../shared/own_weights.js";
import { cornerOf } from "./layout.js";

export function editCell(stage, layout, { grid, row, col }, value, done) {
  stage.querySelector(".editor")?.remove();
  const place = layout[grid];
  const [x, y] = cornerOf(place, row, col);
  const width = Math.max(place.cell, 64);
  const input = make("input", {
    className: "editor",
    type: "text",
    inputMode: "decimal",
    value: String(value),
    ariaLabel: `${grid === "ker" ? "Weight" : "Input"} row ${row}, column ${col}`,
  });
  const left = Math.min(Math.max(x + place.cell / 2 - width / 2, 0), layout.width - width);
  Object.assign(input.style, { left: `${left}px`, top: `${y}px`, width: `${width}px`, height: `${Math.max(place.cell, 30)}px` });
  const close = (take) => {
    input.onblur = null;
    const number = typedNumber(input.value);
    input.remove();
    done(take ? number : undefined);
  };
  input.onblur = () => close(true);
  input.onkeydown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter") close(true);
    if (event.key === "Escape") close(false);
  };
  stage.append(input);
  input.focus();
  input.select();
}
