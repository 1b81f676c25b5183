// The panel of the lesson: one step or the quiz, the walk between them, and the keys.
import { announce } from "../shared/announcing.js";
import { made } from "../shared/pieces.js";
import { applyTheme } from "../shared/theme.js";
import { KEYS, listenToKeys } from "./keys.js";
import { foresee } from "./foresight.js";
import { linkOf, placeOf, samePlace } from "./place.js";
import { Quiz } from "./quiz.js";
import { otherSeed } from "./seeds.js";
import { glossaryList } from "./terms.js";
import { jumpList, progressLine } from "./progress.js";
import { StepView } from "./step_view.js";
import { fitProjector, leaveStage, nameStage, standAt } from "./stage.js";

export class LessonPanel {
  constructor(root) {
    this.root = root;
    this.keys = keysDialog();
    this.stopListening = listenToKeys(this);
    this.stopFitting = fitProjector();
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
    this.root.classList.toggle("projector", data.projector);
    this.build();
    standAt(data);
    this.stopForeseeing();
    this.stopForeseeing = foresee(data);
    if (before) nameStage(data.title, this.root);
  }

  build() {
    const { data } = this;
    this.view = data.quiz ? new Quiz(data, (asked) => this.go(asked)) : new StepView(data, () => this.answered());
    this.walk = walkButtons(data, this);
    this.root.replaceChildren(progressLine(data, jumpList(data, (asked) => this.go(asked))), this.view.element, this.walk.element, toolButtons(data, this), glossaryList(data.terms), this.keys);
    this.walk.emphasise(this.view.done);
    this.view.project?.(data.projector);
  }

  answered() {
    this.walk.emphasise(true);
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
    this.go({ view: this.bound.view ? "" : "projector" });
  }

  digit(number) {
    return this.view.card?.digit(number);
  }

  enter() {
    this.view.card?.enter();
  }

  isProjector() {
    return this.data.projector;
  }

  isBusy() {
    return this.keys.open;
  }

  help() {
    this.keys.showModal();
  }
}

function walkButtons({ previous, next }, panel) {
  const back = button("", "← ", made("span", "words", "Previous"), () => panel.previous());
  const on = button("", made("span", "words", "Next"), " →", () => panel.next());
  [back.ariaLabel, on.ariaLabel] = ["Previous step", "Next step"];
  back.disabled = !previous;
  on.hidden = !next;
  const emphasise = (yes) => on.classList.toggle("main", yes);
  const element = made("nav", "walk", back, on);
  element.ariaLabel = "Steps";
  return { element, emphasise };
}

function toolButtons({ seed, seeds, handouts }, panel) {
  const anew = button("", "New numbers", "", () => panel.go({ seed: otherSeed(seed, seeds) }));
  const project = button("", "Projector ", made("kbd", "", "P"), () => panel.projector());
  const keys = button("", "Keys ", made("kbd", "", "?"), () => panel.help());
  const sheets = Object.entries(handouts).map(([words, href]) => {
    const link = made("a", "", words);
    Object.assign(link, { href, target: "_blank", rel: "noopener" });
    return link;
  });
  return made("footer", "tools", made("span", "quiet", `Numbers no. ${seed}`), anew, project, keys, made("span", "sheets", "Handout: ", ...sheets));
}

function button(className, words, more, press) {
  const one = made("button", className, words, more);
  one.type = "button";
  one.onclick = press;
  return one;
}

function keysDialog() {
  const rows = KEYS.map(([keys, words]) => made("div", "", made("dt", "", keys), made("dd", "", words)));
  const shut = button("main", "Close", "", () => dialog.close());
  const dialog = made("dialog", "keys", made("h2", "", "Keys"), made("dl", "", ...rows), shut);
  return dialog;
}
