// After a lost connection the server may have begun anew, and knows nothing of what the page shows:
// without a run of the page, every further press would be told to a session that cannot answer it.
import { showAddress } from "./visiting.js";

const CONNECTION = "data-test-connection-state"; // Streamlit writes it on its outermost element

export function runAgainWhenReconnected() {
  let connectedBefore = false;
  let lost = false;
  const look = () => {
    const connected = document.querySelector(`[${CONNECTION}]`)?.getAttribute(CONNECTION) === "CONNECTED";
    if (connected && lost) showAddress();
    lost = connectedBefore && !connected;
    connectedBefore ||= connected;
  };
  new MutationObserver(look).observe(document, { subtree: true, attributes: true, attributeFilter: [CONNECTION] });
  look();
}
