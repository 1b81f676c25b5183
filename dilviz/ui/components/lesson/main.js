// Called whenever the step, the seed, the view or the theme changes.
import { forgetInstance, instanceOf, rootOf } from "../shared/component.js";
import { LessonPanel } from "./panel.js";

export default function ({ parentElement, data, setTriggerValue }) {
  const root = rootOf(parentElement);
  const panel = instanceOf(root, () => new LessonPanel(root));
  panel.receive(data, (place) => setTriggerValue("turn", place));
  return () => {
    panel.close();
    forgetInstance(root);
  };
}
