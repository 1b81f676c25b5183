// One question from asking to verdict: the answer is judged here, at once.
import { make, makeButton } from "../shared/elements.js";
import { answerWidget } from "./answering.js";
import { judged } from "./judging.js";

export class QuestionCard {
  // `entry` is {given}, {shown: true} or null; `onAnswered(entry)` is called once, `onFirst(reply)`
  // with the first answer. A wrong answer may be followed by others while there are `tries`.
  constructor(question, entry, onAnswered, { tries = 1, onFirst = () => {} } = {}) {
    this.question = question;
    this.onAnswered = onAnswered;
    this.onFirst = onFirst;
    this.tries = tries;
    this.widget = answerWidget(question, (reply) => this.submit(reply));
    this.hint = make("p", { className: "hint", role: "alert" });
    this.reveal = makeButton("Show the answer ", () => this.giveUp());
    this.reveal.append(make("kbd", "", "R"));
    this.verdict = make("div", { className: "verdict", role: "status", tabIndex: -1 });
    this.element = make("section", "question",
      make("p", "prompt", question.prompt),
      this.widget.element,
      this.hint,
      this.reveal,
      this.verdict,
    );
    if (entry) this.close(entry);
  }

  submit(reply) {
    if (this.entry) return;
    const verdict = judged(this.question, reply);
    if (!verdict) {
      this.hint.textContent = this.question.empty;
      return;
    }
    this.tries -= 1;
    this.onFirst(reply);
    this.onFirst = () => {};
    if (verdict.right || !this.tries) this.finish({ given: reply });
    else this.askAgain(reply, verdict.sentence);
  }

  askAgain(reply, sentence) {
    const nextStep = "Try once more, or show the answer.";
    this.hint.replaceChildren(make("b", "", "✗ Not quite. "), `${sentence} `, make("b", "", nextStep));
    this.widget.tried(reply);
    this.hint.scrollIntoView({ block: "nearest" });
  }

  giveUp() {
    if (!this.entry) this.finish({ shown: true });
  }

  finish(entry) {
    this.close(entry);
    this.onAnswered(entry);
    this.verdict.focus({ preventScroll: true });
    this.verdict.scrollIntoView({ block: "nearest" });
  }

  close(entry) {
    this.entry = entry;
    this.hint.textContent = "";
    this.reveal.hidden = true;
    this.element.classList.add("closed");
    this.widget.show(entry.given);
    this.verdict.replaceChildren(...verdictParts(this.question, entry));
    this.verdict.classList.add(outcomeOf(this.question, entry));
  }

  // How a class has answered so far; null takes it away.
  tally(results) {
    this.widget.tally(results);
  }

  digit(number) {
    if (this.entry) return null;
    if (this.widget.choose) this.widget.choose(number - 1);
    if (!this.widget.field) return null;
    this.widget.field.focus();
    return "typed"; // the key goes on into the field
  }

  enter() {
    if (!this.entry) this.widget.focus();
  }
}

// "right", "wrong" or "shown"; null where nothing was answered yet.
export function outcomeOf(question, entry) {
  if (!entry) return null;
  if (entry.shown) return "shown";
  return judged(question, entry.given)?.right ? "right" : "wrong";
}

export function verdictParts(question, entry) {
  const { answer_words: answer, because } = question;
  const outcome = outcomeOf(question, entry);
  if (question.finds_false) return correctionParts(question, entry, outcome);
  if (outcome === "right") return [make("p", "", make("b", "", "✓ Right. "), because)];
  const solution = make("p", "", make("b", "", `The answer: ${answer.replace(/\.$/, "")}. `), because);
  if (outcome === "shown") return [solution];
  return [make("p", "", make("b", "", "✗ Not quite. "), judged(question, entry.given).sentence), solution];
}

// A false sentence is never shown as an answer: it is struck through, and the true one is large.
function correctionParts(question, entry, outcome) {
  const verdict = {
    right: () => [make("p", "", make("b", "", "✓ Right."))],
    wrong: () => [make("p", "", make("b", "", "✗ Not quite. "), judged(question, entry.given).sentence)],
    shown: () => [],
  }[outcome]();
  return [...verdict, struckClaim(question), make("p", "truth", question.because)];
}

export function struckClaim({ answer_words: claim }) {
  return make("p", "claim", "This sentence is wrong: ", make("s", "", claim));
}
