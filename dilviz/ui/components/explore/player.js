// Walks through the outputs: play, pause, one step, scrub.
import { make, makeButton } from "../shared/elements.js";
import { labelled } from "./fields.js";

const SPEEDS = [["slow", 1200], ["normal", 500], ["fast", 150]];

export class Player {
  constructor(onMove) {
    this.onMove = onMove;
    this.count = 0;
    this.position = 0;
    this.toggle = make("button", { type: "button", className: "play", onclick: () => (this.timer ? this.stop() : this.start()) });
    const step = (words, label, by) => makeButton(words, () => this.step(by), { ariaLabel: label });
    this.scrub = make("input", { type: "range", min: 0, step: 1, ariaLabel: "Output, in reading order" });
    this.scrub.oninput = () => this.goTo(Number(this.scrub.value));
    const place = labelled("Output", this.scrub);
    this.place = place.firstChild;
    this.speed = make("select", { ariaLabel: "Speed", onchange: () => this.timer && this.start() });
    this.speed.append(...SPEEDS.map(([word]) => make("option", { value: word, selected: word === "normal" }, word)));
    this.note = make("small", "", "Your system asks for less motion: use the steps.");
    this.element = make("div", "player", this.toggle, step("\u2190 step", "One output back", -1),
      step("step \u2192", "One output on", 1), place, labelled("Speed", this.speed), this.note);
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.calm.onchange = () => this.stop();
    this.stop();
  }

  // The outputs may have become more or fewer.
  fit(count, position) {
    this.count = count;
    this.scrub.max = Math.max(count - 1, 0);
    this.show(Math.min(position, count - 1));
  }

  show(position) {
    this.position = Math.max(position, 0);
    this.scrub.value = this.position;
    this.place.textContent = `Output ${this.position + 1} of ${this.count}`;
  }

  step(by) {
    this.stop();
    this.goTo((this.position + by + this.count) % this.count);
  }

  goTo(position) {
    if (!this.count) return;
    this.show(position);
    this.onMove(position);
  }

  start() {
    clearInterval(this.timer);
    if (this.calm.matches) return;
    const [, pause] = SPEEDS.find(([word]) => word === this.speed.value);
    this.timer = setInterval(() => this.waiting || this.goTo((this.position + 1) % Math.max(this.count, 1)), pause);
    this.say();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.say();
  }

  say() {
    this.toggle.textContent = this.timer ? "Pause" : "Play";
    this.toggle.disabled = this.calm.matches;
    this.note.hidden = !this.calm.matches;
  }
}
