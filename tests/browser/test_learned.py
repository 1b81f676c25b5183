"""The Learned page in a real browser: drawing by pointer and keys, fields, the magnifier."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import PHONE
from tools.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
PAPER = "0" * 144


def board(opened):
    return opened.locator(".board canvas")


def words(opened, number):
    return opened.locator(".pane figcaption").nth(number)


def draw_line(opened, *places):
    """Draw from place to place, each a share of the board's width and height."""
    board(opened).scroll_into_view_if_needed()
    box = board(opened).bounding_box()
    points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    opened.mouse.move(*points[0])
    opened.mouse.down()
    for point in points[1:]:
        opened.mouse.move(*point, steps=6)
    opened.mouse.up()


def test_a_line_that_is_drawn_is_labelled_and_kept_in_the_link(visit):
    opened = visit(f"learned?drawing={PAPER}")
    expect(words(opened, 1)).to_contain_text("There is no ink yet.")
    draw_line(opened, (0.5, 0.2), (0.5, 0.8))
    expect(words(opened, 1)).to_contain_text("of the ink")
    opened.wait_for_url(lambda address: "drawing=" in address and PAPER not in address)
    expect(words(opened, 1)).to_contain_text("1 on 100 % of the ink.")  # the whole line
    shown = words(opened, 1).text_content()
    opened.reload()
    expect(words(settled(opened), 1)).to_have_text(shown)


def test_cells_are_filled_by_keys_and_said_in_words(visit):
    opened = visit(f"learned?drawing={PAPER}")
    board(opened).focus()
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Space")
    expect(opened.locator(".board .spoken")).to_have_text("Cell in row 8, column 7 of 12: ink.")
    expect(words(opened, 0)).to_contain_text("of the ink")
    opened.keyboard.press("Space")
    expect(opened.locator(".board .spoken")).to_have_text("Cell in row 8, column 7 of 12: paper.")
    expect(words(opened, 0)).to_contain_text("There is no ink yet.")


def test_a_pixel_says_its_label_by_both_networks(visit):
    opened = visit("learned")
    opened.locator(".pane canvas").first.focus()
    opened.keyboard.press("ArrowUp")
    told = opened.locator(".sentence").first
    expect(told).to_contain_text("Pixel in row 23, column 24: plain reads")
    expect(told).to_contain_text("context module reads 2")
    expect(opened.locator(".bars h3").nth(1)).to_contain_text("context module: the ten scores")


def test_the_slider_changes_the_left_network(visit):
    opened = visit("learned")
    slider = opened.get_by_role("slider", name="Receptive field of the left network")
    slider.focus()
    opened.keyboard.press("End")
    expect(words(opened, 0)).to_contain_text("context module, field 67 × 67")
    opened.wait_for_url(lambda address: "left=context" in address)
    opened.keyboard.press("ArrowLeft")
    expect(words(opened, 0)).to_contain_text("rates up to 8, field 51 × 51")


def test_clear_and_another_digit(visit):
    opened = visit("learned")
    opened.get_by_role("button", name="Clear").click()
    expect(words(opened, 0)).to_contain_text("There is no ink yet.")
    opened.get_by_role("button", name="Another held-out digit").click()
    expect(opened.locator(".board figcaption")).to_contain_text("A held-out digit: it is a")
    expect(words(opened, 1)).to_contain_text("of the ink is right")


def test_a_stroke_makes_a_held_out_digit_a_drawing_of_ones_own(visit):
    opened = visit("learned?drawing=3")
    expect(opened.locator(".board figcaption")).to_contain_text("it is a")
    draw_line(opened, (0.1, 0.1), (0.9, 0.1))
    expect(opened.locator(".board figcaption")).to_be_empty()


def test_the_magnifier_moves_in_all_pictures(visit):
    opened = visit("learned?image=cat")
    picture = opened.locator(".pictures .whole").first
    picture.scroll_into_view_if_needed()
    parts = opened.locator(".pictures .part")
    expect(parts).to_have_count(6)
    before = [part.evaluate("canvas => canvas.toDataURL()") for part in parts.all()]
    picture.focus()
    opened.keyboard.press("Shift+ArrowRight")
    after = [part.evaluate("canvas => canvas.toDataURL()") for part in parts.all()]
    assert all(old != new for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_shows_it_all_without_scrolling_sideways(visit, width):
    opened = visit("learned", **PHONE | {"width": width})
    expect(board(opened)).to_be_visible()
    assert opened.evaluate(TOO_WIDE) <= 1


def test_a_phone_shows_how_well_networks_did_beside_their_names(page):
    opened = page("learned", width=390, height=844, touch=True)
    table = opened.locator(".st-key-digits-table")
    table.scroll_into_view_if_needed()
    score = table.get_by_role("columnheader", name="ink pixels right").bounding_box()
    assert score["x"] + score["width"] <= 390
    assert max(row.bounding_box()["height"] for row in table.locator("tr").all()) < 130
