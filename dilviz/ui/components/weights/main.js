// The editor of a kernel: a number for each tap, and buttons for its size.
import { rootOf } from "../shared/component.js";
import { make, makeButton } from "../shared/elements.js";
import { centred, keptWords, typedNumber } from "../shared/own_weights.js";
import { counted } from "../shared/wording.js";

const LARGEST = 9;

export default function ({ parentElement, data, setStateValue }) {
  const root = rootOf(parentElement);
  root.classList.add("weights");
  const weights = data.weights.map((row) => [...row]);
  const send = () => setStateValue("weights", weights);
  const note = root.querySelector("[role=status]") ?? make("small", { role: "status" });
  const say = (words) => (note.textContent = words);
  const [bar, box] = [sizes(weights, setStateValue, say), grid(weights, send, say)];
  const before = root.querySelector(".grid");
  if (!sameShape(before, box)) return root.replaceChildren(bar, box, note);
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

function sizes(weights, setStateValue, say) {
  const resized = (rows, cols) => () => {
    const next = centred(weights, rows, cols);
    say(keptWords(weights, next));
    setStateValue("weights", next);
  };
  const [rows, cols] = [weights.length, weights[0].length];
  return make("div", "sizes",
    stepper("row", rows, resized(rows - 1, cols), resized(rows + 1, cols)),
    stepper("column", cols, resized(rows, cols - 1), resized(rows, cols + 1)));
}

function stepper(noun, count, fewer, more) {
  return make("span", "",
    makeButton("−", fewer, { ariaLabel: `One ${noun} less`, disabled: count === 1 }),
    make("span", "", counted(count, noun)),
    makeButton("+", more, { ariaLabel: `One ${noun} more`, disabled: count === LARGEST }));
}

function grid(weights, send, say) {
  const cells = weights.flatMap((row, r) => row.map((weight, c) => cell(weights, weight, r, c, send, say)));
  const style = `grid-template-columns: repeat(${weights[0].length}, minmax(0, 76px))`;
  return make("div", { className: "grid", style }, ...cells);
}

function cell(weights, weight, r, c, send, say) {
  const ariaLabel = `Weight in row ${r + 1}, column ${c + 1}`;
  const onchange = ({ target }) => {
    const value = typedNumber(target.value);
    target.ariaInvalid = String(value === null);
    say(value !== null ? "" : `${ariaLabel}: expected one number from −1 000 000 to 1 000 000, such as −2 or 0.5.`);
    if (value === null) return;
    weights[r][c] = value;
    send();
  };
  return make("input", { inputMode: "decimal", value: String(Number(weight.toFixed(4))), ariaLabel, onchange });
}
