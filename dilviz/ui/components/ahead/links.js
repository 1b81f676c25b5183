// The link as it changes: by Streamlit's controls, or by a component that knows what it will be.
const CHANGED = "dilviz-link"; // its detail: names and values that the link is about to have
const OVERDUE = 2000; // milliseconds: what is not written by then never will be
const HEARD = 5000; // milliseconds: by then a session has answered

// What was announced is newer than what a run writes that has been overtaken.
const announced = new Map(); // name -> {value, since}

// Written by widgets a moment ago: answers to what was pressed before do not know of it.
const unheard = new Map(); // name -> {values, before: all that it has replaced, since}

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
    history[name] = function (state, title, address) {
      if (isOfOtherPage(address)) return;
      if (name === "replaceState") noteUnheard(queryOf(address));
      else if (isWritten(queryOf((address = withUnheard(address))))) return;
      write[name === "pushState" && makesEntry() ? "pushState" : "replaceState"].call(this, state, title, address);
      for (const [one, { value }] of announced) if (written(one) === value) announced.delete(one);
      act(linkNow());
    };
  }
  for (const name of ["input", "keydown", "pointerdown"]) addEventListener(name, () => (pressed = true), { capture: true });
  addEventListener("popstate", () => {
    pressed = false;
    announced.clear();
    unheard.clear();
    act(linkNow());
  });
  addEventListener(CHANGED, ({ detail }) => {
    for (const [name, value] of Object.entries(detail)) {
      unheard.delete(name);
      keep(name, String(value ?? ""));
    }
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

function noteUnheard(query) {
  for (const name of new Set([...new URLSearchParams(location.search).keys(), ...query.keys()])) {
    const [value, last] = [String(query.getAll(name)), written(name)];
    if (value === last) continue;
    const before = unheard.get(name)?.before ?? new Set();
    unheard.set(name, { values: query.getAll(name), before: before.add(last), since: performance.now() });
  }
}

// A whole link that the session has written, with what it cannot know yet.
function withUnheard(address) {
  const query = queryOf(address);
  for (const [name, { values, before, since }] of unheard) {
    const isOld = before.has(String(query.getAll(name))) && performance.now() - since < HEARD;
    if (!isOld) unheard.delete(name);
    else {
      query.delete(name);
      for (const value of values) query.append(name, value);
    }
  }
  return unheard.size ? `${location.pathname}${query.size ? "?" : ""}${query}` : address;
}

function isWritten(query) {
  const names = new Set([...new URLSearchParams(location.search).keys(), ...query.keys()]);
  return [...names].every((name) => String(query.getAll(name)) === written(name));
}

function queryOf(address) {
  return new URL(address ?? "", location.href).searchParams;
}

function keep(name, value) {
  if (announced.has(name) || written(name) !== value) announced.set(name, { value, since: performance.now() });
}

function written(name) {
  return String(new URLSearchParams(location.search).getAll(name));
}
