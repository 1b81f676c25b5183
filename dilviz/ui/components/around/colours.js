// Light, dark, or as the system has it. Streamlit follows the system: the choice answers in its place.
import { make } from "../shared/elements.js";

const KEPT = "dilviz colours";
const DARK = "(prefers-color-scheme: dark)";
const CHOICES = { system: "System colours", light: "Light", dark: "Dark" };
const ask = window.matchMedia.bind(window);
const system = ask(DARK);
const answered = ask(DARK); // what whoever asks for the colours of the system gets: the choice

export function followChoice() {
  Object.defineProperty(answered, "matches", { get: isDarkNow });
  window.matchMedia = (query) => (query === DARK ? answered : ask(query));
  document.documentElement.style.colorScheme = scheme();
}

export function colourChoice() {
  const select = make("select", { ariaLabel: "Colours", title: "Colours of the app" });
  select.append(...Object.entries(CHOICES).map(([value, words]) => make("option", { value, selected: value === chosen() }, words)));
  select.onchange = () => {
    localStorage.setItem(KEPT, select.value);
    document.documentElement.style.colorScheme = scheme();
    answered.dispatchEvent(new Event("change"));
  };
  return select;
}

function chosen() {
  const kept = localStorage.getItem(KEPT);
  return kept in CHOICES ? kept : "system";
}

function isDarkNow() {
  return chosen() === "system" ? system.matches : chosen() === "dark";
}

// For what browsers draw themselves: scroll bars, system colours.
function scheme() {
  return chosen() === "system" ? "light dark" : chosen();
}
