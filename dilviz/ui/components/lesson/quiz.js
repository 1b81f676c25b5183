// The closing quiz: one question at a time, then the score and a review of each miss.
import { make, makeButton } from "../shared/elements.js";
import { entryOf, writeEntry } from "./journal.js";
import { outcomeOf, QuestionCard, verdictParts } from "./question_card.js";
import { otherSeed } from "./seeds.js";

export class Quiz {
  constructor(data, go) {
    this.data = data;
    this.go = go;
    this.entries = entryOf(data.name, data.seed)?.entries ?? [];
    this.element = make("div", "quiz");
    this.turnTo(this.entries.length);
  }

  get alone() {
    return true;
  }

  get done() {
    return this.entries.length === this.data.quiz.length;
  }

  turnTo(place) {
    this.place = place;
    if (place === this.data.quiz.length) return this.review();
    const entry = this.entries[place] ?? null;
    this.card = new QuestionCard(this.data.quiz[place].question, entry, (reply) => this.answer(reply));
    const words = place + 1 === this.data.quiz.length ? "See the score →" : "Next question →";
    this.onward = makeButton(words, () => this.next(), { className: "main", hidden: !entry });
    this.heading = make("h2", { tabIndex: -1 }, `Question ${place + 1} of ${this.data.quiz.length}`);
    this.element.replaceChildren(this.heading, this.card.element, this.onward);
  }

  answer(entry) {
    this.entries[this.place] = entry;
    const { name, seed } = this.data;
    writeEntry(name, seed, { entries: this.entries, outcome: this.done ? "shown" : null });
    this.onward.hidden = false;
  }

  // Both say whether they found somewhere to go within the quiz.
  next() {
    if (this.place === this.data.quiz.length) return false;
    if (this.card.entry) this.move(1);
    return true;
  }

  previous() {
    if (!this.place) return false;
    this.move(-1);
    return true;
  }

  move(by) {
    this.turnTo(this.place + by);
    this.heading.focus();
  }

  review() {
    this.card = null;
    const { quiz } = this.data;
    const outcomes = quiz.map(({ question }, i) => outcomeOf(question, this.entries[i]));
    const right = outcomes.filter((outcome) => outcome === "right").length;
    this.heading = make("h2", { className: "score", tabIndex: -1 }, `${right} of ${quiz.length} right`);
    const misses = quiz.flatMap((one, i) => (outcomes[i] === "right" ? [] : [this.missed(one, i)]));
    const list = make("ol", "misses", ...misses);
    const words = misses.length ? "Look at these questions again:" : "Every answer is right.";
    this.element.replaceChildren(this.heading, make("p", "", words), list, this.repeat());
  }

  missed({ question, step, title, href }, i) {
    const onclick = (event) => {
      if (!this.data.stops.some(({ name }) => name === step)) return; // this lesson leaves it out
      event.preventDefault();
      this.go({ step });
    };
    const again = make("a", { href, onclick }, title);
    return make("li", { value: i + 1 },
      make("p", "prompt", question.prompt),
      ...verdictParts(question, this.entries[i]),
      make("p", "", "Step: ", again),
    );
  }

  repeat() {
    return makeButton("Ten new questions", () => this.go({ seed: otherSeed(this.data.seed, this.data.seeds) }));
  }
}
