// Called whenever the step, the seed, the view or the theme changes.
import { LessonPanel } from "./panel.js";

const PANELS = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".dilviz");
  if (!PANELS.has(root)) PANELS.set(root, new LessonPanel(root));
  const panel = PANELS.get(root);
  panel.receive(data, (asked) => setTriggerValue("turn", asked));
  return () => {
    panel.close();
    PANELS.delete(root);
  };
}
