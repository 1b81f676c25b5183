"""The Context module, Frameworks and Evidence pages under a real pointer and keyboard."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.visits import PHONE
from tools.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


def film(opened):
    return opened.locator(".film").first


def test_one_pointer_reads_every_map_of_the_film(visit):
    opened = visit("context-module?maps=impulse&init=smoothing")
    input_map = film(opened).locator("canvas").first
    input_map.scroll_into_view_if_needed()
    box = input_map.bounding_box()
    opened.mouse.move(box["x"] + box["width"] * 32.5 / 64, box["y"] + box["height"] * 32.5 / 64)
    sentence = opened.locator(".sentence").first
    assert "Row 32, column 32. input: 1; layer 1: 0.250" in sentence.inner_text()
    opened.mouse.move(box["x"] + 2, box["y"] + 2)
    assert "input: 0; layer 1: 0;" in sentence.inner_text()


def test_arrow_keys_move_the_place_in_all_maps(visit):
    opened = visit("context-module?pad=33+once")
    film(opened).locator("canvas").nth(3).focus()
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Shift+ArrowUp")
    assert "Row 24, column 33." in opened.locator(".sentence").first.inner_text()


def test_identity_weights_leave_the_place_as_it_was(visit):
    opened = visit("context-module?maps=classes&pad=33+once")
    values = re.findall(r": (−?[\d.]*\d)", opened.locator(".sentence").first.inner_text())
    assert len(values) == 9 and len(set(values)) == 1


def test_a_wrong_pixel_says_both_values(visit):
    opened = visit("frameworks?rows=3&cols=5")
    pixels = opened.get_by_role("application", name=re.compile("Wrong pixels"))
    pixels.focus()
    sentence = opened.locator(".sentence")
    before = sentence.inner_text()
    assert "wrong by" in before
    observed = pixels.locator("canvas").nth(1)
    observed.hover(position=in_cell(observed, (2, 4), (3, 5)))
    assert "Row 2, column 4" in sentence.inner_text() != before
    opened.keyboard.press("ArrowUp")
    assert "Row 1, column 4" in sentence.inner_text()


def in_cell(canvas, place, cells):
    """Where a cell is on its canvas."""
    box = canvas.bounding_box()
    row, col = ((at + 0.5) / count for at, count in zip(place, cells, strict=True))
    return {"x": box["width"] * col, "y": box["height"] * row}


# How strongly a cell is filled, away from its number and its letter.
FILLS = """([canvas, rows, cols]) => Array.from({ length: rows }, (_, row) =>
  Array.from({ length: cols }, (_, col) => canvas.getContext("2d").getImageData(
    Math.floor(canvas.width * (col + 0.9) / cols), Math.floor(canvas.height * (row + 0.9) / rows),
    1, 1).data[3]))"""


def test_pointing_at_a_cell_dims_the_other_phases(visit):
    opened = visit("frameworks?rows=4&cols=5&rate=2")
    canvas = opened.locator(".stages canvas").first
    canvas.hover(position=in_cell(canvas, (1, 2), (4, 5)))
    fills = opened.evaluate(FILLS, [canvas.element_handle(), 4, 5])
    for row, line in enumerate(fills):
        for col, alpha in enumerate(line):
            assert (alpha > 60) == (row % 2 == 1 and col % 2 == 0), (row, col, alpha)


def test_a_setting_of_the_layer_ends_up_in_the_link_and_the_code(visit):
    opened = visit("frameworks?in=TensorFlow,+atrous")
    code = opened.get_by_role("region", name="Code for TensorFlow, atrous")
    opened.get_by_label("Dilation rate", exact=True).first.fill("3")
    opened.wait_for_url(re.compile(r"d=3"))
    expect(code).to_contain_text("rate=3")
    opened.get_by_role("button", name="Copy: Code for TensorFlow, atrous").click()
    expect(opened.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert opened.evaluate("() => navigator.clipboard.readText()") == code.inner_text()


def test_searching_the_evidence_narrows_it(visit):
    opened = visit("evidence?q=front+end")
    table = opened.locator("table.claims")
    assert 0 < table.locator("tbody tr").count() < 40
    assert table.locator("td.good").count() == table.locator("tbody tr").count()
    assert opened.locator("tr.failing").count() == 0


@pytest.mark.parametrize(
    ("words", "address", "field"),
    [
        ("PatchGAN", r"/stack\?net=3", "70 × 70"),
        ("Table 1 after each layer", r"/stack$", "67 × 67"),  # what Stack shows without a link
    ],
)
def test_a_row_leads_to_its_network_while_the_page_still_computes(visit, words, address, field):
    opened = visit(f"evidence?q={quote(words)}")
    opened.get_by_role("button", name="Compute again").click()
    opened.locator('table.claims a[href*="stack?net="]').first.click()
    opened.wait_for_url(re.compile(address))
    settled(opened).get_by_text(field).first.wait_for()


def test_nothing_scrolls_sideways_on_a_phone(visit):
    opened = visit("context-module?form=Large&pad=33+once", **PHONE)
    assert opened.evaluate(TOO_WIDE) <= 1
    opened.goto("/frameworks?rate=4&rows=16&cols=16")
    assert settled(opened).evaluate(TOO_WIDE) <= 1


FOCUSED = """() => {
  let here = document.activeElement;
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  return here.textContent.trim();
}"""


def test_the_evidence_is_walked_by_tab_without_all_of_its_links(visit):
    opened = visit("evidence")
    opened.get_by_role("heading", level=1).evaluate("(one) => { one.tabIndex = -1; one.focus(); }")
    skipped, walked = 0, []
    while len(walked) < 40 and "HTTP routes" not in walked:  # the last link of every page
        opened.keyboard.press("Tab")
        walked.append(opened.evaluate(FOCUSED))
        if walked[-1].startswith("Skip these"):
            skipped += 1
            opened.keyboard.press("Enter")
            assert opened.evaluate(FOCUSED).startswith("End of")
    assert skipped == 2
    assert "HTTP routes" in walked
    opened.get_by_text("Contents", exact=True).click()
    contents = opened.get_by_role("navigation", name="Contents of this page")
    contents.get_by_text("Claims of one article").click()
    assert opened.evaluate(FOCUSED) == "Claims of one article"
