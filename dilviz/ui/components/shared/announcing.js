// Tells the figures of the page what the link is about to hold, before the page has run: they draw
// it at once. A null or an empty value leaves its name out.
export function announce(changes) {
  dispatchEvent(new CustomEvent("dilviz-link", { detail: changes }));
}
