// The kinds of control the bar is made of: native inputs that answer while they are dragged.
import { choiceButtons } from "../shared/choice_buttons.js";
import { make, makeButton } from "../shared/elements.js";

export function labelled(words, ...fields) {
  return make("div", { className: "field", role: "group", ariaLabel: words }, make("span", "label", words), ...fields);
}

// A range that says its value while it moves.
export function slider({ label, low, high, onMove, onRest }) {
  const shown = make("output", "big");
  const input = make("input", { type: "range", min: low, max: high, step: 1, ariaLabel: label });
  input.oninput = () => {
    shown.textContent = input.value;
    onMove(Number(input.value));
  };
  input.onchange = onRest;
  const box = make("span", "slider", input, shown);
  box.name = (words) => (input.ariaLabel = words);
  box.show = (value) => {
    if (input.value !== String(value)) input.value = value;
    shown.textContent = value;
  };
  return box;
}

// A number with a button on each side. What cannot be is not taken: the old number comes back, and why is said.
export function stepper({ label, low, high, onMove, onRest, onRefuse }) {
  const input = make("input", { type: "number", min: low, max: high, step: 1, inputMode: "numeric" });
  const take = (value, rest) => {
    onMove(Math.min(high, Math.max(low, value)));
    if (rest) onRest();
  };
  input.oninput = () => {
    if (/^\d+$/.test(input.value) && Number(input.value) >= low && Number(input.value) <= high) take(Number(input.value));
  };
  input.onchange = () => {
    const value = wholeOr(input.value, null);
    take(value ?? Number(box.dataset.value), true);
    if (value === null || value < low || value > high) onRefuse(`${input.ariaLabel}: expected a whole number from ${low} to ${high}.`);
  };
  const button = (words, by) => makeButton(words, () => take(Number(box.dataset.value) + by, true));
  const [less, more] = [button("\u2212", -1), button("+", 1)];
  const box = make("span", "stepper", less, input, more);
  box.name = (words) => {
    input.ariaLabel = words;
    less.ariaLabel = `${words}, one less`;
    more.ariaLabel = `${words}, one more`;
  };
  box.name(label);
  box.show = (value) => {
    box.dataset.value = value;
    if (input.getRootNode().activeElement !== input || Number(input.value) !== value) input.value = value;
  };
  return box;
}

function wholeOr(words, other) {
  const value = Math.round(Number(words));
  return words.trim() === "" || !Number.isFinite(value) ? other : value;
}

export function segments({ label, words, onChoose }) {
  return choiceButtons(label, words, null, onChoose, "segments");
}

export function chooser({ label, onChoose }) {
  const select = make("select", { ariaLabel: label, onchange: () => onChoose(select.value) });
  select.offer = (words) => {
    if (select.dataset.words === words.join()) return;
    select.dataset.words = words.join();
    select.replaceChildren(...words.map((word) => make("option", { value: word }, word)));
  };
  select.show = (value) => (select.value = value);
  return select;
}

export function tick({ label, onChoose }) {
  const input = make("input", { type: "checkbox", onchange: () => onChoose(input.checked) });
  const box = make("label", "tick", input, label);
  box.show = (on) => (input.checked = on);
  return box;
}
