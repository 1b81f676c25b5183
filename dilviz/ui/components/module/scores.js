// Three tables, three panels, one axis: scores of one panel may be compared, others may not.
import { make } from "../shared/elements.js";

const LOWEST = 60;
const HIGHEST = 78;
const TICKS = [60, 65, 70, 75];

export function showScores(root, { tables }) {
  root.replaceChildren(make("div", "panels", ...tables.map(panel)));
}

function panel({ title, setting, rows, differences }) {
  const list = make("ul", "scores", ...rows.map(scoreRow));
  const axis = make("div", { className: "score-axis", ariaHidden: "true" },
    ...TICKS.map((tick) => make("span", { style: left(tick) }, String(tick))),
  );
  const notes = make("ul", "differences", ...differences.map((words) => make("li", "", words)));
  return make("section", "card", make("h4", "", title), make("p", "quiet", setting), list, axis, notes);
}

function scoreRow({ name, value, kind }) {
  const dot = make("i", { className: `dot ${kind}`, style: left(value) });
  const label = make("b", { style: left(value) }, value.toFixed(1));
  const track = make("span", "track", dot, label);
  return make("li", "", make("span", "who", name), track);
}

// On the axis of the scores, as a style.
function left(value) {
  return `left: ${(100 * (value - LOWEST)) / (HIGHEST - LOWEST)}%`;
}
