// Words of the glossary: in the prose a press opens what they mean, right below; and all in a list.
import { made } from "../shared/pieces.js";

export function withTerms(box, meanings) {
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
  button.meaning = made("p", "meaning", made("b", "", `${button.textContent}: `), meaning);
  button.closest("p, ul").after(button.meaning);
}

export function glossaryList(meanings) {
  const entries = Object.entries(meanings).map(([term, meaning]) => made("div", "", made("dt", "", term), made("dd", "", meaning)));
  return made("details", "glossary", made("summary", "", "All words of the lesson"), made("dl", "", ...entries));
}
