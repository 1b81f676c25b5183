"""The Gridding page in a real browser: pointing, keys, remedies that are taken."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from dilviz.pictures.photographs import IMAGES
from tests.browser.visits import PHONE, visited
from tools.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
MIDDLE = """async (canvas) => {
  const [x, y] = [canvas.width >> 1, canvas.height >> 1];
  for (;;) {
    const pixel = [...canvas.getContext("2d").getImageData(x, y, 1, 1).data];
    if (pixel[3]) return pixel;
    await new Promise(requestAnimationFrame);
  }
}"""
MIDDLE_OF_FILE = """async (svg) => {
  const image = new Image(), file = new DOMParser().parseFromString(svg, "image/svg+xml");
  image.src = file.querySelector("image").getAttribute("href");
  await image.decode();
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  return [...pen.getImageData(image.width >> 1, image.height >> 1, 1, 1).data];
}"""


def number(opened, name):
    return opened.locator(".numbers > div").filter(has_text=name).first.locator(".value")


def field_canvas(opened):
    return opened.locator(".st-key-field canvas, .map canvas").first


def test_pointing_at_a_pixel_says_whether_it_is_read(visit):
    opened = visit("gridding")
    canvas = field_canvas(opened)
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    cell = box["width"] / 13
    opened.mouse.move(box["x"] + cell * 6.5, box["y"] + cell * 6.5)
    expect(opened.get_by_text("Row 0, column 0: read along 49 paths.")).to_be_visible()
    opened.mouse.move(box["x"] + cell * 7.5, box["y"] + cell * 6.5)
    expect(opened.get_by_text("Row 0, column 1: never read.")).to_be_visible()


def test_arrow_keys_walk_from_the_middle(visit):
    opened = visit("gridding")
    field_canvas(opened).focus()
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("ArrowLeft")
    expect(opened.get_by_text("Row \u22121, column 0: never read.")).to_be_visible()


def test_a_remedy_is_taken_and_kept_in_the_link(visit):
    opened = visit("gridding")
    opened.get_by_role("button", name="Show conv3, conv3 d2, conv3 d3 above").click()
    expect(number(opened, "Coverage")).to_have_text("100 %")
    expect(opened.get_by_label("Network", exact=True)).to_have_value("conv3, conv3 d2, conv3 d3")
    expect(opened.get_by_text("There is nothing to fix.")).to_be_visible()
    assert quote("conv3 d3") in opened.url.replace("+", "%20")
    opened.reload()
    expect(number(settled(opened), "Coverage")).to_have_text("100 %")


def test_a_design_opens_in_stack(visit):
    opened = visit("gridding?size=31&layers=4")
    opened.get_by_role("link", name="Open conv3, conv3 d3, conv3 d5, conv3 d6 in Stack").click()
    opened.wait_for_url("**/stack?net=*")
    expect(number(settled(opened), "Receptive field")).to_have_text("31 × 31")


def test_pointing_at_a_pixel_says_whether_it_meets_its_neighbour(visit):
    opened = visit("gridding?grid=8")
    canvas = opened.locator(".map canvas").nth(1)
    canvas.focus()
    opened.keyboard.press("ArrowDown")
    told = opened.get_by_text("Row 5, column 4: class 3 of 4, 16 pixels.")
    expect(told).to_contain_text("never meets its neighbour on the right")


@pytest.mark.parametrize("network", ["10*(conv3 d50)", "[conv1 | conv3 d6 | conv3 d24]"])
def test_a_phone_shows_it_all_without_scrolling_sideways(visit, network):
    opened = visit(f"gridding?net={quote(network)}", **PHONE)
    expect(number(opened, "Coverage")).to_be_visible()
    assert opened.evaluate(TOO_WIDE) <= 1


def test_number_of_paths_is_another_view_and_an_example_another_network(visit):
    opened = visit("gridding")
    button = opened.get_by_role("button", name="number of paths")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(opened.get_by_text("many paths")).to_be_visible()
    example = opened.get_by_role("button", name="HDC 1, 2, 5")
    example.click()
    expect(number(opened, "Coverage")).to_have_text("100 %")
    expect(opened.get_by_label("Network", exact=True)).to_have_value("conv3, conv3 d2, conv3 d5")
    expect(example).to_have_attribute("aria-pressed", "true")


def test_a_photograph_is_fetched_once_for_many_networks(visit):
    opened = visit("gridding")
    lit = opened.get_by_role("img", name="One output reads these pixels")
    assert lit.evaluate(MIDDLE) == [255, 117, 41, 255]
    fetched = []
    opened.on("request", lambda request: fetched.append(request.url))
    opened.get_by_role("button", name="HDC 1, 2, 5").click()
    whole = opened.get_by_role("img", name="the picture stays whole")
    expect(whole).to_have_attribute("width", "225")
    assert whole.evaluate(MIDDLE)[3] == 255
    assert any("figures/gridding/" in url for url in fetched)
    assert not any("photograph?image" in url for url in fetched)


GARBLED = {"body": "<p>Sign in to this network.", "content_type": "image/png"}


def photograph_held_back(page):
    """Open the page, and hold the first request for its photograph: window, card, request."""
    opened, held = page(), []

    def hold_the_first(route):
        route.continue_() if held else held.append(route)

    opened.route("**/photograph?image=rocket", hold_the_first)
    visited(opened, "gridding?photo=rocket")
    heading = opened.get_by_role("heading", name="On a photograph")
    return opened, opened.locator(".card", has=heading), held


@pytest.mark.parametrize("answer", [GARBLED, {"status": 500, "body": "no"}])
def test_pictures_are_drawn_and_saved_when_their_photograph_comes(page, witness, answer):
    opened, card, held = photograph_held_back(page)
    expect(card.get_by_role("status")).to_have_text("The photograph is on its way …")
    with opened.expect_download() as download:
        card.get_by_role("button", name="Save photographs as SVG").click()
        held[0].fulfill(**answer)
    middle = card.locator("canvas").first.evaluate(MIDDLE)
    assert opened.evaluate(MIDDLE_OF_FILE, download.value.path().read_text()) == middle
    expect(card.get_by_role("status")).to_have_text("")
    assert [trouble for trouble in witness.troubles if "status of 500" not in trouble] == []
    witness.troubles.clear()


def test_no_file_is_made_of_pictures_that_have_gone(page):
    opened, card, held = photograph_held_back(page)
    files = []
    opened.on("download", lambda file: files.append(file))
    card.get_by_role("button", name="Save photographs as SVG").click()
    opened.get_by_role("radio", name="coffee").click()
    coffee = card.get_by_role("img", name=f"{IMAGES['coffee'].alt} One output")
    assert coffee.evaluate(MIDDLE)[3] == 255
    held[0].continue_()
    opened.wait_for_timeout(500)
    assert files == []
