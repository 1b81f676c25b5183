// Elements from words: everything that came from a link or a file becomes text, never markup.

// `properties` is a class name, or properties by name: {className, role, ariaLabel, ...}.
export function make(tag, properties = "", ...children) {
  const element = document.createElement(tag);
  if (typeof properties !== "string") Object.assign(element, properties);
  else if (properties) element.className = properties;
  element.append(...children);
  return element;
}

export function makeButton(words, act, properties = {}) {
  return make("button", { type: "button", onclick: act, ...properties }, words);
}

// Names in `left` stand at the left of their column; an empty name heads nothing.
export function tableOf(names, rows, { left = [], className = "" } = {}) {
  const heads = names.map((name) => make("th", { scope: "col", className: left.includes(name) ? "left" : "" }, name));
  return make("table", className, make("thead", "", make("tr", "", ...heads)), make("tbody", "", ...rows));
}

// A table that scrolls sideways where it does not fit, also by keys; it then says so.
export function scrolled(table, label = "Table, scrolls sideways where it does not fit") {
  const box = make("div", { className: "table-scroll", tabIndex: 0, role: "region", ariaLabel: label }, table);
  const note = make("small", { className: "sideways", hidden: true }, "More columns at the right: scroll the table sideways.");
  new ResizeObserver(() => {
    note.hidden = box.scrollWidth <= box.clientWidth + 1;
    if (!note.isConnected) box.before(note);
  }).observe(box);
  return box;
}
