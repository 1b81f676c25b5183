// Words into the clipboard; pages without https have the older way only. True if they are there.
import { make } from "./elements.js";
export async function copyWords(words, root) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copySelected(words, root);
  }
}

function copySelected(words, root) {
  const field = make("textarea");
  const focused = root.getRootNode().activeElement;
  field.value = words;
  field.style.cssText = "position: fixed; opacity: 0";
  root.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}
