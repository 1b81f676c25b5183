"""Every page in a real browser: whole, at every width and colour; a view survives a reload."""

import re

import pytest
from playwright.sync_api import expect

from dilviz.ui.site import SITE
from tests.browser.accessibility import missed_by_tab, violations
from tests.browser.visits import PHONE, shows, view_of
from tools.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
SIDEWAYS = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  return main.scrollWidth - main.clientWidth;
}"""
# Tables, and rows of choices, that a phone cuts off without a word.
CUT_OFF = """() => [...document.querySelectorAll("[data-testid]:has(> table), [role=radiogroup]")]
  .filter((box) => box.scrollWidth > box.clientWidth + 1
    && !getComputedStyle(box, "::before").content.includes("More columns"))
  .map((box) => box.textContent.slice(0, 60))"""
every_page = pytest.mark.parametrize("site_page", SITE, ids=lambda page: page.title)


def left(opened, script):
    """What a script still finds when the page has had time to mend what it has just drawn."""
    for _ in range(50):
        if not (found := opened.evaluate(script)):
            break
        opened.wait_for_timeout(100)
    return found


def navigation(opened):
    return opened.get_by_test_id("stTopNavLink")


@every_page
def test_opens_whole_accessible_and_reached_by_tab_on_a_desk(page, site_page):
    opened = page(site_page.address)
    assert opened.get_by_role("heading", level=1).count() == 1
    assert opened.evaluate(TOO_WIDE) <= 1, "the page is wider than the window"
    assert violations(opened) == []
    assert missed_by_tab(opened) == []


@every_page
def test_opens_whole_and_accessible_on_a_dark_phone_and_embedded_without_navigation(
    visit, site_page
):
    opened = visit(site_page.address, **PHONE)
    assert opened.get_by_role("heading", level=1).count() == 1
    assert opened.evaluate(TOO_WIDE) <= 1, "the page is wider than the window"
    assert opened.evaluate(SIDEWAYS) <= 1, "the page scrolls sideways"
    assert left(opened, CUT_OFF) == []
    assert violations(opened) == []

    embedded = visit(f"{site_page.address}?embed=true", **PHONE)
    assert navigation(embedded).count() == 0
    assert embedded.evaluate(TOO_WIDE) <= 1


def test_every_page_opens_from_the_navigation(visit):
    opened = visit()
    for site_page in [*SITE[1:], SITE[0]]:
        navigation(opened).get_by_text(site_page.title, exact=True).click()
        opened.wait_for_url(re.compile(rf"//[^/]+/{site_page.address}(\?.*)?$"))
        assert settled(opened).get_by_role("heading", level=1).count() == 1, site_page.title
        assert opened.title() == site_page.tab
        expect(opened.locator(".masthead")).to_contain_text("Dilated (atrous) convolution")
        assert opened.locator(".footer").get_by_role("link").count() == 4


def dilation_slider(opened):
    return opened.get_by_role("slider", name=re.compile("dilation rate", re.IGNORECASE)).first


def drag_to_the_middle(opened, slider):
    """Take the thumb with the mouse and pull it along its track, as a person does."""
    slider.scroll_into_view_if_needed()
    track = opened.evaluate(
        """input => {
          const host = input.closest('[data-testid="stSlider"]') ?? input;
          const box = host.getBoundingClientRect(), thumb = input.getBoundingClientRect();
          return { left: box.left, width: box.width, x: thumb.left + thumb.width / 2,
                   y: thumb.top + thumb.height / 2, own: host === input };
        }""",
        slider.element_handle(),
    )
    start = track["left"] + 8 if track["own"] else track["x"]
    opened.mouse.move(start, track["y"])
    opened.mouse.down()
    opened.mouse.move(track["left"] + track["width"] / 2, track["y"], steps=8)
    opened.mouse.up()


@pytest.mark.parametrize("address", ["", "images"])
def test_a_dragged_dilation_rate_survives_a_reload(page, address):
    opened = page(address)
    before = dilation_slider(opened).input_value()
    drag_to_the_middle(opened, dilation_slider(opened))
    opened.wait_for_url(re.compile(r"[?&]d=\d+"))
    settled(opened)
    dragged, url = dilation_slider(opened).input_value(), opened.url
    assert dragged != before
    view = view_of(opened)

    opened.reload()
    settled(opened)

    assert opened.url == url
    assert dilation_slider(opened).input_value() == dragged
    shows(opened, view)
