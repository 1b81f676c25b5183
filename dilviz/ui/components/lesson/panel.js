// The panel of the lesson: one step or the quiz, the walk between them, and the keys.
import { announce } from "../shared/announcing.js";
import { make } from "../shared/elements.js";
import { applyTheme } from "../shared/theme.js";
import { foresee } from "./foresight.js";
import { clearEntries, clearEntry } from "./journal.js";
import { KEYS, listenToKeys } from "./keys.js";
import { linkOf, placeOf, samePlace } from "./place.js";
import { jumpList, progressLine } from "./progress.js";
import { Quiz } from "./quiz.js";
import { seedField } from "./seeds.js";
import { hideFigure, hideFigures, leaveStage, nameStage, standAlone, standAt } from "./stage.js";
import { StepView } from "./step_view.js";
import { glossaryList } from "./terms.js";
import { fitWall } from "./wall.js";

export class LessonPanel {
  constructor(root) {
    this.root = root;
    this.keys = keysDialog();
    this.stopListening = listenToKeys(this);
    this.stopFitting = fitWall();
    this.stopForeseeing = () => {};
  }

  close() {
    this.stopListening();
    this.stopFitting();
    this.stopForeseeing();
    leaveStage();
  }

  // The same place comes again whenever a figure has spoken to Python: what is half answered stays.
  receive(data, tell) {
    this.tell = tell;
    applyTheme(this.root);
    const before = this.data;
    if (!before || !samePlace(placeOf(data), placeOf(before))) this.arrive(data, before);
  }

  arrive(data, before) {
    const here = placeOf(data);
    if (this.asked && samePlace(here, this.asked)) this.asked = null;
    this.data = data;
    this.root.classList.add("lesson");
    this.root.classList.toggle("projector", this.isProjector());
    this.build();
    standAt(data);
    this.stopForeseeing();
    this.stopForeseeing = foresee(data);
    if (before) nameStage(data.title, this.root);
  }

  build() {
    const { data } = this;
    this.view = data.quiz ? new Quiz(data, (asked) => this.go(asked)) : new StepView(data, { onAnswered: () => this.answered(), onAgain: () => this.again() });
    this.walk = walkButtons(data, this);
    this.root.replaceChildren(
      progressLine(
        data,
        jumpList(data, (asked) => this.go(asked)),
      ),
      this.view.element,
      this.walk.element,
      toolButtons(data, this),
      glossaryList(data.terms),
      this.keys,
    );
    this.mark();
  }

  answered() {
    this.mark();
  }

  mark() {
    this.walk.emphasise(this.view.done);
    standAlone(this.view.alone);
  }

  // This step's answer is taken back.
  again() {
    const { name, seed, figure } = this.data;
    clearEntry(name, seed);
    hideFigure(figure);
    this.build();
    this.view.card?.widget.focus();
  }

  clearAnswers() {
    clearEntries();
    hideFigures();
    this.build();
  }

  // Whoever presses twice goes two steps, even before the first has arrived; so all is told anew.
  go(changes) {
    this.asked = { ...this.bound, ...changes };
    announce(linkOf(this.asked, this.data));
    this.tell(this.asked);
  }

  get bound() {
    return this.asked ?? placeOf(this.data);
  }

  previous() {
    if (!this.view.previous?.()) this.walkOn(-1);
  }

  next() {
    if (!this.view.next?.()) this.walkOn(1);
  }

  walkOn(by) {
    const names = this.data.stops.map(({ name }) => name);
    const step = names[names.indexOf(this.bound.step) + by];
    if (step) this.go({ step });
  }

  reveal() {
    this.view.card?.giveUp();
  }

  why() {
    this.view.toggleWhy?.();
  }

  notes() {
    this.view.toggleNotes?.();
  }

  projector() {
    this.go({ view: this.isProjector() ? "usual" : "projector" });
  }

  escape() {
    this.go({ view: "usual" });
  }

  digit(number) {
    return this.view.card?.digit(number);
  }

  enter() {
    this.view.card?.enter();
  }

  isProjector() {
    return this.data.view === "projector";
  }

  isBusy() {
    return this.keys.open;
  }

  help() {
    this.keys.showModal();
  }
}

function walkButtons({ previous, next }, panel) {
  const back = button("", "← ", make("span", "words", "Previous"), () => panel.previous());
  const on = button("", make("span", "words", "Next"), " →", () => panel.next());
  const leave = button("leave", "✕", "", () => panel.escape());
  [back.ariaLabel, on.ariaLabel, leave.ariaLabel] = ["Previous step", "Next step", "Leave projector mode"];
  leave.title = "Leave projector mode (Esc)";
  back.disabled = !previous;
  on.hidden = !next;
  const emphasise = (yes) => on.classList.toggle("main", yes);
  const element = make("nav", { className: "walk", ariaLabel: "Steps" }, back, on, leave);
  return { element, emphasise };
}

function toolButtons({ seed, seeds, handouts }, panel) {
  const project = button("", "Projector ", make("kbd", "", "P"), () => panel.projector());
  const notes = button("", "Speaker notes ", make("kbd", "", "N"), () => panel.notes());
  const clear = button("", "Clear my answers", "", () => panel.clearAnswers());
  const keys = button("", "Keyboard shortcuts ", make("kbd", "", "?"), () => panel.help());
  const sheets = Object.entries(handouts).map(([words, href]) => {
    const link = make("a", "", words);
    Object.assign(link, { href, target: "_blank", rel: "noopener" });
    return link;
  });
  return make("footer", "tools",
    seedField(seed, seeds, (other) => panel.go({ seed: other })),
    project,
    notes,
    clear,
    keys,
    make("span", "sheets", "Handout: ", ...sheets),
  );
}

function button(className, words, more, press) {
  return make("button", { className, type: "button", onclick: press }, words, more);
}

function keysDialog() {
  const rows = KEYS.map(([keys, words]) => make("div", "", make("dt", "", keys), make("dd", "", words)));
  const shut = button("main", "Close", "", () => dialog.close());
  const dialog = make("dialog", "keys", make("h2", "", "Keyboard shortcuts"), make("dl", "", ...rows), shut);
  return dialog;
}
