// The link as it changes: by Streamlit's controls, or by a component that knows what it will be.
const CHANGED = "dilviz-link"; // its detail: names and values that the link is about to have
const OVERDUE = 2000; // milliseconds: what is not written by then never will be

const LONGEST_WRITTEN = 16000; // characters: a server that is asked for much more answers nothing

// What was announced is newer than what a run writes that has been overtaken.
const announced = new Map(); // name -> {value, since}

// Whether something was pressed or chosen since the last entry of the history was made.
let pressed = false;

export function linkNow() {
  const query = new URLSearchParams(location.search);
  for (const [name, { value, since }] of announced) {
    if (performance.now() - since > OVERDUE) announced.delete(name);
    else if (value) query.set(name, value);
    else query.delete(name);
  }
  return query;
}

export function onLink(act) {
  const write = { pushState: history.pushState, replaceState: history.replaceState };
  for (const name of ["pushState", "replaceState"]) {
    history[name] = function (...given) {
      if (isOfOtherPage(given[2]) || isTooLong(given[2])) return;
      write[name === "pushState" && makesEntry() ? "pushState" : "replaceState"].apply(this, given);
      for (const [one, { value }] of announced) if (written(one) === value) announced.delete(one);
      act(linkNow());
    };
  }
  for (const name of ["input", "keydown", "pointerdown"]) addEventListener(name, () => (pressed = true), { capture: true });
  addEventListener("popstate", () => {
    pressed = false;
    announced.clear();
    act(linkNow());
  });
  addEventListener(CHANGED, ({ detail }) => {
    for (const [name, value] of Object.entries(detail)) keep(name, String(value ?? ""));
    act(linkNow());
    setTimeout(() => act(linkNow()), OVERDUE + 10); // in case it was not written
  });
}

// One action makes one entry of the history. Streamlit writes the link once for each name that a
// run changes, and when it corrects a link that was opened: Back would stop at each of these.
function makesEntry() {
  const makes = pressed;
  pressed = false;
  return makes;
}

// What is answered for a page that has been left meanwhile does not lead back to it.
function isOfOtherPage(address) {
  return new URL(address ?? "", location.href).pathname !== location.pathname;
}

// Of a text that no address holds, as a whole file that was pasted, the page says what it is.
// Written, it would make a page that cannot be loaded again.
function isTooLong(address) {
  return String(address ?? "").length > LONGEST_WRITTEN;
}

function keep(name, value) {
  if (announced.has(name) || written(name) !== value) announced.set(name, { value, since: performance.now() });
}

function written(name) {
  return new URLSearchParams(location.search).get(name) ?? "";
}
