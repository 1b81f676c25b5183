// Whether the page is connected to its server, as Streamlit writes it on its outermost element.
const CONNECTION = "data-test-connection-state";
const RUN_BEGINS = 300; // milliseconds after a connection is back, as a rule
const MOST_SENT = 10; // times

// Calls `onChange(connected)` now and after every change; what comes back ends it.
export function watchConnection(onChange) {
  const look = () => onChange(document.querySelector(`[${CONNECTION}]`)?.getAttribute(CONNECTION) === "CONNECTED");
  const watching = new MutationObserver(look);
  watching.observe(document, { subtree: true, attributes: true, attributeFilter: [CONNECTION] });
  look();
  return () => watching.disconnect();
}

// Calls `resend()` when a lost connection is back and the page has run anew: what was told in between
// has not been heard. It says whether it had something to tell, and is called until it has not: what
// is told before the page has begun to run is lost as well. What comes back ends it.
export function whenHeardAgain(resend) {
  let connected = true;
  let timer = 0;
  const wait = (left) => (timer = setTimeout(() => {
    if (isPageRunning()) wait(left);
    else if (connected && left && resend()) wait(left - 1);
  }, RUN_BEGINS));
  const end = watchConnection((now) => {
    clearTimeout(timer);
    if (now && !connected) wait(MOST_SENT);
    connected = now;
  });
  return () => {
    end();
    clearTimeout(timer);
  };
}

export function isPageRunning() {
  return document.querySelector(`[${CONNECTION}]`)?.dataset.testScriptState !== "notRunning";
}
