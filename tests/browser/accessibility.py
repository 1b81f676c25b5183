"""What axe-core finds wrong on a page, and where the Tab key leads."""

from importlib import resources

# Rules of the Web Content Accessibility Guidelines 2.2, levels A and AA.
STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")

SCRIPT = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RUN = """async ([excluded, tags]) => {
  const found = await axe.run({ exclude: excluded },
    { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) =>
    `${id}: ${help} | ${node.target.flat().join(" ")} | ${node.html.slice(0, 160)} | `
    + (node.any.concat(node.all, node.none)[0]?.message ?? "")));
}"""

# Faults of Streamlit's own parts, which we do not draw. Each is named with the rule it breaks.
NOT_OURS = ("[data-testid=stCode] .token",)  # color-contrast: the colours of code


def violations(opened):
    """List what breaks a rule on an open page, in what we draw."""
    opened.evaluate(SCRIPT + "; 0")
    return opened.evaluate(RUN, [[[one] for one in NOT_OURS], list(STANDARD)])


# Where the focus is, shadow roots included; false at the end of the page.
STOP = """() => {
  let here = document.activeElement;
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  window.__focused ??= new Set();
  window.__unseen ??= [];
  if (here === document.body || window.__focused.has(here)) return false;
  window.__focused.add(here);
  const box = here.getBoundingClientRect();
  if (!here.matches(":focus-visible") || box.width * box.height < 1)
    window.__unseen.push(here.outerHTML.slice(0, 160));
  return true;
}"""

# Everything of ours that takes the focus by Tab: in our shadow roots, seen, not one of a group.
MISSED = """() => {
  const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean);
  const takesFocus = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  return roots.flatMap((root) => [...root.querySelectorAll(takesFocus)])
    .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== "radio"
      && one.checkVisibility({ visibilityProperty: true }) && !window.__focused.has(one))
    .map((one) => one.outerHTML.slice(0, 160));
}"""
MOST_STOPS = 400


def missed_by_tab(opened):
    """Press Tab from the first stop to the last: what never got the focus, or did not show it."""
    for _ in range(MOST_STOPS):
        opened.keyboard.press("Tab")
        if not opened.evaluate(STOP):
            break
    return opened.evaluate(MISSED) + opened.evaluate("() => window.__unseen")
