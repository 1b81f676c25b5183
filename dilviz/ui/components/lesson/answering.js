// The three ways to answer: choose, type a number, mark cells. Each is {element, value, show, focus}.
import { made } from "../shared/pieces.js";
import { cellsGrid } from "./cells.js";

const WAYS = { choice: chooseOne, number: typeNumber, cells: markCells };

// `submit(given)` is called with an answer; `show(given)` makes the widget say what was right.
export function answerWidget(question, submit) {
  return WAYS[question.kind](question, submit);
}

function chooseOne({ options, prompt }, submit) {
  const element = made("div", "options");
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", prompt);
  const buttons = options.map((option, place) => optionButton(option, place, () => submit(place)));
  element.append(...buttons);
  const show = (given) =>
    buttons.forEach((button, place) => {
      button.disabled = true;
      button.classList.toggle("right", options[place].right);
      button.classList.toggle("wrong", place === given && !options[place].right);
      button.lastChild.textContent = signOf(options[place].right, place === given);
    });
  return { element, show, focus: () => buttons[0].focus(), choose: (place) => buttons[place]?.click() };
}

function optionButton({ text }, place, choose) {
  const button = made("button", "option", made("kbd", "", String(place + 1)), made("span", "", text), made("span", "sign"));
  button.type = "button";
  button.onclick = choose;
  return button;
}

function signOf(right, chosen) {
  if (right) return chosen ? "✓ your answer" : "✓ the answer";
  return chosen ? "✗ your answer" : "";
}

function typeNumber({ unit, prompt, answer }, submit) {
  const input = made("input");
  Object.assign(input, { type: "text", inputMode: "numeric", autocomplete: "off", ariaLabel: prompt, maxLength: 20 });
  const check = made("button", "main", "Check");
  check.type = "submit";
  const sign = made("span", "sign");
  const element = made("form", "typed", input, made("span", "unit", unit), check, sign);
  element.onsubmit = (event) => {
    event.preventDefault();
    submit(input.value);
  };
  const show = (given) => {
    input.disabled = true;
    check.hidden = true;
    input.value = given ?? answer;
    const right = Number(String(input.value).replaceAll("\u2212", "-")) === answer;
    element.classList.add(right ? "right" : "wrong");
    sign.textContent = right ? "✓" : "✗";
  };
  return { element, show, focus: () => input.focus(), field: input };
}

function markCells(question, submit) {
  const grid = cellsGrid(question, () => submit(grid.value()));
  const check = made("button", "main", "Check");
  check.type = "button";
  check.onclick = () => submit(grid.value());
  const clear = made("button", "", "Clear");
  clear.type = "button";
  clear.onclick = () => grid.clear();
  const buttons = made("div", "buttons", check, clear);
  const [rows, cols] = question.shape;
  const element = made("div", cols > 2 * rows ? "marking flat" : "marking", grid.element, buttons);
  const show = (given) => {
    buttons.hidden = true;
    grid.show(given);
    if (given) element.append(cellsLegend());
  };
  return { element, show, focus: () => grid.focus() };
}

function cellsLegend() {
  const item = (kind, words) => made("span", "", made("i", `cell ${kind}`), words);
  return made("p", "legend", item("hit", "read, marked"), item("missed", "read, not marked"), item("extra", "marked, not read"));
}
