// The editor of a kernel: a number for each tap, and buttons for its size.
import { applyTheme } from "../shared/theme.js";

const LARGEST = 9;

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  root.classList.add("weights");
  const weights = data.weights.map((row) => [...row]);
  const tell = () => setStateValue("weights", weights);
  const [bar, box] = [sizes(weights, setStateValue), grid(weights, tell)];
  const before = root.querySelector(".grid");
  if (!sameShape(before, box)) return root.replaceChildren(bar, box);
  before.previousSibling.replaceWith(bar);
  refill(before, box);
}

function sameShape(before, now) {
  return before?.childElementCount === now.childElementCount
    && before.style.gridTemplateColumns === now.style.gridTemplateColumns;
}

// The same inputs with new values, so that the focus stays where it is.
function refill(before, now) {
  [...before.children].forEach((input, i) => {
    if (!input.matches(":focus")) input.value = now.children[i].value;
    input.onchange = now.children[i].onchange;
  });
}

function sizes(weights, setStateValue) {
  const bar = document.createElement("div");
  bar.className = "sizes";
  const resized = (rows, cols) => () =>
    setStateValue("weights", centred(weights, rows, cols));
  const [rows, cols] = [weights.length, weights[0].length];
  bar.append(
    stepper("row", rows, resized(rows - 1, cols), resized(rows + 1, cols)),
    stepper("column", cols, resized(rows, cols - 1), resized(rows, cols + 1)),
  );
  return bar;
}

function stepper(noun, count, fewer, more) {
  const box = document.createElement("span");
  const label = document.createElement("span");
  label.textContent = `${count} ${noun}${count === 1 ? "" : "s"}`;
  box.append(sizeButton("−", `One ${noun} less`, fewer, count === 1), label, sizeButton("+", `One ${noun} more`, more, count === LARGEST));
  return box;
}

function sizeButton(words, label, act, disabled) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", textContent: words, disabled, onclick: act });
  button.setAttribute("aria-label", label);
  return button;
}

// Keeps the middle where it is: the new row or column comes at the end, then at the start.
function centred(weights, rows, cols) {
  const shift = (from, to) => Math.floor((to - from + (from % 2 ? 0 : 1)) / 2);
  const [down, right] = [shift(weights.length, rows), shift(weights[0].length, cols)];
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: cols }, (_, c) => weights[r - down]?.[c - right] ?? 0),
  );
}

function grid(weights, tell) {
  const box = document.createElement("div");
  box.className = "grid";
  box.style.gridTemplateColumns = `repeat(${weights[0].length}, minmax(0, 76px))`;
  weights.forEach((row, r) => row.forEach((weight, c) => box.append(cell(weights, weight, r, c, tell))));
  return box;
}

function cell(weights, weight, r, c, tell) {
  const input = document.createElement("input");
  input.inputMode = "decimal";
  input.value = String(Number(weight.toFixed(4)));
  input.setAttribute("aria-label", `Weight in row ${r + 1}, column ${c + 1}`);
  input.onchange = ({ target }) => {
    const value = Number(target.value.replace(",", ".").replace("−", "-"));
    const possible = target.value.trim() !== "" && Math.abs(value) <= 1e6;
    target.setAttribute("aria-invalid", String(!possible));
    if (!possible) return;
    weights[r][c] = value;
    tell();
  };
  return input;
}
