// How a class has answered: beside the options, as bars of the numbers, or as a heat map of the cells.
import { make } from "../shared/elements.js";

const MOST_BARS = 6;

// "17 of 24 chose 9 × 9"
export function tallyWords(count, answered, what) {
  return `${count} of ${answered} chose ${what}`;
}

export function tallyOptions(buttons, options, results) {
  buttons.forEach((button, place) => {
    button.querySelector(".tally")?.remove();
    if (!results) return button.style.removeProperty("--share");
    const count = results.counts[place] ?? 0;
    button.style.setProperty("--share", `${(100 * count) / Math.max(results.answered, 1)}%`);
    const words = make("span", "tally", `${count} of ${results.answered}`);
    words.title = tallyWords(count, results.answered, options[place].text);
    button.append(words);
  });
}

export function tallyBars(box, unit, results) {
  if (!results) return box.replaceChildren();
  const most = Object.entries(results.counts).sort(([, one], [, other]) => other - one).slice(0, MOST_BARS);
  box.replaceChildren(...most.map(([typed, count]) => {
    const bar = make("i");
    bar.style.width = `${(100 * count) / Math.max(results.answered, 1)}%`;
    return make("div", "bar", make("span", "", tallyWords(count, results.answered, `${typed} ${unit}`)), bar);
  }));
}

export function tallyCells(cells, results) {
  for (const cell of cells) {
    cell.style.removeProperty("--share");
    cell.classList.toggle("counted", Boolean(results));
    cell.dataset.count = "";
    if (!results) continue;
    const count = results.counts[`${cell.dataset.row},${cell.dataset.col}`] ?? 0;
    cell.style.setProperty("--share", `${(100 * count) / Math.max(results.answered, 1)}%`);
    cell.dataset.count = count || "";
  }
}
