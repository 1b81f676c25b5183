// Words of the glossary: in the prose a press opens what they mean, right below; and all in a list.
import { make } from "../shared/elements.js";

// The prose is our own, from dilviz/lesson/text: it comes as HTML.
export function prose(className, html, meanings) {
  const box = make("div", className);
  box.innerHTML = html;
  return withTerms(box, meanings);
}

function withTerms(box, meanings) {
  for (const button of box.querySelectorAll("button.term")) {
    const meaning = meanings[button.dataset.term];
    button.setAttribute("aria-expanded", "false");
    button.onclick = () => toggleMeaning(button, meaning);
  }
  return box;
}

function toggleMeaning(button, meaning) {
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  if (open) return button.meaning.remove();
  button.meaning = make("p", "meaning", make("b", "", `${button.textContent}: `), meaning);
  button.closest("p, ul").after(button.meaning);
}

export function glossaryList(meanings) {
  const entries = Object.entries(meanings).map(([term, meaning]) => make("div", "", make("dt", "", term), make("dd", "", meaning)));
  return make("details", "glossary", make("summary", "", "Glossary"), make("dl", "", ...entries));
}
