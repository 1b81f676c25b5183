// The next step is asked for while people think about this one: its answer is there when they go.
import { linkOf, placeOf } from "./place.js";

const PANEL = "figures/lesson/lesson-panel";
const PAUSE = 500; // milliseconds: whoever only passes by asks for nothing

// Returns what ends the waiting.
export function foresee(data) {
  if (!data.next) return () => {};
  const link = Object.entries(linkOf({ ...placeOf(data), step: data.next }, data)).filter(([, value]) => value);
  const address = new URL(`${PANEL}?${new URLSearchParams(link)}`, document.baseURI);
  const timer = setTimeout(() => fetch(address).catch(() => {}), PAUSE); // the browser keeps it
  return () => clearTimeout(timer);
}
