"""Ways between pages: Back, Forward, the navigation bar, links in the text, a lost connection."""

import re
from urllib.parse import quote, unquote_plus

import numpy as np
import pytest
from playwright.sync_api import expect

from dilviz.figures.encode import png
from dilviz.ui.site import SITE
from tests.long_network import long_text
from tools.settling import settled

# A page, the link of one of its settings, and what shows that setting.
SETTINGS = {
    "Explore": ("", "d=3", "input[aria-label='Dilation rate']", "3"),
    "Stack": ("stack", "net=" + quote("conv3, conv5 d2"), ".st-key-net input", "conv3, conv5 d2"),
    "Images": ("images", "coarse=8&d=9", "input[aria-label='Dilation rate']", "9"),
    "Gridding": ("gridding", "net=" + quote("conv7 d2"), ".st-key-net input", "conv7 d2"),
    "Cost": ("cost", "field=31", ".st-key-field input[type=range]", "31"),
    "Context module": ("context-module", "m=40", ".st-key-m input[type=range]", "40"),
    "Learned": ("learned", "seen=plain", ".st-key-seen input", "plain"),
    "Frameworks": ("frameworks", "d=5", ".st-key-d input", "5"),
    "Lesson": ("lesson", "step=stride", None, None),
    "Evidence": ("evidence", "q=VGG", ".st-key-q input", "VGG"),
}


def go_to(opened, title):
    """Take the navigation bar to a page."""
    opened.get_by_role("banner").get_by_role("link", name=title, exact=True).click()
    return settled(opened)


def shows(opened, title):
    """Check that a page shows the setting of `SETTINGS`, in its address and on its widget."""
    address, link, widget, value = SETTINGS[title]
    assert unquote_plus(opened.url).endswith(f"/{address}?{unquote_plus(link)}")
    if widget:
        expect(opened.locator(widget).first).to_have_value(value)
    assert opened.get_by_test_id("stAlert").count() == 0


def test_every_page_has_a_setting_here():
    assert list(SETTINGS) == [page.title for page in SITE]


@pytest.mark.parametrize("title", SETTINGS)
def test_back_and_the_navigation_bar_bring_a_page_as_it_was(visit, title):
    address, link, *_ = SETTINGS[title]
    other = "Gridding" if title == "Stack" else "Stack"
    opened = visit(f"{address}?{link}")
    go_to(opened, other)
    opened.go_back()
    shows(settled(opened), title)
    opened.go_forward()
    settled(opened)
    opened.go_back()
    shows(settled(opened), title)
    go_to(opened, other)
    shows(go_to(opened, title), title)


def test_a_page_is_found_without_what_another_page_has_under_the_same_name(visit):
    opened = visit("stack?net=conv9")
    go_to(opened, "Gridding")
    expect(opened.locator(".st-key-net input")).to_have_value("3*(conv3 d2)")
    opened.locator(".st-key-net input").fill("conv5")
    opened.locator(".st-key-net input").press("Enter")
    settled(opened)
    go_to(opened, "Stack")
    expect(opened.locator(".st-key-net input")).to_have_value("conv9")


def test_one_press_makes_one_entry_of_the_history(page):
    opened = page("stack?net=conv9&input=64")  # an open window has as many entries as there can be
    entries = opened.evaluate("history.length")
    opened.get_by_role("button", name="VGG-16 front end").click()
    opened.wait_for_url(re.compile("maxpool"))
    settled(opened)
    assert opened.evaluate("history.length") == entries + 1
    go_to(opened, "Cost")
    assert opened.evaluate("history.length") == entries + 2
    opened.go_back()
    opened.go_back()
    expect(opened.locator(".st-key-net input")).to_have_value("conv9")
    assert opened.url.endswith("?net=conv9&input=64")


def test_a_link_in_the_text_opens_in_place_with_its_setting(visit):
    opened = visit("?d=3")
    opened.evaluate("window.before = true")
    opened.get_by_role("link", name="this layer in six frameworks").click()
    opened.wait_for_url("**/frameworks?*")
    settled(opened)
    expect(opened.locator(".st-key-d input")).to_have_value("3")
    assert opened.evaluate("before") and len(opened.context.pages) == 1
    opened.go_back()
    settled(opened)
    assert opened.url.endswith("/?d=3")


def test_an_uploaded_picture_survives_a_visit_to_another_page(page):
    opened = page("images?image=your+own")
    picture = np.random.default_rng(0).integers(0, 255, (40, 60, 3), np.uint8)
    file = {"name": "mine.png", "mimeType": "image/png", "buffer": png(picture)}
    opened.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(file)
    expect(opened.locator(".st-key-inspector")).to_contain_text("your picture")
    go_to(settled(opened), "Cost")
    go_to(opened, "Images")
    expect(opened.locator(".st-key-inspector")).to_contain_text("your picture")
    assert opened.url.endswith("/images?image=your+own")


def test_after_a_file_every_other_action_still_works(page):
    opened = page("stack?net=conv9")
    opened.get_by_text("Load JSON, ONNX or a Fomoro link").click()
    file = {"name": "broken.json", "mimeType": "application/json", "buffer": b"{"}
    opened.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(file)
    expect(opened.get_by_test_id("stAlert")).to_be_visible()
    opened.get_by_role("button", name="HDC 1 2 5").click()
    settled(opened)
    expect(opened.locator(".st-key-net input")).to_have_value("conv3, conv3 d2, conv3 d5")
    opened.get_by_text("Load JSON, ONNX or a Fomoro link").click()
    opened.locator(".st-key-text textarea").fill("conv7")
    opened.get_by_role("button", name="Load the text").click()
    settled(opened)
    expect(opened.locator(".st-key-net input")).to_have_value("conv7")


CONNECTED = """(connected) => (document.querySelector("[data-test-connection-state]")
  .getAttribute("data-test-connection-state") === "CONNECTED") === connected"""


def test_a_network_too_long_for_a_link_is_kept_by_the_browser_that_loaded_it(browser, restarting):
    opened = browser.new_page()
    opened.goto(f"{restarting.address}/stack?net=conv9")
    settled(opened).get_by_text("Load JSON, ONNX or a Fomoro link").click()
    file = {"name": "long.json", "mimeType": "application/json", "buffer": long_text().encode()}
    opened.locator("[data-testid=stFileUploader] input[type=file]").set_input_files(file)
    opened.wait_for_url("**/stack?net=%40*")
    numbers = opened.locator(".st-key-overview")
    expect(numbers).to_contain_text("1401 × 1401")
    opened.keyboard.press("Escape")  # the panel lies over the navigation
    go_to(settled(opened), "Cost")
    opened.go_back()
    expect(numbers).to_contain_text("1401 × 1401")
    restarting.stop()
    restarting.start()
    opened.reload()
    expect(numbers).to_contain_text("1401 × 1401")
    elsewhere = browser.new_context().new_page()
    elsewhere.goto(opened.url)
    expect(elsewhere.get_by_test_id("stAlert")).to_contain_text("Send its JSON along")
    elsewhere.context.close()
    opened.close()


def test_a_lost_server_is_told_in_plain_words_and_all_agrees_when_it_is_back(browser, restarting):
    explore = browser.new_page()
    explore.goto(restarting.address)
    settled(explore)
    opened = browser.new_page()
    opened.goto(f"{restarting.address}/stack?net=conv9&input=64")
    settled(opened)
    opened.get_by_role("button", name="along the rows", exact=True).is_visible()
    restarting.stop()
    notice = explore.locator(".around-notice")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("The server does not answer")
    assert explore.get_by_role("dialog").count() == 0
    words, stage = notice.bounding_box(), explore.locator(".stage").first.bounding_box()
    assert words["y"] + words["height"] <= stage["y"], "the words lie over the figure or its sum"
    explore.get_by_label("Dilation rate", exact=True).locator("visible=true").last.press(
        "ArrowRight"
    )
    expect(explore.locator(".numbers .value").nth(1)).to_have_text("7 × 7")
    restarting.start()
    opened.wait_for_function(CONNECTED, arg=True)
    explore.wait_for_function(CONNECTED, arg=True)
    expect(notice).to_be_hidden()
    explore.close()
    settled(opened)
    expect(opened.locator(".st-key-input input")).to_have_value("64")
    opened.get_by_role("button", name="HDC 1 2 5").click()
    expect(opened.locator(".st-key-net input")).to_have_value("conv3, conv3 d2, conv3 d5")
    settled(opened)
    expect(opened.locator(".st-key-overview")).to_contain_text("17 × 17")
    assert unquote_plus(opened.url).endswith("?net=conv3, conv3 d2, conv3 d5")
    opened.close()


def test_what_was_chosen_without_a_server_is_told_to_it_when_it_is_back(browser, restarting):
    explore, lesson = browser.new_page(), browser.new_page()
    for opened, address in ((explore, ""), (lesson, "/lesson")):
        opened.goto(restarting.address + address)
        settled(opened)
    restarting.stop()
    expect(lesson.locator(".around-notice")).to_be_visible()
    rate = explore.get_by_label("Dilation rate", exact=True).locator("visible=true").last
    rate.press("ArrowRight")
    lesson.get_by_role("button", name="Next step").first.click()
    restarting.start()
    explore.wait_for_url("**/?d=3")
    expect(explore.locator(".numbers .value").nth(1)).to_have_text("7 × 7")
    lesson.wait_for_url("**/lesson?step=formula")
    expect(lesson.get_by_role("heading", level=1)).to_have_text("One output is one sum")
    explore.close()
    lesson.close()


def test_a_network_that_was_chosen_without_a_server_is_shown_when_it_is_back(browser, restarting):
    opened = browser.new_page()
    opened.goto(f"{restarting.address}/stack?net=conv9")
    settled(opened)
    restarting.stop()
    expect(opened.locator(".around-notice")).to_be_visible()
    opened.get_by_role("button", name="HDC 1 2 5").click()
    restarting.start()
    expect(opened.locator(".st-key-net input")).to_have_value("conv3, conv3 d2, conv3 d5")
    expect(opened.locator(".st-key-overview")).to_contain_text("17 × 17")
    opened.close()


def test_all_of_a_page_is_there_after_the_server_has_been_restarted(window, restarting):
    opened = window()
    opened.goto(f"{restarting.address}/images?d=7&kernel=box")
    below = opened.get_by_role("heading", name="The same weights, further apart")
    expect(below).to_be_visible()
    settled(opened)
    restarting.stop()
    opened.wait_for_function(CONNECTED, arg=False)
    restarting.start()
    opened.wait_for_function(CONNECTED, arg=True)
    expect(settled(opened).locator(".st-key-rates-strip")).to_be_attached()
    opened.context.close()
