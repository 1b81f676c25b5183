// Chips: each puts what it stands for into the link, and the figures follow before the page has run.
import { announce } from "../shared/announcing.js";
import { instanceOf, rootOf } from "../shared/component.js";
import { whenHeardAgain } from "../shared/connected.js";
import { make, makeButton } from "../shared/elements.js";

export default function ({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement);
  const group = root.firstElementChild ?? root.appendChild(make("div", { className: "chips", role: "group" }));
  group.ariaLabel = data.label;
  const chips = instanceOf(parentElement, () => followSteps(group));
  const choose = ({ name, link }) => {
    if (name !== data.on) chips.told = name;
    if (Object.keys(link).length) {
      pressChip(group, name);
      announce(link);
    }
    setTriggerValue("chosen", name);
  };
  placeChips(group, data.chips, choose);
  Object.assign(chips, { on: data.on, told: null, tell: (name) => setTriggerValue("chosen", name) });
  pressChip(group, data.on);
}

// A press before which Back came changes nothing, and no run says which chip is pressed then. One that
// was made without a server is told when it is back.
function followSteps(group) {
  const chips = {};
  const end = whenHeardAgain(() => {
    if (!chips.told || !group.isConnected) return false;
    chips.tell(chips.told);
    return true;
  });
  const step = ({ isTrusted }) => {
    if (isTrusted) chips.told = null; // by the browser: the page is run by its address otherwise
    if (group.isConnected) return pressChip(group, chips.told ?? chips.on);
    removeEventListener("popstate", step);
    end();
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
