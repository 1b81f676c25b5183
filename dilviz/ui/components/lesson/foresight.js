// The next step is asked for while people think about this one: its answer is there when they go.
import { placeOf, queryOf } from "./place.js";

const PANEL = "figures/lesson/lesson-panel";
const PAUSE = 500; // milliseconds: whoever only passes by asks for nothing

// Returns what ends the waiting.
export function foresee(data) {
  if (!data.next) return () => {};
  const address = new URL(`${PANEL}?${queryOf({ ...placeOf(data), step: data.next }, data)}`, document.baseURI);
  const timer = setTimeout(() => fetch(address).catch(() => {}), PAUSE); // the browser keeps it
  return () => clearTimeout(timer);
}
