// The explorer of one layer: holds what is set and what is lit, and redraws what has changed.
import { numberCards } from "../shared/cards.js";
import { whenHeardAgain } from "../shared/connected.js";
import { make } from "../shared/elements.js";
import { keptWords } from "../shared/own_weights.js";
import { paletteOf } from "../shared/pen.js";
import { applyTheme } from "../shared/theme.js";
import { ControlBar } from "./bar.js";
import { changed } from "./choices.js";
import { ClassicFigure } from "./classic.js";
import { editCell } from "./editor.js";
import { gridsSvg, kernelSvg } from "./grids.js";
import { HINT, hintsSvg } from "./hints.js";
import { layerNumbers } from "./layer_numbers.js";
import { layoutOf } from "./layout.js";
import { linkOf, sameLink } from "./link.js";
import { marksSvg } from "./marks.js";
import { menus } from "./menus.js";
import { layerModel, samplesOf } from "./model.js";
import { Player } from "./player.js";
import { GridPointer, same } from "./pointer.js";
import { aboutWords, ledeOf, spokenOf, sumHtml } from "./sentences.js";

const BESIDE_SETTINGS = 1100; // px of the window from which the settings stand beside the grids: style.css
const AROUND = 330; // px of the window that a page needs above and below the grids
const LOWEST = 330; // px for the grids in a window that is not high
const TERMS = 25; // at once: more take longer to lay out than all the rest, and wait
const REST = 100; // milliseconds without another cell
const SHEETS = ["base", "marks", "kernel", "top"];

export class Explorer {
  constructor(root, offers) {
    this.root = root;
    this.sent = 0; // how many settings this visit has sent to Python
    this.offers = offers;
    this.done = make("small", { className: "done", role: "status" });
    this.bar = new ControlBar(offers, (patch) => this.set(patch), () => this.settle(), (words) => this.say(words));
    this.player = new Player((place) => this.walk(place));
    this.classic = new ClassicFigure(offers.bounds.rates, (i, rate) => this.setRate(i, rate), () => this.settle());
    this.build();
    this.pointer = new GridPointer(this.svg, {
      light: (focus) => this.point(focus),
      leave: () => this.leave(),
      choose: (focus) => this.pin(focus),
      edit: (focus) => this.edit(focus),
      unpin: () => this.unpin(),
      speak: () => this.speak(),
    });
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(this.stage);
    this.stopHearing = whenHeardAgain(() => {
      const isUnheard = !sameLink(this.settings, this.truth.settings);
      if (isUnheard) this.settle();
      return isUnheard;
    });
  }

  close() {
    this.player.stop();
    this.watch.disconnect();
    this.stopHearing();
  }

  build() {
    this.stage = make("div", "stage");
    // Four sheets on top of each other, so that a moving pointer repaints only what it lights up.
    this.stage.innerHTML = `${SHEETS.map((name) => `<svg class="${name}"></svg>`).join("")}<p class="problem" role="alert" hidden></p>`;
    [this.base, this.marks, this.kernel, this.svg, this.problem] = this.stage.children;
    this.svg.innerHTML = '<g class="rings"></g>';
    this.rings = this.svg.firstChild;
    this.padded = make("p", "quiet");
    this.sum = make("div", { className: "sum", tabIndex: 0, role: "region", ariaLabel: "The sum, term by term" });
    this.sentence = make("p", "sentence");
    this.numbers = numberCards([]);
    this.spoken = make("p", { className: "spoken", ariaLive: "polite" });
    const menu = menus(() => this, (words) => this.say(words));
    this.below = make("div", "below", this.sum, make("p", "hint quiet", HINT), this.sentence, this.padded, this.numbers);
    const tools = make("div", "tools", this.player.element, this.done, menu);
    this.lede = make("p", "lede");
    const side = make("div", "side", this.bar.element, tools);
    this.root.replaceChildren(this.lede, side, this.stage, this.below, this.classic.element, this.spoken);
  }

  // Python has spoken: at first, after a setting, after the link or the theme has changed.
  receive(data, send) {
    this.send = send;
    this.code = data.code;
    Object.assign(this.root.dataset, { part: data.part ?? "whole", view: data.view ?? "" }); // a lesson shows parts
    if (data.rest) this.output ??= this.pointer.last.out ??= { grid: "out", ...data.rest }; // lit before anybody points
    if (data.echo < this.sent || this.moving) return; // an answer to a question that has been asked anew
    this.sent = data.echo;
    const sameSettings = this.settings && sameLink(this.settings, data.settings);
    if (!sameSettings) this.settings = data.settings;
    this.truth = { settings: data.settings, parts: data.truth, problem: data.problem };
    this.redraw();
  }

  set(patch) {
    this.moving = true;
    const before = this.settings;
    this.settings = changed(before, patch, this.offers, this.model.values ?? samplesOf(before, this.offers));
    const own = before.kernel === "typed" && this.settings.kernel === "typed";
    this.say(own ? keptWords(before.weights, this.settings.weights) : "");
    this.redraw();
  }

  say(words) {
    this.done.textContent = words;
  }

  setRate(i, rate) {
    this.set({ rates: this.settings.rates.map((old, j) => (i === j ? rate : old)) });
  }

  settle() {
    this.moving = false;
    this.sent += 1;
    if (this.model.problem || !this.pinned()) this.settings = { ...this.settings, pin: null }; // no such cell by now
    this.send({ ...linkOf(this.settings), echo: this.sent });
  }

  redraw() {
    applyTheme(this.root);
    this.palette = paletteOf(this.root);
    this.model = this.settledModel() ?? layerModel(this.settings, this.offers);
    this.bar.show(this.settings, this.model);
    this.lede.textContent = ledeOf(this.settings.k);
    this.classic.show(this.settings, this.palette);
    this.root.classList.toggle("impossible", Boolean(this.model.problem));
    this.problem.hidden = !this.model.problem;
    if (this.model.problem) return this.explain();
    this.player.fit(this.model.size[0] * this.model.size[1], this.placeOf(this.resting()));
    this.numbers.replaceChildren(...numberCards(layerNumbers(this.model)).children);
    this.padded.textContent = aboutWords(this.model, this.offers);
    this.draw();
  }

  // The engine's own numbers, where they are for exactly these settings.
  settledModel() {
    if (!this.truth || !sameLink(this.truth.settings, this.settings)) return null;
    if (this.truth.problem) return { settings: this.settings, problem: this.truth.problem };
    return layerModel(this.settings, this.offers, this.truth.parts);
  }

  explain() {
    const words = this.model.problem;
    this.problem.textContent = words[0].toUpperCase() + words.slice(1);
  }

  draw() {
    const width = this.stage.clientWidth;
    if (!width || this.model.problem) return;
    this.layout = layoutOf(this.model, width, { projected: this.root.dataset.view === "projector", tallest: this.tallest() });
    for (const sheet of [this.base, this.marks, this.kernel, this.svg]) {
      sheet.setAttribute("viewBox", `0 0 ${width} ${this.layout.height}`);
      sheet.style.height = `${this.layout.height}px`;
    }
    this.base.innerHTML = gridsSvg(this.model, this.layout, this.palette) + hintsSvg(this.layout, this.palette);
    this.kernel.innerHTML = kernelSvg(this.model, this.layout.ker, this.palette);
    this.pointer.fit(this.layout, this.model);
    this.light(this.pinned() ?? this.fitting(this.focus) ?? this.resting());
  }

  // Beside the settings, the grids and the sum below them are in sight together.
  tallest() {
    if (this.root.dataset.part !== "whole" || innerWidth < BESIDE_SETTINGS) return undefined;
    return Math.max(LOWEST, innerHeight - AROUND);
  }

  resized() {
    if (this.model && this.layout?.width !== this.stage.clientWidth) this.draw();
  }

  light(focus) {
    this.focus = focus;
    const { under, over } = marksSvg(this.model, this.layout, focus, this.palette);
    this.marks.innerHTML = under;
    this.rings.innerHTML = over;
    this.addUp(focus);
    this.sentence.textContent = spokenOf(this.model, focus) + (this.pinned() ? " Pinned: click it again or press Escape to let go." : "");
    if (focus.grid !== "out") return;
    this.output = focus;
    this.player.show(this.placeOf(focus));
  }

  addUp(focus) {
    clearTimeout(this.adding);
    const { model } = this;
    const write = () => (this.sum.innerHTML = sumHtml(model, focus));
    const [rows, cols] = model.settings.k;
    if (rows * cols <= TERMS) write();
    else this.adding = setTimeout(write, REST);
  }

  // At most one redraw a frame, however fast the pointer moves.
  point(focus) {
    this.player.waiting = true;
    if (this.pinned()) return;
    if (!this.nextFocus) requestAnimationFrame(() => this.answer());
    this.nextFocus = focus;
  }

  answer() {
    const focus = this.fitting(this.nextFocus);
    this.nextFocus = null;
    if (focus && !this.model.problem && !this.pinned()) this.light(focus);
  }

  leave() {
    this.player.waiting = false;
    this.nextFocus = null;
    if (!this.model.problem && !this.pinned()) this.light(this.resting());
  }

  walk(place) {
    if (this.model.problem) return;
    if (this.pinned()) this.unpin();
    const cols = this.model.size[1];
    this.light({ grid: "out", row: Math.floor(place / cols), col: place % cols });
  }

  pin(focus) {
    const again = same(focus, this.pinned());
    this.settings = { ...this.settings, pin: again ? null : [focus.grid, focus.row, focus.col] };
    this.light(focus);
    this.settle();
    this.spoken.textContent = again ? "Unpinned." : `Pinned. ${spokenOf(this.model, focus)}`;
  }

  unpin() {
    if (!this.settings.pin) return;
    this.settings = { ...this.settings, pin: null };
    this.settle();
    this.light(this.focus);
  }

  speak() {
    requestAnimationFrame(() => {
      if (this.focus && !this.model.problem) this.spoken.textContent = spokenOf(this.model, this.focus);
    });
  }

  edit(focus) {
    if (!focus || this.model.problem) return;
    const { row, col, grid } = focus;
    const cells = grid === "ker" ? this.settings.weights : this.model.values;
    const [r, c] = grid === "ker" && this.settings.flip ? [cells.length - 1 - row, cells[0].length - 1 - col] : [row, col];
    if (cells[r]?.[c] === undefined) return; // padding
    editCell(this.stage, this.layout, focus, cells[r][c], (number) => this.edited(focus, cells, [r, c], number));
  }

  edited(focus, cells, [r, c], number) {
    this.pointer.pads[focus.grid].focus({ preventScroll: true });
    if (number === null) this.say("Expected one number from −1 000 000 to 1 000 000, such as −2 or 0.5; the old one stays.");
    if (number === null || number === undefined || number === cells[r][c]) return;
    const next = cells.map((line, i) => line.map((old, j) => (i === r && j === c ? number : old)));
    this.set(focus.grid === "ker" ? { kernel: "typed", weights: next } : { values: "typed", typed: next });
    this.settle();
  }

  pinned() {
    if (!this.settings.pin) return null;
    const [grid, row, col] = this.settings.pin;
    return this.fitting({ grid, row, col });
  }

  // The focus, if the grids still have such a cell.
  fitting(focus) {
    if (!focus) return null;
    const { rows, cols, firstRow, firstCol } = this.layout[focus.grid];
    const inside = focus.row >= firstRow && focus.col >= firstCol && focus.row < firstRow + rows && focus.col < firstCol + cols;
    return inside ? focus : null;
  }

  // What is lit when nobody points: the output looked at last, or the one in the middle.
  resting() {
    const [rows, cols] = this.model.size;
    const { row, col } = this.output ?? { row: rows >> 1, col: cols >> 1 };
    return { grid: "out", row: Math.min(row, rows - 1), col: Math.min(col, cols - 1) };
  }

  placeOf({ row, col }) {
    return row * this.model.size[1] + col;
  }
}
