const STATE = "data-test-script-state"; // Streamlit writes it on its outermost element

// Whenever a run of the page begins or ends.
export function atEachRun(act) {
  new MutationObserver(act).observe(document.body, { subtree: true, attributes: true, attributeFilter: [STATE] });
}
