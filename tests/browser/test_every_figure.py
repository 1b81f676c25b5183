"""Every figure and every table that a component draws can be saved, on every page."""

import pytest

from dilviz.lesson.steps import STEPS
from dilviz.ui.site import SITE

SEED = 1
LESSON = {step.scene(SEED).figure.kind: f"lesson?step={step.name}&seed={SEED}" for step in STEPS}
ADDRESSES = {
    **{page.title: page.address for page in SITE if page.address != "lesson"},
    **{f"lesson, {kind}": address for kind, address in LESSON.items()},
    "branches": "stack?net=[conv3 | conv5 d3], pool2&input=65x33",
    "sequence": "gridding?net=1d, conv3 d2, conv3 d3",
}
# Of what is drawn and seen: its card, or the whole component, has a Save menu, or Explore's Export.
UNSAVED = """() => {
  const inside = (root) => [...root.querySelectorAll("*")].flatMap((one) =>
    one.shadowRoot ? [one, ...inside(one.shadowRoot)] : [one]);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const isExport = (one) => one.matches("summary") && one.textContent === "Export";
  const isMenu = (one) => one.matches(".saving") || isExport(one);
  const places = new Set();
  for (const drawn of inside(document)) {
    const root = drawn.getRootNode();
    if (!root.host || !drawn.matches("canvas, svg, table, img") || !seen(drawn)) continue;
    if (drawn.closest("button, [aria-hidden=true], [tabindex='-1']")) continue;
    const card = drawn.closest(".card");
    const menus = [...root.querySelectorAll("*")].filter((one) => isMenu(one) && seen(one));
    if (menus.some((menu) => [null, card].includes(menu.closest(".card")))) continue;
    places.add(`${root.host.closest("[class*=st-key-]").className}: ${drawn.tagName}`);
  }
  return [...places];
}"""
REVEAL = "r"  # a key of the lesson


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_has_a_save_menu(visit, address):
    opened = visit(address)
    if "step=" in address:
        opened.keyboard.press(REVEAL)
        opened.wait_for_function("() => document.documentElement.dataset.lesson")
    assert opened.evaluate(UNSAVED) == []
