// The panel of the lesson: one step or the quiz, the walk between them, and the keys.
import { announce } from "../shared/announcing.js";
import { whenHeardAgain } from "../shared/connected.js";
import { make } from "../shared/elements.js";
import { applyTheme } from "../shared/theme.js";
import { ClassBar } from "./class_bar.js";
import { answerInClass, closeClass, newCode, openClass, steerWall } from "./class_room.js";
import { foresee } from "./foresight.js";
import { clearEntries, clearEntry } from "./journal.js";
import { KEYS, listenToKeys } from "./keys.js";
import { linkOf, placeOf, queryOf, samePlace } from "./place.js";
import { PresenterView } from "./presenter_view.js";
import { jumpList, progressLine } from "./progress.js";
import { Quiz } from "./quiz.js";
import { seedField } from "./seeds.js";
import { hideFigure, hideFigures, leaveStage, nameStage, standAlone, standAt } from "./stage.js";
import { StepView } from "./step_view.js";
import { glossaryList } from "./terms.js";
import { fitWall } from "./wall.js";
import { windowChannel } from "./window_channel.js";

const OBEYED = ["reveal", "why", "tally"]; // what another window or a phone may ask of the wall

export class LessonPanel {
  constructor(root) {
    this.root = root;
    this.keys = keysDialog();
    this.stopListening = listenToKeys(this);
    this.stopFitting = fitWall();
    this.stopForeseeing = () => {};
    this.windows = windowChannel((message) => this.hear(message));
    this.stopHearing = whenHeardAgain(() => {
      if (this.awaited) this.send(this.awaited);
      return this.awaited;
    });
  }

  close() {
    this.stopListening();
    this.stopFitting();
    this.stopForeseeing();
    this.windows.close();
    this.stopHearing();
    this.class?.end();
    this.view?.end?.();
    leaveStage();
  }

  // The same place comes again whenever a figure has spoken to Python: what is half answered stays.
  receive(data, send) {
    this.send = send;
    applyTheme(this.root);
    const before = this.data;
    if (!before || !samePlace(placeOf(data), placeOf(before))) this.arrive(data, before);
  }

  arrive(data, before) {
    const here = placeOf(data);
    if (this.awaited && samePlace(here, this.awaited)) this.awaited = null;
    this.data = data;
    this.root.classList.add("lesson");
    this.root.classList.toggle("projector", this.isProjector());
    this.build();
    standAt(data);
    this.stopForeseeing();
    this.stopForeseeing = foresee(data);
    if (before) nameStage(data.title, this.root);
    if (this.isProjector()) this.windows.say({ place: here });
  }

  // From the presenter's window, or from the wall to it.
  hear({ place, turn }) {
    if (turn && this.isProjector()) this.obey(turn);
    if (!place || !this.isPresenter()) return;
    const there = { ...place, view: "presenter" };
    if (!samePlace(there, this.bound)) this.go(there);
  }

  obey({ act, step }) {
    if (this.bound.step !== step) this.go({ step });
    else if (OBEYED.includes(act)) this[act]();
  }

  steer(act, step = this.bound.step) {
    this.windows.say({ turn: { act, step } });
    if (this.data.class) steerWall(this.data.class, { act, step });
  }

  build() {
    const { data } = this;
    this.view?.end?.();
    this.view = this.viewOf(data);
    this.class?.end();
    this.class = data.class ? this.classBar(data) : null;
    this.walk = walkButtons(data, this);
    this.root.replaceChildren(
      progressLine(data, jumpList(data, (changes) => this.go(changes))),
      this.view.element,
      ...(this.class ? [this.class.element] : []),
      this.walk.element,
      toolButtons(data, this),
      glossaryList(data.terms),
      this.keys,
    );
    this.mark();
  }

  viewOf(data) {
    if (this.isPresenter()) return new PresenterView(data, (act) => this.steer(act));
    if (data.quiz) return new Quiz(data, (changes) => this.go(changes));
    return new StepView(data, {
      onAnswered: () => this.mark(),
      onAgain: () => this.again(),
      onFirst: (reply) => data.class && answerInClass(data.class, data, reply),
    });
  }

  classBar(data) {
    const close = () => closeClass(data.class).then(() => this.go({ class: "" }));
    return new ClassBar(data, { card: () => this.view.card, obey: (turn) => this.isPresenter() || this.obey(turn), close });
  }

  async openClass() {
    const code = newCode();
    if (await openClass(code)) this.go({ class: code });
    else this.root.querySelector(".class-open").replaceChildren("This server keeps no classes now");
  }

  tally() {
    if (this.isPresenter()) return this.steer("tally");
    this.class?.toggle();
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

  // Whoever presses twice goes two steps, even before the first has arrived; so the whole place is sent.
  go(changes) {
    this.awaited = { ...this.bound, ...changes };
    announce(linkOf(this.awaited, this.data));
    this.send(this.awaited);
  }

  get bound() {
    return this.awaited ?? placeOf(this.data);
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
    if (!step) return;
    if (this.isPresenter()) this.steer("go", step);
    this.go({ step });
  }

  reveal() {
    if (this.isPresenter()) return this.steer("reveal");
    this.view.card?.giveUp();
  }

  why() {
    if (this.isPresenter()) return this.steer("why");
    this.view.toggleWhy?.();
  }

  // Never on the wall: there they open a window of the teacher's own.
  notes() {
    if (this.isProjector()) this.present();
    else this.view.toggleNotes?.();
  }

  present() {
    open(`lesson?${queryOf({ ...this.bound, view: "presenter" }, this.data)}`, "dilviz presenter", "popup,width=760,height=800");
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

  isPresenter() {
    return this.data.view === "presenter";
  }

  isBusy() {
    return Boolean(this.root.querySelector("dialog[open]"));
  }

  help() {
    this.keys.showModal();
  }
}

function walkButtons({ previous, next }, panel) {
  const back = button("", "← ", make("span", "words", "Previous"), () => panel.previous());
  const on = button("", make("span", "words", "Next"), " →", () => panel.next());
  const present = button("leave", "Presenter", "", () => panel.present());
  present.title = "Open a window with notes and a timer (N)";
  const leave = button("leave", "✕", "", () => panel.escape());
  [back.ariaLabel, on.ariaLabel, leave.ariaLabel] = ["Previous step", "Next step", "Leave projector mode"];
  leave.title = "Leave projector mode (Esc)";
  back.disabled = !previous;
  on.hidden = !next;
  const emphasise = (yes) => on.classList.toggle("main", yes);
  const element = make("nav", { className: "walk", ariaLabel: "Steps" }, back, on, present, leave);
  return { element, emphasise };
}

function toolButtons({ seed, seeds, handouts, class: code }, panel) {
  const project = button("", "Projector ", make("kbd", "", "P"), () => panel.projector());
  const notes = button("", "Speaker notes ", make("kbd", "", "N"), () => panel.notes());
  const present = button("", "Presenter window", "", () => panel.present());
  const together = button("class-open", "Open a class", "", () => panel.openClass());
  together.hidden = Boolean(code);
  const clear = button("", "Clear my answers", "", () => panel.clearAnswers());
  const keys = button("", "Keyboard shortcuts ", make("kbd", "", "?"), () => panel.help());
  const sheets = Object.entries(handouts).map(([words, href]) => make("a", { href, target: "_blank", rel: "noopener" }, words));
  return make("footer", "tools",
    seedField(seed, seeds, (other) => panel.go({ seed: other })),
    project,
    notes,
    present,
    together,
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
