// A colour bar: {low, middle, high, colours}, the words at its ends and below its middle.

export function showLegend(box, legend) {
  box.hidden = !legend;
  if (!legend) return;
  const bar = document.createElement("i");
  bar.className = "bar";
  bar.style.background = `linear-gradient(to right, ${legend.colours.join(", ")})`;
  const middle = document.createElement("span");
  middle.className = "middle";
  middle.textContent = legend.middle;
  box.replaceChildren(legend.low, bar, legend.high, middle);
}
