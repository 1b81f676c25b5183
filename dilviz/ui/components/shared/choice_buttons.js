// Buttons side by side, one of them pressed.
import { make, makeButton } from "./elements.js";

// options: [[key, words], ...]; `choose(key)` is called after a press, `show(key)` of the group presses another.
export function choiceButtons(label, options, chosen, choose, className = "choices") {
  const press = (key) => {
    group.show(key);
    choose(key);
  };
  const buttons = options.map(([key, words]) => makeButton(words, () => press(key)));
  const group = make("div", { className, role: "group", ariaLabel: label }, ...buttons);
  group.show = (chosen) => options.forEach(([key], i) => (buttons[i].ariaPressed = String(key === chosen)));
  group.show(chosen);
  return group;
}
