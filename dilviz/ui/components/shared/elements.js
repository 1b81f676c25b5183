// Elements from words: everything that came from a link or a file becomes text, never markup.

export function make(tag, words = "", className = "") {
  const element = document.createElement(tag);
  element.textContent = words;
  if (className) element.className = className;
  return element;
}

export function within(tag, children, className = "") {
  const element = make(tag, "", className);
  element.append(...children);
  return element;
}

export function headerCells(names, left = []) {
  const cells = names.map((name) => {
    const cell = make("th", name, left.includes(name) ? "left" : "");
    cell.scope = "col";
    return cell;
  });
  return within("thead", [within("tr", cells)]);
}
