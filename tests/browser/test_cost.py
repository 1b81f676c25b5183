"""The Cost page in a real browser: measuring, switching the plot, taking the table away."""

import csv

from playwright.sync_api import expect

from tests.browser.visits import PHONE
from tools.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
SMALL = "cost?field=15&channels=2&image=32"


def test_the_button_measures_every_contender(visit):
    opened = visit(SMALL)
    expect(opened.get_by_text("not measured yet")).to_have_count(5)
    opened.get_by_role("button", name="Measure on this server").click()
    expect(opened.get_by_text("runs", exact=False).filter(has_text=" to ")).to_have_count(
        5, timeout=60_000
    )


def press(opened, control, key):
    opened.locator(f".st-key-{control} input[type=range]").first.press(key)


def test_measured_times_are_there_again_when_their_settings_are(visit):
    opened = visit(SMALL)
    opened.get_by_role("button", name="Measure on this server").click()
    unmeasured = opened.get_by_text("not measured yet")
    expect(unmeasured).to_have_count(0, timeout=60_000)
    press(opened, "channels", "ArrowRight")
    expect(unmeasured).to_have_count(5)
    press(opened, "channels", "ArrowLeft")
    expect(unmeasured).to_have_count(0)


def test_what_is_said_of_the_link_goes_with_the_first_change(visit):
    opened = visit("cost?field=999&channels=2&image=32")
    said = opened.get_by_text("The link asked for field = 999")
    expect(said).to_be_visible()
    press(opened, "field", "ArrowRight")
    expect(said).to_have_count(0)


def test_the_chart_changes_quantity_and_scale_and_stays_in_the_link(visit):
    opened = visit(SMALL)
    title = opened.locator(".st-key-curves .js-plotly-plot .gtitle")
    expect(title).to_have_text("Multiply-adds against receptive field")
    opened.locator(".st-key-quantity button", has_text="weights").click()
    expect(title).to_have_text("Weights against receptive field")
    opened.locator(".st-key-scale button", has_text="linear").click()
    opened.wait_for_url("**quantity=weights**scale=linear**")
    expect(opened.get_by_text("plain stack: 1116 at a field of 63")).to_be_visible()


def test_the_formula_follows_the_comparison_though_its_runs_leave_it_out(visit):
    opened = visit(SMALL)
    formula = opened.locator(".st-key-derivation .dilviz")
    for control in ("channels", "rate", "image"):
        before = formula.inner_text()
        opened.locator(f".st-key-{control} input[type=range]").press("ArrowRight")
        expect(formula).not_to_have_text(before, use_inner_text=True)
    settled(opened)
    shown = formula.inner_text()
    opened.reload()
    expect(formula).to_have_text(shown, use_inner_text=True)


def test_the_table_can_be_downloaded(visit):
    opened = visit(SMALL)
    with opened.expect_download() as download:
        opened.get_by_role("button", name="Table as CSV").click()
    with open(download.value.path(), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 5 and rows[0]["name"] == "one dense kernel"
    assert int(rows[0]["weights"]) == 15 * 15 * 2 * 2


def test_a_phone_shows_it_all_without_scrolling_sideways(visit):
    opened = visit("cost", **PHONE)
    expect(opened.get_by_text("13.7 times the work")).to_be_visible()
    assert opened.evaluate(TOO_WIDE) <= 1


# After each change, before the browser paints: whether a chart is there, and where the words below
# it begin.
CHANGES = """() => {
  const place = (part) => document.querySelector(`.st-key-curves-${part}`);
  const [chart, below] = [place("chart"), place("files")];
  const top = (element) => element.getBoundingClientRect().top;
  window.seen = new Set();
  new MutationObserver(() => {
    const drawn = chart.querySelector(".cartesianlayer .trace");
    window.seen.add(`${Boolean(drawn)} ${Math.round(top(below) - top(chart))}`);
  }).observe(chart, { childList: true, subtree: true });
}"""
DENSE = "() => document.querySelector('.js-plotly-plot')?.data?.[0].y[0]"


def test_a_chart_that_is_drawn_anew_does_not_flicker(page):
    opened = page(SMALL)
    opened.locator(".st-key-curves-files").scroll_into_view_if_needed()
    expect(opened.locator(".js-plotly-plot .trace").first).to_be_visible()
    settled(opened)
    opened.evaluate(
        "() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))"
    )
    before = opened.evaluate(DENSE)
    opened.evaluate(CHANGES)
    opened.locator(".st-key-channels input[type=range]").first.press("ArrowRight")
    opened.wait_for_function(f"(before) => (({DENSE})() ?? before) > before", arg=before)
    settled(opened)
    [always] = opened.evaluate("() => [...window.seen]")
    assert always.startswith("true")
    opened.get_by_role("link", name="Gridding").first.click()  # a page with a chart can be left
    expect(opened.get_by_role("heading", level=1)).to_contain_text("never read")


LATE = "window.requestIdleCallback = (act) => (window.whenIdle = act)"


def test_a_chart_is_taken_away_before_the_browser_had_time_to_copy_it(window):
    opened = window()
    opened.add_init_script(LATE)
    opened.goto("/cost")
    chart = settled(opened).locator(".js-plotly-plot").first
    chart.scroll_into_view_if_needed()
    opened.wait_for_function("() => window.whenIdle")
    chart.evaluate("(chart) => chart.closest('[class*=-chart]').remove()")
    opened.evaluate("whenIdle()")  # raises what it raises
    opened.context.close()
