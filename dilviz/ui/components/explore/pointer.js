// Pointer, touch and keys over the three grids: each says which cell is meant.
import { cellAt } from "./layout.js";

const NAMES = { in: "Input", ker: "Kernel", out: "Output" };
const SVG = "http://www.w3.org/2000/svg";

export class GridPointer {
  // `act` has light(focus), leave(), choose(focus, touched), edit(focus), unpin(), speak()
  constructor(svg, act) {
    this.act = act;
    this.svg = svg;
    this.last = {};
    this.pads = Object.fromEntries(["in", "ker", "out"].map((grid) => [grid, this.pad(grid)]));
    svg.onpointerleave = () => this.leave();
  }

  // A see-through rectangle over each grid catches everything, and stays when the picture is redrawn.
  pad(grid) {
    const pad = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({
      class: "pad",
      fill: "transparent",
      tabindex: 0,
      role: "application",
      "data-grid": grid,
    })) {
      pad.setAttribute(name, value);
    }
    pad.onpointermove = (event) => this.move(grid, event);
    pad.ontouchmove = (event) => event.cancelable && event.preventDefault(); // the page does not scroll under the finger
    pad.onpointerdown = (event) => this.press(grid, event);
    pad.onpointerleave = (event) => event.pointerType === "mouse" && this.leave();
    pad.onclick = (event) => this.click(grid, event);
    pad.ondblclick = () => grid === "in" && this.act.edit(this.last.in);
    pad.onkeydown = (event) => this.key(grid, event);
    pad.onfocus = () => pad.matches(":focus-visible") && this.arrive(grid);
    this.svg.append(pad);
    return pad;
  }

  fit(layout, model) {
    this.layout = layout;
    for (const [grid, pad] of Object.entries(this.pads)) {
      const { x, y, width, height, rows, cols } = layout[grid];
      for (const [name, value] of Object.entries({ x, y, width, height })) pad.setAttribute(name, value);
      const size = model.settings.dims === "1d" ? `${cols} columns` : `${rows} rows, ${cols} columns`;
      const keys =
        grid === "ker"
          ? "Arrow keys move, Enter edits the weight, Shift and Enter pin it."
          : "Arrow keys move, Enter pins the cell.";
      pad.setAttribute("aria-label", `${NAMES[grid]} grid, ${size}. ${keys}`);
    }
  }

  focusAt(grid, event) {
    const box = this.svg.getBoundingClientRect();
    const scale = this.layout.width / box.width;
    const cell = cellAt(this.layout[grid], (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
    return cell && { grid, ...cell };
  }

  move(grid, event) {
    const focus = this.focusAt(grid, event);
    if (!focus || same(focus, this.shown)) return;
    if (event.pointerType !== "mouse" && !this.pressed) return;
    this.dragged = this.pressed;
    this.remember(focus);
    this.act.light(focus);
  }

  press(grid, event) {
    this.pressed = true;
    this.dragged = false;
    this.wasShown = this.shown;
    if (event.pointerType === "mouse") return;
    this.act.unpin();
    const focus = this.focusAt(grid, event);
    if (focus) this.act.light(this.remember(focus));
  }

  click(grid, event) {
    const touched = event.pointerType !== "mouse";
    this.pressed = false;
    const focus = this.focusAt(grid, event);
    if (!focus || (touched && this.dragged)) return;
    const again = touched && same(focus, this.wasShown);
    this.remember(focus);
    if (grid !== "ker" || event.shiftKey) this.act.choose(focus);
    else if (!touched || again) this.act.edit(focus);
  }

  leave() {
    this.shown = null;
    this.pressed = false;
    this.act.leave();
  }

  remember(focus) {
    this.last[focus.grid] = this.shown = focus;
    return focus;
  }

  arrive(grid) {
    this.go(this.inside(grid, this.last[grid] ?? this.middle(grid)));
  }

  key(grid, event) {
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -99], End: [0, 99] };
    const here = this.inside(grid, this.last[grid] ?? this.middle(grid));
    if (moves[event.key]) {
      const [down, right] = moves[event.key];
      this.go(this.inside(grid, { grid, row: here.row + down, col: here.col + right }), true);
    } else if (event.key === "Enter" || event.key === " ") {
      grid === "ker" && !event.shiftKey ? this.act.edit(here) : this.act.choose(here);
    } else if (event.key === "F2" && grid !== "out") this.act.edit(here);
    else if (event.key === "Escape") this.act.unpin();
    else return;
    event.preventDefault();
  }

  go(focus, moved = false) {
    if (moved) this.act.unpin();
    this.act.light(this.remember(focus));
    this.act.speak();
  }

  middle(grid) {
    const { rows, cols, firstRow, firstCol } = this.layout[grid];
    return { grid, row: firstRow + (rows >> 1), col: firstCol + (cols >> 1) };
  }

  inside(grid, { row, col }) {
    const { rows, cols, firstRow, firstCol } = this.layout[grid];
    const within = (value, first, count) => Math.min(Math.max(value, first), first + count - 1);
    return { grid, row: within(row, firstRow, rows), col: within(col, firstCol, cols) };
  }
}

export function same(one, other) {
  return Boolean(one && other) && one.grid === other.grid && one.row === other.row && one.col === other.col;
}
