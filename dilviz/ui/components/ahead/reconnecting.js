// After a lost connection the server may have begun anew, and knows nothing of what the page shows:
// without a run of the page, every further press would be told to a session that cannot answer it.
import { watchConnection } from "../shared/connected.js";
import { showAddress } from "./visiting.js";

export function runAgainWhenReconnected() {
  let connectedBefore = false;
  let lost = false;
  watchConnection((connected) => {
    if (connected && lost) showAddress();
    lost = connectedBefore && !connected;
    connectedBefore ||= connected;
  });
}
