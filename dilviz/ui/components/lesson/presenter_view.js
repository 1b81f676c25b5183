// The teacher's own window: notes, the expected answer, what comes next, and the time.
import { make, makeButton } from "../shared/elements.js";
import { codeToJoin, keyOf } from "./class_room.js";
import { notesBox } from "./notes.js";
import { keepInTab, keptInTab } from "./tab_storage.js";

const START = "dilviz lesson began";

export class PresenterView {
  // `steer(act)` does it on the wall: reveal, why, tally.
  constructor(data, steer) {
    this.clock = make("span", "clock");
    this.element = make("div", "presenter",
      make("p", "quiet", "This window is yours: the wall shows none of it."),
      make("p", "time", this.clock, ` · this step about ${data.minutes} min · ${data.minutes_left} min left`, this.restarting()),
      ...(data.quiz ? [] : this.step(data, steer)),
      ...phone(data),
    );
    this.timer = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  step(data, steer) {
    const buttons = [["Show the answer", "reveal"], ["Explanation", "why"], ["Class answers", "tally"]];
    return [
      make("p", "prompt", data.question.prompt),
      make("div", "buttons", ...buttons.map(([words, act]) => makeButton(words, () => steer(act)))),
      notesBox(data),
      make("p", "", make("b", "", "Next: "), data.next_title || "the end"),
    ];
  }

  restarting() {
    return makeButton("Restart the timer", () => {
      restart();
      this.tick();
    });
  }

  get alone() {
    return true;
  }

  get done() {
    return true;
  }

  end() {
    clearInterval(this.timer);
  }

  tick() {
    const seconds = Math.floor((Date.now() - began()) / 1000);
    const [minutes, rest] = [Math.floor(seconds / 60), String(seconds % 60).padStart(2, "0")];
    this.clock.textContent = `${minutes}:${rest}`;
  }
}

// When the lesson began, in this window.
function began() {
  if (!keptInTab(START)) restart();
  return Number(keptInTab(START));
}

function restart() {
  keepInTab(START, String(Date.now()));
}

// With a class open, a phone can do the same through the server.
function phone({ class: code, seed, steps }) {
  const key = code && keyOf(code);
  if (!key) return [make("p", "quiet", "To steer from a phone, open a class on the wall first, then open this window again.")];
  const picture = make("img", { alt: "QR code for your phone", src: codeToJoin(code, { seed, steps }, key) });
  return [make("details", "phone", make("summary", "", "Steer from a phone"), make("p", "", "For you alone: whoever has this code steers the wall."), picture)];
}
