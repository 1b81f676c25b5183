// The control bar: what is asked most in sight, the rest behind one word.
import { make } from "../shared/elements.js";
import { readNumbers } from "./choices.js";
import { chooser, labelled, segments, slider, stepper, tick } from "./fields.js";

const AXES = ["rows", "columns"];
const PADDED = ["top", "bottom", "left", "right"];

export class ControlBar {
  // `set(patch)` is called while something moves, `rest()` when it has come to rest, `say(words)` when
  // something typed cannot be.
  constructor(offers, set, rest, say) {
    Object.assign(this, { offers, set, rest, say });
    this.linked = true;
    this.parts = {
      d: this.perAxis("d", "Dilation rate", slider),
      k: this.perAxis("k", "Kernel size", stepper),
      s: this.perAxis("s", "Stride", stepper),
      n: this.perAxis("n", "Input size", stepper),
      p: this.padding(),
    };
    this.kernel = chooser({ label: "Kernel", onChoose: (kernel) => this.choose({ kernel }) });
    this.values = chooser({ label: "Input values", onChoose: (values) => this.choose({ values }) });
    this.mode = chooser({ label: "Padding mode", onChoose: (mode) => this.choose({ mode }) });
    this.operation = segments({
      label: "Operation",
      words: [[false, "correlation"], [true, "true convolution"]],
      onChoose: (flip) => this.choose({ flip }),
    });
    this.dims = segments({ label: "Dimensions", words: [["2d", "2-D"], ["1d", "1-D"]], onChoose: (dims) => this.choose({ dims }) });
    this.both = tick({ label: "Same for both axes", onChoose: (on) => this.link(on) });
    this.axes = labelled("Axes", this.both);
    this.typing = this.typedValues();
    this.element = this.assembled();
  }

  assembled() {
    const { d, k, s, n, p } = this.parts;
    const more = make("details", "more",
      make("summary", "", "More settings"),
      make("div", "row", n, this.axes, labelled("Padding holds", this.mode),
        labelled("Operation", this.operation), labelled("Dimensions", this.dims)),
      this.typing,
    );
    const first = make("div", "row", d, k, s, p, labelled("Kernel", this.kernel), labelled("Values", this.values));
    return make("div", "bar", first, more);
  }

  choose(patch) {
    this.set(patch);
    this.rest();
  }

  perAxis(name, words, kind) {
    const [low, high] = this.offers.bounds[name];
    const fields = AXES.map((axis, i) =>
      kind({
        ...{ label: `${words}, ${axis}`, low, high, onRest: this.rest, onRefuse: this.say },
        onMove: (value) => this.set({ [name]: this.pairWith(name, i, value) }),
      }),
    );
    const lines = fields.map((field, i) => make("span", "axis", make("small", "", AXES[i]), field));
    const box = labelled(words, ...lines);
    box.show = (pair, apart) => {
      lines[0].hidden = !apart;
      lines[1].firstChild.hidden = !apart;
      fields.forEach((field, i) => field.show(pair[i]));
      fields[1].name(apart ? `${words}, columns` : words);
    };
    return box;
  }

  pairWith(name, axis, value) {
    if (this.settings.dims === "1d") return [1, value];
    if (this.linked && name !== "n") return [value, value];
    return this.settings[name].map((old, i) => (i === axis ? value : old));
  }

  padding() {
    const [low, high] = this.offers.bounds.p;
    const kinds = segments({
      label: "Padding",
      words: [["valid", "valid"], ["same", "same"], ["custom", "custom"]],
      onChoose: (kind) => this.choose({ p: kind === "custom" ? this.customPadding() : kind }),
    });
    const sides = PADDED.map((side, i) =>
      stepper({
        ...{ label: `Padding, ${side}`, low, high, onRest: this.rest, onRefuse: this.say },
        onMove: (value) => this.set({ p: this.sidesWith(i, value) }),
      }),
    );
    const names = sides.map((field, i) => make("span", "axis", make("small", "", PADDED[i]), field));
    const box = labelled("Padding", kinds, make("span", "sides", ...names));
    box.show = (padding, apart, oneRow) => {
      const custom = typeof padding !== "string";
      kinds.show(custom ? "custom" : padding);
      names.forEach((line, i) => (line.hidden = !custom || (!apart && !oneRow && i !== 3) || (oneRow && i < 2)));
      names[3].firstChild.hidden = !apart && !oneRow;
      sides[3].name(apart || oneRow ? "Padding, right" : "Padding on each side");
      if (custom) sides.forEach((field, i) => field.show(padding.flat()[i]));
    };
    return box;
  }

  // From "same" or "valid" to numbers: begin with what is there.
  customPadding() {
    return this.model?.padding ?? [[0, 0], [0, 0]];
  }

  sidesWith(side, value) {
    if (this.settings.dims !== "1d" && this.linked) return [[value, value], [value, value]];
    const sides = this.settings.p.flat().map((old, i) => (i === side ? value : old));
    return [sides.slice(0, 2), sides.slice(2)];
  }

  // Switched on, the columns' settings count for the rows too.
  link(on) {
    this.linked = on;
    if (!on) return this.show(this.settings, this.model);
    const both = ([, cols]) => [cols, cols];
    const { k, d, s, p } = this.settings;
    this.choose({ k: both(k), d: both(d), s: both(s), p: typeof p === "string" ? p : both(p) });
  }

  typedValues() {
    const area = make("textarea", { rows: 4, spellcheck: false, ariaLabel: "Input values, a row on each line" });
    const note = make("small", { role: "status" });
    area.onchange = () => {
      const numbers = readNumbers(area.value);
      note.textContent = numbers
        ? ""
        : "Expected rows of equally many numbers, at most 32 by 32, such as 1, 2 and on the next line 3, 4. The picture keeps the last that were.";
      if (numbers)
        this.choose({
          typed: numbers,
          values: "typed",
          n: this.settings.dims === "1d" ? [1, numbers[0].length] : [numbers.length, numbers[0].length],
        });
    };
    const box = make("div", "typed", make("small", "", "Your values: a row on each line, numbers apart by commas or blanks."), area, note);
    box.show = (settings) => {
      box.hidden = settings.values !== "typed";
      if (area.getRootNode().activeElement !== area && settings.typed) area.value = settings.typed.map((row) => row.join(", ")).join("\n");
    };
    return box;
  }

  show(settings, model) {
    const oneRow = settings.dims === "1d";
    const square = ["k", "d", "s"].every((name) => settings[name][0] === settings[name][1]);
    const even = typeof settings.p === "string" || new Set(settings.p.flat()).size === 1;
    if (!oneRow && !(square && even)) this.linked = false;
    Object.assign(this, { settings, model });
    const apart = !oneRow && !this.linked;
    for (const name of ["k", "d", "s"]) this.parts[name].show(settings[name], apart);
    this.parts.n.show(settings.n, !oneRow);
    this.parts.p.show(settings.p, apart, oneRow);
    this.kernel.offer(this.kernelsOffered(settings, oneRow));
    this.kernel.show(settings.kernel);
    this.values.offer(["photo", "ramp", "impulse", "checkerboard", "typed"]);
    this.values.show(settings.values);
    this.mode.offer(["zeros", "reflect", "replicate", "circular"]);
    this.mode.show(settings.mode);
    this.operation.show(settings.flip);
    this.dims.show(settings.dims);
    this.both.show(this.linked);
    this.axes.hidden = oneRow;
    this.typing.show(settings);
  }

  kernelsOffered(settings, oneRow) {
    const named = Object.keys(this.offers.kernels).filter((name) => !oneRow || this.offers.kernels[name].weights.length === 1);
    return [...(settings.kernel === "typed" ? ["typed"] : []), "ones", ...named];
  }
}
