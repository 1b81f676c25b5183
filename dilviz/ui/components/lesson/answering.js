// The three ways to answer: choose, type a number, mark cells. Each is {element, show, tried, tally, focus}.
import { make, makeButton } from "../shared/elements.js";
import { cellsGrid } from "./cells.js";
import { tallyBars, tallyOptions } from "./tally.js";

const WAYS = { choice: chooseOne, number: typeNumber, cells: markCells };

// `submit(reply)` is called with what was answered; `show(reply)` makes the widget say what was right, and
// without an answer only what would have been; `tried(reply)` marks a wrong one.
export function answerWidget(question, submit) {
  return WAYS[question.kind](question, submit);
}

function chooseOne({ options, prompt, finds_false: findsFalse }, submit) {
  const element = make("div", { className: "options", role: "group", ariaLabel: prompt });
  const buttons = options.map((option, place) => optionButton(option, place, () => submit(place)));
  element.append(...buttons);
  const show = (reply) =>
    buttons.forEach((button, place) => {
      button.disabled = true;
      button.classList.toggle(findsFalse ? "false" : "right", options[place].right);
      button.classList.toggle("wrong", place === reply && !options[place].right);
      button.querySelector(".sign").textContent = signOf(options[place].right, place === reply, findsFalse);
    });
  const tried = (reply) => {
    buttons[reply].disabled = true;
    buttons[reply].classList.add("wrong");
    buttons[reply].querySelector(".sign").textContent = "✗";
  };
  const tally = (results) => tallyOptions(buttons, options, results);
  return { element, show, tried, tally, focus: () => buttons[0].focus(), choose: (place) => buttons[place]?.click() };
}

function optionButton({ text }, place, choose) {
  const parts = [make("kbd", "", String(place + 1)), make("span", "", text), make("span", "sign")];
  return make("button", { className: "option", type: "button", onclick: choose }, ...parts);
}

function signOf(right, chosen, findsFalse) {
  if (right && findsFalse) return chosen ? "✓ found: wrong" : "wrong";
  if (right) return chosen ? "✓ your answer" : "the answer";
  return chosen ? "✗ your answer" : "";
}

function typeNumber({ unit, prompt, answer }, submit) {
  const input = make("input", { type: "text", inputMode: "numeric", autocomplete: "off", ariaLabel: prompt, maxLength: 20 });
  const check = make("button", { className: "main", type: "submit" }, "Check");
  const sign = make("span", "sign");
  const bars = make("div", "bars");
  const element = make("form", "typed", input, make("span", "unit", unit), check, sign, bars);
  const tally = (results) => tallyBars(bars, unit, results);
  element.onsubmit = (event) => {
    event.preventDefault();
    submit(input.value);
  };
  const show = (reply) => {
    input.disabled = true;
    check.hidden = true;
    input.value = reply ?? answer;
    const right = Number(String(input.value).replaceAll("\u2212", "-")) === answer;
    element.classList.add(reply === undefined ? "shown" : right ? "right" : "wrong");
    sign.textContent = reply === undefined ? "the answer" : right ? "✓" : "✗";
  };
  return { element, show, tally, tried: () => input.select(), focus: () => input.focus(), field: input };
}

function markCells(question, submit) {
  const grid = cellsGrid(question, () => submit(grid.value()));
  const check = makeButton("Check", () => submit(grid.value()), { className: "main" });
  const clear = makeButton("Clear", () => grid.clear());
  const buttons = make("div", "buttons", check, clear);
  const [rows, cols] = question.shape;
  const element = make("div", cols > 2 * rows ? "marking flat" : "marking", grid.element, buttons);
  const show = (reply) => {
    buttons.hidden = true;
    grid.show(reply);
    if (reply) element.append(cellsLegend());
  };
  return { element, show, tally: grid.tally, tried: () => grid.focus(), focus: () => grid.focus() };
}

function cellsLegend() {
  const item = (kind, words) => make("span", "", make("i", `cell ${kind}`), words);
  return make("p", "legend", item("hit", "read, marked"), item("missed", "read, not marked"), item("extra", "marked, not read"));
}
