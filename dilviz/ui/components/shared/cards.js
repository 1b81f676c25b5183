// Cards: a figure with its heading, a number with its name and a note.
import { make } from "./elements.js";

export function card(title, more, ...children) {
  return make("section", "card", cardHead(title, more), ...children);
}

// `tools` stand beside the heading.
export function cardHead(title, more = "", ...tools) {
  const heading = make("h3", "", title);
  if (more) heading.append(make("small", "", more));
  return make("div", "card-head", heading, ...tools);
}

// cards: [[name, value, note, ...], ...]
export function numberCards(cards) {
  const items = cards.map(([name, value, ...notes]) =>
    make("div", "", make("dt", "", name), make("dd", "value", value), ...notes.map((note) => make("dd", "note", note))));
  return make("dl", "numbers", ...items);
}
