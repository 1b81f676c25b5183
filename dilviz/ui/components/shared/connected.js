// Whether the page is connected to its server, as Streamlit writes it on its outermost element.
const CONNECTION = "data-test-connection-state";

// Calls `tell(connected)` now and after every change.
export function watchConnection(tell) {
  const look = () => tell(document.querySelector(`[${CONNECTION}]`)?.getAttribute(CONNECTION) === "CONNECTED");
  new MutationObserver(look).observe(document, { subtree: true, attributes: true, attributeFilter: [CONNECTION] });
  look();
}
