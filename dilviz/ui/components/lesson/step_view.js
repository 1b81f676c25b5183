// One step: what it says first, its question, and what follows the answer.
import { make, makeButton } from "../shared/elements.js";
import { entryOf, writeEntry } from "./journal.js";
import { notesBox } from "./notes.js";
import { outcomeOf, QuestionCard } from "./question_card.js";
import { goToFigure, showFigure } from "./stage.js";
import { prose } from "./terms.js";

const TRIES = 2; // before the answer is shown

export class StepView {
  constructor(data, { onAnswered, onAgain, onFirst }) {
    this.data = data;
    this.onAnswered = onAnswered;
    this.onAgain = onAgain;
    const entry = entryOf(data.name, data.seed);
    this.card = new QuestionCard(data.question, entry, (reply) => this.answer(reply), { tries: TRIES, onFirst });
    this.after = make("div", "after");
    this.notes = notesBox(data);
    this.notes.hidden = true;
    this.element = make("div", "step", prose("ask", data.ask, data.terms), this.card.element, this.after, this.notes);
    if (entry) this.open();
  }

  get done() {
    return Boolean(this.card.entry);
  }

  // Whether the panel needs no figure beside it.
  get alone() {
    const { alone, question, view } = this.data;
    return !this.done && (alone || (view === "projector" && question.kind === "cells"));
  }

  answer(entry) {
    const { name, seed, question } = this.data;
    writeEntry(name, seed, { ...entry, outcome: outcomeOf(question, entry) });
    this.open();
    this.onAnswered();
  }

  open() {
    const { reveal, remember, link, terms, figure, view } = this.data;
    const onward = make("a", { href: link.href }, link.words);
    const why = explained(reveal, terms, make("p", "onward", "Keep exploring: ", onward));
    why.open = view !== "projector"; // there the words are behind one press
    const below = makeButton("See it in the figure ↓", goToFigure, { className: "to-figure" });
    const again = makeButton("Answer again", () => this.onAgain(), { className: "again" });
    this.after.replaceChildren(remembered(remember, terms), below, why, again);
    showFigure(figure);
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

function remembered(html, terms) {
  const box = prose("remember", html, terms);
  box.prepend(make("b", "label", "Remember"));
  return box;
}

function explained(html, terms, onward) {
  return make("details", "why", make("summary", "", "Why"), prose("reveal", html, terms), onward);
}
