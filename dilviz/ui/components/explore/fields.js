// The kinds of control the bar is made of: native inputs that answer while they are dragged.

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export function labelled(words, ...fields) {
  const box = element("div", { className: "field", role: "group" }, element("span", { className: "label", textContent: words }), ...fields);
  box.setAttribute("aria-label", words);
  return box;
}

// A range that says its value while it moves.
export function slider({ label, low, high, onMove, onRest }) {
  const shown = element("output", { className: "big" });
  const input = element("input", { type: "range", min: low, max: high, step: 1, ariaLabel: label });
  input.oninput = () => {
    shown.textContent = input.value;
    onMove(Number(input.value));
  };
  input.onchange = onRest;
  const box = element("span", { className: "slider" }, input, shown);
  box.name = (words) => (input.ariaLabel = words);
  box.show = (value) => {
    if (input.value !== String(value)) input.value = value;
    shown.textContent = value;
  };
  return box;
}

// A number with a button on each side. What cannot be is not taken, and the old number comes back.
export function stepper({ label, low, high, onMove, onRest }) {
  const input = element("input", { type: "number", min: low, max: high, step: 1, inputMode: "numeric" });
  const take = (value, rest) => {
    onMove(Math.min(high, Math.max(low, value)));
    if (rest) onRest();
  };
  input.oninput = () => {
    if (/^\d+$/.test(input.value) && Number(input.value) >= low && Number(input.value) <= high) take(Number(input.value));
  };
  input.onchange = () => take(wholeOr(input.value, Number(box.dataset.value)), true);
  const button = (words, by) => element("button", { type: "button", textContent: words, onclick: () => take(Number(box.dataset.value) + by, true) });
  const [less, more] = [button("\u2212", -1), button("+", 1)];
  const box = element("span", { className: "stepper" }, less, input, more);
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

// A few words side by side, one of them chosen.
export function segments({ label, words, onChoose }) {
  const buttons = words.map(([value, shown]) =>
    element("button", { type: "button", textContent: shown, onclick: () => onChoose(value) }),
  );
  const box = element("span", { className: "segments", role: "group" }, ...buttons);
  box.setAttribute("aria-label", label);
  box.show = (value) => words.forEach(([word], i) => buttons[i].setAttribute("aria-pressed", String(word === value)));
  return box;
}

export function chooser({ label, onChoose }) {
  const select = element("select", { ariaLabel: label });
  select.onchange = () => onChoose(select.value);
  select.offer = (words) => {
    if (select.dataset.words === words.join()) return;
    select.dataset.words = words.join();
    select.replaceChildren(...words.map((word) => element("option", { value: word, textContent: word })));
  };
  select.show = (value) => (select.value = value);
  return select;
}

export function tick({ label, onChoose }) {
  const input = element("input", { type: "checkbox", onchange: () => onChoose(input.checked) });
  const box = element("label", { className: "tick" }, input, label);
  box.show = (on) => (input.checked = on);
  return box;
}
