// Chips: each puts what it stands for into the link, and the figures follow before the page has run.
import { announce } from "../shared/announcing.js";
import { instanceOf, rootOf } from "../shared/component.js";
import { make, makeButton } from "../shared/elements.js";

export default function ({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement);
  const group = root.firstElementChild ?? root.appendChild(make("div", { className: "chips", role: "group" }));
  group.ariaLabel = data.label;
  const choose = ({ name, link }) => {
    if (Object.keys(link).length) {
      pressChip(group, name);
      announce(link);
    }
    setTriggerValue("chosen", name);
  };
  placeChips(group, data.chips, choose);
  const chips = instanceOf(parentElement, () => followSteps(group));
  chips.on = data.on;
  pressChip(group, data.on);
}

// A press that nobody heard (Back came before it, or the server was gone) changes nothing, so no run
// says which chip is pressed.
function followSteps(group) {
  const chips = {};
  const step = () => {
    if (group.isConnected) pressChip(group, chips.on);
    else removeEventListener("popstate", step);
  };
  addEventListener("popstate", step);
  return chips;
}

// A chip that stays is the same button and keeps the focus; from one that goes, the next takes it.
function placeChips(group, chips, choose) {
  const old = new Map([...group.children].map((button) => [button.textContent, button]));
  const buttons = chips.map((chip) => {
    const button = old.get(chip.name) ?? makeButton(chip.name, null);
    button.onclick = () => choose(chip);
    return button;
  });
  const before = [...group.children];
  if (buttons.length === before.length && buttons.every((button, i) => button === before[i])) return;
  const focused = before.indexOf(group.getRootNode().activeElement);
  group.replaceChildren(...buttons);
  if (focused < 0) return;
  const next = buttons[Math.min(focused, buttons.length - 1)];
  (buttons.includes(before[focused]) ? before[focused] : next).focus();
}

function pressChip(group, name) {
  for (const button of group.children) button.setAttribute("aria-pressed", String(button.textContent === name));
}
