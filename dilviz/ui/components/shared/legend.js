// A colour bar: {low, middle, high, colours}, the words at its ends and below its middle.
import { make } from "./elements.js";

export function showLegend(box, legend) {
  box.hidden = !legend;
  if (!legend) return;
  const style = `background: linear-gradient(to right, ${legend.colours.join(", ")})`;
  const bar = make("i", { className: "bar", style });
  box.replaceChildren(legend.low, bar, legend.high, make("span", "middle", legend.middle ?? ""));
}
