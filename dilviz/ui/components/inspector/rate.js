// The dilation rate: a slider that the pictures follow while it is dragged.
import { make } from "../shared/elements.js";

export function rateSlider(onMove, onRelease) {
  const [name, input, shown] = [make("span"), make("input", { type: "range", step: 1 }), make("output")];
  let settled = null; // what the last run of the page was for
  let awaited = null; // what no run has been for yet
  const value = () => Number(input.value);
  input.oninput = () => {
    shown.textContent = value();
    awaited = value() === settled ? null : value();
    onMove();
  };
  input.onchange = onRelease;
  // A run for an older rate does not move it: it stays where it was moved to.
  const settle = ({ label, lowest, highest, rate }) => {
    name.textContent = input.ariaLabel = label;
    Object.assign(input, { min: lowest, max: highest });
    settled = rate;
    if (awaited !== null && awaited !== rate) return;
    awaited = null;
    input.value = shown.textContent = rate;
  };
  return { element: make("label", "rate", name, input, shown), value, settle };
}
