// The server does not answer: said in our words. The page stays, and what it draws itself goes on.
import { make } from "../shared/elements.js";

const CONNECTION = "data-test-connection-state"; // Streamlit writes it on its outermost element
const PATIENCE = 1500; // milliseconds: shorter losses need no words

export function tellOfConnection() {
  const notice = make("p", { className: "around-notice", role: "status", hidden: true });
  document.body.append(notice);
  let connectedBefore = false;
  let timer = 0;
  const look = () => {
    const connected = document.querySelector(`[${CONNECTION}]`)?.getAttribute(CONNECTION) === "CONNECTED";
    connectedBefore ||= connected;
    clearTimeout(timer);
    if (connected) notice.hidden = true;
    else if (connectedBefore) timer = setTimeout(() => tell(notice), PATIENCE);
  };
  new MutationObserver(look).observe(document, { subtree: true, attributes: true, attributeFilter: [CONNECTION] });
}

function tell(notice) {
  notice.textContent =
    "The server does not answer. This page stays as it is, and Explore and the Lesson go on answering; " +
    "other figures follow their controls again as soon as the connection is back. Nothing needs to be done.";
  notice.hidden = false;
}
