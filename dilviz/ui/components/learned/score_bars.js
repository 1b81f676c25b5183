// Ten bars for each network: how sure it is of each digit at one pixel.
import { make } from "../shared/elements.js";

export function scoreBars(box, names, shares) {
  if (box.children.length !== names.length) box.replaceChildren(...names.map(barGroup));
  names.forEach((name, index) => fillBars(box.children[index], name, shares[index]));
}

function barGroup() {
  const bars = Array.from({ length: 10 }, (_, digit) => make("li", "", make("b", "", String(digit)), make("i"), make("span")));
  return make("div", "", make("h3"), make("ol", "", ...bars));
}

function fillBars(group, name, shares) {
  group.firstChild.textContent = `${name}: the ten scores of this pixel`;
  [...group.lastChild.children].forEach((bar, digit) => {
    const share = shares ? shares[digit] : 0;
    bar.children[1].style.setProperty("--share", share);
    bar.lastChild.textContent = shares ? `${Math.round(100 * share)} %` : "–";
  });
}
