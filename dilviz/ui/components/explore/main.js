// Streamlit calls this whenever the data or the theme changes.
import { Explorer } from "./explorer.js";

const EXPLORERS = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".dilviz");
  if (!EXPLORERS.has(root)) EXPLORERS.set(root, new Explorer(root, data));
  const explorer = EXPLORERS.get(root);
  explorer.receive(data, (link) => setStateValue("link", link));
  return () => {
    explorer.close();
    EXPLORERS.delete(root);
  };
}
