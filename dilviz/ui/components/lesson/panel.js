// The panel of the lesson: one step or the quiz, the walk between them, and the keys.
import { made } from "../shared/pieces.js";
import { applyTheme } from "../shared/theme.js";
import { KEYS, listenToKeys } from "./keys.js";
import { Quiz } from "./quiz.js";
import { otherSeed } from "./seeds.js";
import { glossaryList } from "./terms.js";
import { jumpList, progressLine } from "./progress.js";
import { StepView } from "./step_view.js";
import { fitProjector } from "./stage.js";

export class LessonPanel {
  constructor(root) {
    this.root = root;
    this.keys = keysDialog();
    this.stopListening = listenToKeys(this);
    this.stopFitting = fitProjector();
  }

  close() {
    this.stopListening();
    this.stopFitting();
  }

  // The same data comes again whenever a figure has spoken to Python: what is half answered stays.
  receive(data, tell) {
    this.tell = tell;
    applyTheme(this.root);
    const { projector, ...content } = data;
    const before = this.content;
    this.projecting = projector;
    this.root.classList.toggle("projector", projector);
    this.root.classList.add("lesson");
    this.content = JSON.stringify(content);
    if (this.content !== before) {
      this.data = data;
      if (data.name === this.target) this.target = null;
      this.build();
      if (before) focusHeading(data.title, this.root);
    }
    this.view.project?.(projector);
  }

  build() {
    const { data } = this;
    this.view = data.quiz ? new Quiz(data, (asked) => this.go(asked)) : new StepView(data, () => this.answered());
    this.walk = walkButtons(data, this);
    this.root.replaceChildren(progressLine(data, jumpList(data, (asked) => this.go(asked))), this.view.element, this.walk.element, toolButtons(data, this), glossaryList(data.terms), this.keys);
    this.walk.emphasise(this.view.done);
  }

  answered() {
    this.walk.emphasise(true);
  }

  go(asked) {
    if (asked.step) this.target = asked.step;
    this.tell(asked);
  }

  previous() {
    if (!this.view.previous?.()) this.walkOn(-1);
  }

  next() {
    if (!this.view.next?.()) this.walkOn(1);
  }

  // Whoever presses twice goes two steps, even before the first has arrived.
  walkOn(by) {
    const names = this.data.stops.map(({ name }) => name);
    const step = names[names.indexOf(this.target ?? this.data.name) + by];
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
    this.projecting = !this.projecting;
    this.go({ view: this.projecting ? "projector" : "" });
  }

  digit(number) {
    return this.view.card?.digit(number);
  }

  enter() {
    this.view.card?.enter();
  }

  isProjector() {
    return this.projecting;
  }

  isBusy() {
    return this.keys.open;
  }

  help() {
    this.keys.showModal();
  }
}

// The heading stands outside: screen readers and keyboards begin each step there. It may come a
// moment later; whoever is in the panel by then stays there.
function focusHeading(title, panel, patience = 60) {
  const heading = document.querySelector("[data-testid=stMain] h1");
  if (heading?.textContent.trim() !== title && patience) return requestAnimationFrame(() => focusHeading(title, panel, patience - 1));
  if (!heading || panel.getRootNode().activeElement) return;
  heading.tabIndex = -1;
  heading.style.outline = "none";
  heading.focus({ preventScroll: true });
  document.querySelector("[data-testid=stMain]").scrollTo({ top: 0 });
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
