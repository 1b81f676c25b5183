"""A network typed after others: the page is as it is where the link is opened afresh."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.visits import view_of, visited
from tools.settling import settled

CROSSING = json.dumps(
    {
        "input": "x",
        "output": "c",
        "nodes": [
            {"id": "a", "op": "conv", "inputs": ["x"], "kernel_size": 3},
            {"id": "b", "op": "add", "inputs": ["a", "x"]},
            {"id": "c", "op": "add", "inputs": ["a", "b"]},
        ],
    }
)
PLAIN = "conv3, conv3 d2"
WALKS = {
    "stack?input=16x24": [
        *(PLAIN, "[id | gap], conv3", PLAIN),  # a control comes and goes
        *("conv3 d9 valid", "45*(conv1)"),  # no output, then a chart more
        *("conv3, cnv3", CROSSING, "1d conv2 d3", PLAIN),
    ],
    "stack?at=1&unit=2,3&input=16x24": [PLAIN, "conv3"],
    "gridding": ["3*(conv3 d400)", PLAIN, "conv3 d2, gap", "cnv3", "[conv1 | conv3 d6]"],
}
SEEN_TO_THE_END = """async () => {
  const main = document.querySelector("[data-testid=stMain]");
  for (const share of [0.4, 0.7, 1, 0]) {
    main.scrollTo(0, share * main.scrollHeight);
    await new Promise((wait) => setTimeout(wait, 100));
  }
}"""


def looked_through(opened):
    """Scroll past all charts, so that they are made."""
    settled(opened).evaluate(SEEN_TO_THE_END)
    return opened


def show_the_same(opened, other):
    """Check that two windows do, once their charts have come."""
    for _ in range(100):
        if view_of(opened) == view_of(other):
            return
        opened.wait_for_timeout(100)
    assert view_of(opened) == view_of(other)


def type_network(opened, text):
    line = opened.get_by_label("Network", exact=True)
    line.fill(text)
    line.press("Enter")


@pytest.mark.parametrize("start", WALKS)
def test_every_network_of_a_walk_is_shown_as_its_link_shows_it(start, visit, page):
    opened, fresh = page(start), visit("lesson")
    for text in WALKS[start]:
        type_network(opened, text)
        if "cnv" in text:
            expect(opened.get_by_text("In grey, the last network")).to_be_visible()
            continue
        looked_through(opened)
        looked_through(visited(fresh, opened.url.split("/", 3)[3]))
        show_the_same(opened, fresh)


@pytest.mark.parametrize("address", ["stack", "gridding"])
def test_figures_stay_while_a_network_is_typed(address, visit):
    opened = visit(f"{address}?net={PLAIN}")
    figure = opened.locator(".st-key-figures")
    shown = settled(opened) and figure.aria_snapshot()
    line = opened.get_by_label("Network", exact=True)
    line.fill("conv3, conv")
    expect(opened.get_by_text("In grey, the last network")).to_be_visible()
    opened.wait_for_timeout(1500)  # longer than figures wait for the page
    assert figure.aria_snapshot() == shown
    assert line.input_value() == "conv3, conv"


LOGARITHMIC = """() => {
  const chart = document.querySelector(".st-key-growth .js-plotly-plot");
  return chart?.layout?.yaxis.type === "log";
}"""


def in_grey(opened):
    """The page, as soon as the figures of the last network are in grey."""
    expect(opened.get_by_text("In grey, the last network")).to_be_visible()
    return settled(opened)


def test_in_grey_figures_and_charts_follow_other_controls(page):
    opened = looked_through(page(f"stack?input=32&net={PLAIN}"))
    type_network(opened, "conv3, cnv3")
    in_grey(opened).locator(".st-key-scale").get_by_text("log").click()
    opened.wait_for_function(LOGARITHMIC)
    opened.locator(".st-key-input input").fill("9x11")
    opened.locator(".st-key-input input").press("Enter")
    expect(opened.locator(".st-key-placed")).to_contain_text("row 4, column 5")


def test_the_network_in_grey_is_the_one_that_could_be_read_last(page):
    opened, held = page(f"stack?net={PLAIN}"), []
    opened.route("**/figures/**", lambda route: held.append(route))
    with opened.expect_request("**/figures/**"):
        type_network(opened, "conv3, conv3 d5")
    with opened.expect_request("**/figures/**"):
        type_network(opened, "conv3, conv3 d5, c")
    for late in held:
        late.continue_()
    opened.unroute("**/figures/**")
    in_grey(opened)
    expect(opened.locator(".st-key-overview")).to_contain_text("13 × 13")


def test_a_grid_that_was_too_small_for_a_network_is_shown_of_the_next(visit):
    opened = visit("gridding?net=conv3 d9 valid&grid=24")
    opened.locator(".st-key-grid input[type=range]").press("Home")
    refused = opened.get_by_text("the dilated kernel does not fit")
    expect(refused).to_be_visible()
    type_network(settled(opened), PLAIN)
    expect(refused).to_have_count(0)
    expect(opened.locator(".st-key-classes")).to_contain_text("this 8 × 8 input")


# What asks to be done at once waits for the end of a moment, as on a machine that is busy.
LONG_MOMENT = """(() => {
  const later = setTimeout;
  window.setTimeout = (act, after, ...more) =>
    window.due && !after ? due.push(act) : later(act, after, ...more);
})()"""
END_OF_MOMENT = """() => {
  const all = due;
  window.due = null;
  all.forEach((act) => act());
}"""
CHARTS_IN_SIGHT = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  main.scrollTo(0, main.scrollHeight);
}"""


def test_what_is_typed_while_a_chart_asks_for_itself_is_heard(window, witness, visit):
    opened = window()
    witness.watch(opened)
    opened.add_init_script(LONG_MOMENT)
    opened.goto("/stack")
    settled(opened).evaluate("() => { window.due = []; }")
    opened.evaluate(CHARTS_IN_SIGHT)
    opened.wait_for_function("() => due.length")
    type_network(opened, PLAIN)
    opened.evaluate(END_OF_MOMENT)
    chosen = opened.get_by_role("button", name="Context module", exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "false")
    fresh = looked_through(visit(f"stack?net={PLAIN}"))
    show_the_same(looked_through(opened), fresh)
    witness.testify()
    opened.context.close()


@pytest.mark.parametrize("address", ["stack", "gridding"])
def test_a_page_can_be_loaded_again_whatever_was_pasted(address, page):
    opened = page(f"{address}?net={PLAIN}")
    type_network(opened, "no network " * 10_000)
    in_grey(opened).reload()
    expect(settled(opened).get_by_label("Network", exact=True)).to_have_value(PLAIN)


@pytest.mark.parametrize("chosen", ["at=1&unit=3,4", "unit=3,4"])
def test_a_network_that_is_chosen_has_no_unit_yet(chosen, visit):
    opened = visit(f"stack?input=32&{chosen}&net={PLAIN}")
    opened.get_by_role("button", name="HDC 1 2 5").click()
    expect(opened.locator(".st-key-unit input")).to_have_value("")
    expect(opened.locator(".st-key-at input")).to_have_value("")
    settled(opened).wait_for_timeout(2500)  # what was announced and is not written is given up
    assert "unit" not in opened.url and "at=" not in opened.url
    expect(opened.locator(".st-key-placed")).not_to_contain_text("row 3, column 4")
