// One step: what it says first, its question, and what follows the answer.
import { made } from "../shared/pieces.js";
import { entryOf, writeEntry } from "./journal.js";
import { QuestionCard, outcomeOf } from "./question_card.js";
import { goToFigure, showFigure } from "./stage.js";
import { withTerms } from "./terms.js";

export class StepView {
  constructor(data, onAnswered) {
    this.data = data;
    this.onAnswered = onAnswered;
    const entry = entryOf(data.name, data.seed);
    this.card = new QuestionCard(data.question, entry, (given) => this.answer(given));
    this.after = made("div", "after");
    this.notes = notesBox(data);
    this.element = made("div", "step", prose("ask", data.ask, data.terms), this.card.element, this.after, this.notes);
    if (entry) this.open();
  }

  get done() {
    return Boolean(this.card.entry);
  }

  answer(entry) {
    const { name, seed, question } = this.data;
    writeEntry(name, seed, { ...entry, outcome: outcomeOf(question, entry) });
    this.open();
    this.onAnswered();
  }

  open() {
    const { reveal, remember, link, terms, figure } = this.data;
    const onward = made("a", "", link.words);
    onward.href = link.href;
    const why = explained(reveal, terms, made("p", "onward", "Go on playing: ", onward));
    why.open = !this.projecting;
    const below = made("button", "to-figure", "See it in the figure ↓");
    below.type = "button";
    below.onclick = goToFigure;
    this.after.replaceChildren(remembered(remember, terms), below, why);
    showFigure(figure);
  }

  // On a projector the figure follows the verdict at once; the words are behind one press.
  project(on) {
    this.projecting = on;
    this.toggleWhy(!on);
  }

  toggleWhy(open) {
    const why = this.after.querySelector(".why");
    if (why) why.open = open ?? !why.open;
  }

  toggleNotes() {
    this.notes.hidden = !this.notes.hidden;
    if (!this.notes.hidden) this.notes.scrollIntoView({ block: "nearest" });
  }
}

// The prose is our own, from dilviz/lesson/text: it comes as HTML.
function prose(className, html, terms) {
  const box = made("div", className);
  box.innerHTML = html;
  return withTerms(box, terms);
}

function remembered(html, terms) {
  const box = prose("remember", html, terms);
  box.prepend(made("b", "label", "Remember"));
  return box;
}

function explained(html, terms, onward) {
  return made("details", "why", made("summary", "", "Why"), prose("reveal", html, terms), onward);
}

function notesBox({ notes, question, terms }) {
  const box = made("aside", "notes", made("b", "label", "Speaker notes"), prose("", notes, terms));
  box.append(made("p", "", made("b", "", "Expected: "), question.answer_words));
  box.ariaLabel = "Speaker notes";
  box.hidden = true;
  return box;
}
