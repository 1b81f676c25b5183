// The server does not answer: said in our words. The page stays, and what it draws itself goes on.
import { watchConnection } from "../shared/connected.js";
import { make } from "../shared/elements.js";

const PATIENCE = 1500; // milliseconds: shorter losses need no words
const WORDS =
  "The server does not answer. This page stays as it is. Explore, and the step of the Lesson that is shown, " +
  "go on answering; other figures and steps follow as soon as the connection is back. Nothing needs to be done.";

export function tellOfConnection() {
  const notice = make("p", { className: "around-notice", role: "status", hidden: true }, WORDS);
  document.body.append(notice);
  let connectedBefore = false;
  let timer = 0;
  watchConnection((connected) => {
    connectedBefore ||= connected;
    clearTimeout(timer);
    if (connected) notice.hidden = true;
    else if (connectedBefore) timer = setTimeout(() => (notice.hidden = false), PATIENCE);
  });
  new MutationObserver(closeDialog).observe(document.body, { childList: true, subtree: true });
}

// Streamlit tells its developers how to start a server, in a dialog that takes the page away.
function closeDialog(changes) {
  if (!changes.some(({ addedNodes }) => addedNodes.length)) return;
  for (const dialog of document.querySelectorAll('[role="dialog"]')) {
    if (dialog.textContent.includes("Connection error")) dialog.querySelector('[aria-label="Close"]')?.click();
  }
}
