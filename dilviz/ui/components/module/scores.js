// Three tables, three panels, one axis: scores of one panel may be compared, others may not.
import { make, within } from "../shared/elements.js";

const LOWEST = 60;
const HIGHEST = 78;
const TICKS = [60, 65, 70, 75];

export function showScores(root, { tables }) {
  root.replaceChildren(within("div", tables.map(panel), "panels"));
}

function panel({ title, setting, rows, differences }) {
  const list = within("ul", rows.map(scoreRow), "scores");
  const axis = within("div", TICKS.map((tick) => {
    const mark = make("span", String(tick));
    mark.style.left = share(tick);
    return mark;
  }), "score-axis");
  axis.setAttribute("aria-hidden", "true");
  const notes = within("ul", differences.map((words) => make("li", words)), "differences");
  return within("section", [make("h4", title), make("p", setting, "quiet"), list, axis, notes], "card");
}

function scoreRow({ name, value, kind }) {
  const dot = make("i", "", `dot ${kind}`);
  dot.style.left = share(value);
  const label = make("b", value.toFixed(1));
  label.style.left = share(value);
  const track = within("span", [dot, label], "track");
  return within("li", [make("span", name, "who"), track]);
}

function share(value) {
  return `${(100 * (value - LOWEST)) / (HIGHEST - LOWEST)}%`;
}
