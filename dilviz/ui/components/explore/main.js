// Streamlit calls this whenever the data or the theme changes.
import { forgetInstance, instanceOf, rootOf } from "../shared/component.js";
import { Explorer } from "./explorer.js";

export default function ({ parentElement, data, setStateValue }) {
  const root = rootOf(parentElement);
  const explorer = instanceOf(root, () => new Explorer(root, data));
  explorer.receive(data, (link) => setStateValue("link", link));
  return () => {
    explorer.close();
    forgetInstance(root);
  };
}
