// Where the lesson stands: the step, the time, and a list to jump in.
import { make } from "../shared/elements.js";
import { entryOf } from "./journal.js";

const SIGNS = { right: "✓", wrong: "✗", shown: "•" };
const SPOKEN = { right: "answered right", wrong: "answered, not right", shown: "answer shown" };

export function progressLine({ place, stops, minutes, minutes_left: left }, jump) {
  const bar = make("progress", { max: stops.length, value: place, ariaLabel: "Progress" });
  const words = make("span", "",
    make("b", "", `Step ${place} of ${stops.length}`),
    make("span", "rest", ` · about ${minutes} min · ${left} min left`),
  );
  return make("div", "progress", words, bar, jump);
}

export function jumpList({ stops, name, seed }, go) {
  const items = stops.map((stop) => {
    const onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab
      event.preventDefault();
      go({ step: stop.name });
    };
    const link = make("a", { href: stop.href, onclick, ariaCurrent: stop.name === name ? "step" : null }, stop.title);
    return make("li", "", link, ` ${stop.minutes} min `, outcomeMark(stop, seed));
  });
  return make("details", "jump", make("summary", "", "All steps"), make("ol", "", ...items));
}

function outcomeMark({ name }, seed) {
  const outcome = entryOf(name, seed)?.outcome;
  const spoken = outcome ? { role: "img", ariaLabel: SPOKEN[outcome] } : {};
  return make("span", { className: `mark ${outcome ?? ""}`, ...spoken }, SIGNS[outcome] ?? "");
}
