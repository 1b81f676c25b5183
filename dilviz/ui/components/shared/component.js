// What every component does when Streamlit calls it: find its root, and what it built the last time.
import { applyTheme } from "./theme.js";

const INSTANCES = new WeakMap(); // the element given by Streamlit -> what was built for it

// The root element, in light or dark.
export function rootOf(parentElement) {
  const root = parentElement.querySelector(".dilviz");
  applyTheme(root);
  return root;
}

// What `build` gave for this element at the first call.
export function instanceOf(parentElement, build = () => ({})) {
  if (!INSTANCES.has(parentElement)) INSTANCES.set(parentElement, build());
  return INSTANCES.get(parentElement);
}

export function forgetInstance(parentElement) {
  INSTANCES.delete(parentElement);
}
