// The keys of the lesson. They hold everywhere on the page, except where a key has a nearer meaning.

export const KEYS = [
  ["← →", "previous step, next step"],
  ["Page Up, Page Down", "the same in projector mode, for a presenter's remote"],
  ["1 to 9", "choose an answer, or start to type a number"],
  ["Enter", "go to the question, or check the answer"],
  ["arrows, Space", "in a grid: move, mark a cell"],
  ["R", "show the answer"],
  ["W", "open or close the explanation"],
  ["N", "speaker notes and expected answer; on a projector in a window of their own"],
  ["C", "the answers of the class"],
  ["P", "projector mode; Esc leaves it"],
  ["?", "these shortcuts"],
];

const TYPING = "input:not([type=range]), textarea, select, [contenteditable=true]";
const WALKING =
  "input, [role=application], [role=grid], [role=slider], [role=listbox], [role=tablist], [role=region][tabindex], canvas[tabindex]";
const PRESSING = "button, a, summary, input, [role=application], [role=grid]";
const TURNS = { ArrowLeft: "previous", ArrowRight: "next" };
const PAGES = { PageUp: "previous", PageDown: "next" };
const LETTERS = { r: "reveal", w: "why", n: "notes", c: "tally", p: "projector", "?": "help" };

// `act` has previous(), next(), reveal(), why(), notes(), tally(), projector(), escape(), help(), digit(n), enter(), isProjector(), isBusy()
export function listenToKeys(act) {
  const heard = (event) => {
    const meaning = meaningOf(event, act);
    if (!meaning) return;
    event.stopPropagation(); // Streamlit has letters of its own
    if (act[meaning](Number(event.key)) !== "typed") event.preventDefault();
  };
  window.addEventListener("keydown", heard, true);
  return () => window.removeEventListener("keydown", heard, true);
}

function meaningOf(event, act) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || act.isBusy()) return null;
  const within = (selector) => event.composedPath().some((element) => element.matches?.(selector));
  if (within(TYPING)) return null;
  const { key } = event;
  if (TURNS[key]) return within(WALKING) ? null : TURNS[key];
  if (PAGES[key]) return act.isProjector() ? PAGES[key] : null;
  if (key === "Escape") return act.isProjector() ? "escape" : null;
  if (key === "Enter") return within(PRESSING) ? null : "enter";
  if (/^[1-9]$/.test(key)) return "digit";
  return LETTERS[key.toLowerCase()] ?? null;
}
