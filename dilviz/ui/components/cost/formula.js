// A formula in steps, and the price that the formula leaves out.
import { card } from "../shared/cards.js";
import { make, scrolled } from "../shared/elements.js";

const PARTS = [
  { by: "article", title: "As it is often written", more: "a sequence of n samples, k taps, C channels", verdict: "So O(n · k · C²)." },
  { by: "correction", title: "What has to be corrected", more: "d is the dilation rate",
    verdict: "The rate adds nothing: no weights, no multiply-adds." },
];

export function showDerivation(root, steps) {
  const cards = PARTS.map(({ by, title, more, verdict }) => {
    const rows = steps.filter((step) => step.by === by).map(stepRow);
    return card(title, more, scrolled(make("table", "steps", make("tbody", "", ...rows))), make("p", "verdict", verdict));
  });
  root.replaceChildren(make("div", "two", ...cards));
}

function stepRow({ step, formula, value }) {
  return make("tr", "", make("td", "left", step), make("td", "left formula", formula), make("td", "", value));
}

export function showPrice(root, { strided, dilated, ratio, share }) {
  const bar = (name, value, width, role) => {
    const line = make("i", { className: "bar", style: `width: ${100 * width}%; background: var(--${role})` });
    return make("div", "price-row", make("span", "", name), make("div", "bars", line), make("strong", "", `${value} G`));
  };
  root.replaceChildren(card("The last layers of VGG-16 on a 512 × 512 image", "multiply-adds of conv5, fc6 and fc7",
    bar("stride 32, as trained", strided, share, "out"),
    bar("stride 8, dilated", dilated, 1, "tap"),
    make("p", "verdict", `${ratio} times the work, with the same weights.`),
    make("p", "quiet", "Where dilation replaces a stride, the layers after it run at 4 and 16 times as many positions. "
      + "It is seldom counted as a cost of dilation, but it is the one you pay.")));
}
