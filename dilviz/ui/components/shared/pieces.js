// Building blocks of the figures: elements with words, cards, buttons that stay pressed.

export function made(tag, className = "", ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

export function card(title, more, ...children) {
  const head = made("div", "card-head");
  const heading = made("h3", "", title);
  if (more) heading.append(made("small", "", more));
  head.append(heading);
  return made("section", "card", head, ...children);
}

// options: [[key, label], ...]
export function choiceButtons(label, options, chosen, choose) {
  const group = made("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  for (const [key, words] of options) {
    const button = made("button", "", words);
    button.type = "button";
    button.setAttribute("aria-pressed", String(key === chosen));
    button.onclick = () => {
      for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
      choose(key);
    };
    group.append(button);
  }
  return group;
}

export function numberCards(cards) {
  const list = made("dl", "numbers");
  for (const [name, value, note] of cards) {
    list.append(made("div", "", made("dt", "", name), made("dd", "value", value), made("dd", "note", note)));
  }
  return list;
}

export function scrolled(table) {
  const box = made("div", "table-scroll", table);
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Table, scrolls sideways where it does not fit");
  return box;
}

export function withMinus(words) {
  return String(words).replace(/-(?=\d)/g, "\u2212");
}

export function bytesIn(base64) {
  const signs = atob(base64);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at++) bytes[at] = signs.charCodeAt(at); // ten times as fast as Uint8Array.from
  return bytes;
}

export function colourParts3(colour) {
  const hex = colour.replace("#", "");
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16));
}

export function blended(from, to, share) {
  return from.map((value, i) => Math.round(value + (to[i] - value) * share));
}
