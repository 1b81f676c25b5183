// Buttons side by side, one of them pressed.
import { make, makeButton } from "./elements.js";

// options: [[key, words], ...]; `choose(key)` is called after a press.
export function choiceButtons(label, options, chosen, choose, className = "choices") {
  const buttons = options.map(([key, words]) => {
    const press = () => {
      for (const button of buttons) button.ariaPressed = String(button === pressed);
      choose(key);
    };
    const pressed = makeButton(words, press, { ariaPressed: String(key === chosen) });
    return pressed;
  });
  return make("div", { className, role: "group", ariaLabel: label }, ...buttons);
}
