// Where the lesson stands: the step, the time, and a list to jump in.
import { made } from "../shared/pieces.js";
import { entryOf } from "./journal.js";

const SIGNS = { right: "✓", wrong: "✗", shown: "•" };
const SPOKEN = { right: "answered right", wrong: "answered, not right", shown: "answer shown" };

export function progressLine({ place, stops, minutes, minutes_left: left }, jump) {
  const bar = made("progress");
  Object.assign(bar, { max: stops.length, value: place, ariaLabel: "Progress" });
  const words = made("span", "", made("b", "", `Step ${place} of ${stops.length}`), made("span", "rest", ` · about ${minutes} min · ${left} min left`));
  return made("div", "progress", words, bar, jump);
}

export function jumpList({ stops, name, seed }, go) {
  const items = stops.map((stop) => {
    const link = made("a", "", stop.title);
    link.href = stop.href;
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab
      event.preventDefault();
      go({ step: stop.name });
    };
    if (stop.name === name) link.setAttribute("aria-current", "step");
    return made("li", "", link, ` ${stop.minutes} min `, outcomeMark(stop, seed));
  });
  return made("details", "jump", made("summary", "", "All steps"), made("ol", "", ...items));
}

function outcomeMark({ name }, seed) {
  const outcome = entryOf(name, seed)?.outcome;
  const mark = made("span", `mark ${outcome ?? ""}`, SIGNS[outcome] ?? "");
  if (outcome) {
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", SPOKEN[outcome]);
  }
  return mark;
}
