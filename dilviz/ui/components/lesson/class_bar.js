// The class beside a question: how many have answered, a way to join, and the answers on demand.
import { make, makeButton } from "../shared/elements.js";
import { codeToJoin, followClass, joinClass, keyOf } from "./class_room.js";

export class ClassBar {
  // `card()` is the question in sight; `obey(turn)` does what the teacher's phone asks.
  constructor(data, { card, obey, close }) {
    this.data = data;
    this.card = card;
    this.obey = obey;
    this.code = data.class;
    this.teaching = Boolean(keyOf(this.code));
    this.status = make("span", { className: "class-said", role: "status" });
    this.shown = false;
    this.element = make("section", { className: "class-bar", ariaLabel: "Class" }, ...this.parts(close));
    if (this.teaching) this.stop = followClass(this.code, () => this.question, (results) => this.update(results));
    else joinClass(this.code).then((joined) => this.greet(joined));
  }

  get question() {
    return `${this.data.name} ${this.data.seed}`;
  }

  end() {
    this.stop?.();
  }

  parts(close) {
    const name = make("b", "", `Class ${this.code}`);
    if (!this.teaching) return [name, this.status];
    this.dialog = joinDialog(this.data);
    this.show = makeButton("Show their answers ", () => this.toggle());
    this.show.append(make("kbd", "", "C"));
    return [
      makeButton(`Class ${this.code}: join`, () => this.dialog.showModal()),
      this.status,
      this.show,
      makeButton("Close the class", close, { className: "class-close" }),
      this.dialog,
    ];
  }

  greet(joined) {
    this.status.textContent = joined ? "Your answers are counted, without a name." : "This class is not open. The lesson works without it.";
  }

  update(results) {
    if (!results) {
      this.status.textContent = "This class is closed, or this server keeps none.";
      return;
    }
    this.results = results;
    this.status.textContent = `${results.answered} of ${results.learners} answered`;
    this.dialog.querySelector(".joined").textContent = `${results.learners} in the class`;
    if (this.turn !== undefined && results.turn.number !== this.turn) this.obey(results.turn);
    this.turn = results.turn.number;
    if (this.shown) this.draw();
  }

  toggle() {
    if (!this.teaching) return;
    this.shown = !this.shown;
    this.show.firstChild.textContent = this.shown ? "Hide their answers " : "Show their answers ";
    this.draw();
  }

  draw() {
    this.card()?.tally(this.shown && this.results ? this.results : null);
  }
}

function joinDialog(data) {
  const { class: code, seed, steps } = data;
  const address = new URL(`lesson?class=${code}`, document.baseURI);
  const picture = make("img", { alt: "QR code of this address", src: codeToJoin(code, { seed, steps }) });
  const shut = makeButton("Close", () => dialog.close(), { className: "main" });
  const dialog = make("dialog", "join",
    make("h2", "", `Join class ${code}`),
    picture,
    make("p", "", `${address.host}${address.pathname}?class=${code}${seed === data.defaults.seed ? "" : `&seed=${seed}`}`),
    make("p", "joined", ""),
    shut,
  );
  return dialog;
}
