// A formula in steps, and the price that the formula leaves out.
import { card, made, scrolled } from "../shared/pieces.js";

export function showDerivation(root, steps) {
  const parts = [["article", "As it is often written", "a sequence of n samples, k taps, d channels"], ["correction", "What has to be corrected", "l is the dilation rate"]];
  root.replaceChildren(made("div", "two", ...parts.map(([by, title, more]) => {
    const rows = steps.filter((step) => step.by === by).map(({ step, formula, value }) =>
      made("tr", "", made("td", "left", step), made("td", "left formula", formula), made("td", "", value)));
    return card(title, more, scrolled(made("table", "steps", made("tbody", "", ...rows))), made("p", "verdict", by === "article" ? "So O(n · k · d²)." : "The rate adds nothing: no weights, no multiply-adds."));
  })));
}

export function showPrice(root, { strided, dilated, ratio, share }) {
  const bar = (name, value, width, role) => {
    const line = made("i", "bar");
    line.style.cssText = `width: ${100 * width}%; background: var(--${role})`;
    return made("div", "price-row", made("span", "", name), made("div", "bars", line), made("strong", "", `${value} G`));
  };
  root.replaceChildren(card("The last layers of VGG-16 on a 512 × 512 image", "multiply-adds of conv5, fc6 and fc7",
    bar("stride 32, as trained", strided, share, "out"),
    bar("stride 8, dilated", dilated, 1, "tap"),
    made("p", "verdict", `${ratio} times the work, with the same weights.`),
    made("p", "quiet", "Where dilation replaces a stride, the layers behind it run at 4 and 16 times as many positions. Nobody calls this a cost of dilation, but it is the one you pay.")));
}
