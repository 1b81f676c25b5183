// Streamlit calls this whenever the data or the theme changes.
import { forgetInstance, instanceOf, rootOf } from "../shared/component.js";
import { Explorer } from "./explorer.js";

const OFFERS = EXPLORER_OFFERS; // filled in by the server: what can be chosen

export default function ({ parentElement, data, setStateValue }) {
  const root = rootOf(parentElement);
  const explorer = instanceOf(root, () => new Explorer(root, OFFERS));
  explorer.receive(data, (link) => setStateValue("link", link));
  return () => {
    explorer.close();
    forgetInstance(root);
  };
}
