// A page inside another one: its theme, and the height that the page around may give it.

// Light, dark, or the colour scheme of what is around: the system's for a page of its own; for a
// frame that of the iframe element, which inherits the `color-scheme` of its page.
export function followTheme(root, redraw) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const asked = root.dataset.asked;
    root.dataset.theme = asked === "auto" ? (dark.matches ? "dark" : "light") : asked;
    document.documentElement.style.colorScheme = root.dataset.theme; // else its canvas is opaque
  };
  dark.addEventListener("change", () => {
    apply();
    redraw();
  });
  apply();
}

// Tells the page around how tall this one is, whenever that changes.
export function tellHeight(root) {
  if (window.parent === window) return;
  new ResizeObserver(() => {
    const height = Math.ceil(root.getBoundingClientRect().height);
    window.parent.postMessage({ type: "dilviz:height", height }, "*");
  }).observe(root);
}
