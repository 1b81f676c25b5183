"""Explore in the hands of a person: mouse, keys, fingers, links, and nonsense in every field."""

import io
import re
import urllib.parse
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.visits import PHONE, shows, view_of
from tools.settling import settled


def link_of(opened):
    """The settings in the address."""
    query = urllib.parse.urlsplit(opened.url).query
    return dict(urllib.parse.parse_qsl(query, keep_blank_values=True))


def pad(opened, grid):
    return opened.locator(f".pad[data-grid={grid}]")


def place(opened, grid, row, col, rows, cols):
    """The middle of a cell of a grid of this many rows and columns, on the screen."""
    pad(opened, grid).scroll_into_view_if_needed()
    box = pad(opened, grid).bounding_box()
    x = box["x"] + box["width"] * (col + 0.5) / cols
    return x, box["y"] + box["height"] * (row + 0.5) / rows


def lit(opened, grid):
    return opened.evaluate(
        """(grid) => {
          const root = document.querySelector('[data-testid=stBidiComponentRegular]')?.shadowRoot
            ?? [...document.querySelectorAll('*')].map((e) => e.shadowRoot)
                 .find((shadow) => shadow?.querySelector('.stage'));
          return [...root.querySelectorAll(`.lit[data-grid=${grid}]`)].map((e) => e.dataset.at);
        }""",
        grid,
    )


def sentence(opened):
    return opened.locator(".sentence").inner_text().replace("\u2212", "-")


def cards(opened):
    return opened.locator(".numbers .value").all_inner_texts()


def test_explore_opens_with_a_picture(visit):
    opened = visit()
    assert sorted(lit(opened, "in")) == [f"{r},{c}" for r in (2, 4, 6) for c in (2, 4, 6)]
    assert cards(opened) == ["9 × 9", "5 × 5", "9 of 25", "9", "729"]
    assert opened.locator(".trip figcaption b").all_inner_texts() == [
        "d = 1: 3 × 3",
        "d = 2: 5 × 5",
        "d = 3: 7 × 7",
    ]
    assert [panel.locator("circle[r='8']").count() for panel in opened.locator(".panel").all()] == [
        9,
        9,
        9,
    ]


def test_the_mouse_lights_up_all_three_directions_without_a_message_to_the_server(page):
    opened = page("?n=9x12&s=2x1&p=1x2&values=ramp")
    messages = []
    opened.on("websocket", lambda socket: messages.append(socket.url))
    opened.evaluate("() => { WebSocket.prototype.send = () => { window.sentToServer = true; }; }")
    opened.mouse.move(*place(opened, "out", 1, 3, 4, 12))
    opened.wait_for_timeout(100)
    assert sorted(lit(opened, "in")) == sorted(f"{r},{c}" for r in (1, 3, 5) for c in (1, 3, 5))
    opened.mouse.move(*place(opened, "in", 1, 2, 11, 16))  # the padded grid: row 0, column 0
    opened.wait_for_timeout(100)
    assert sentence(opened).startswith("Input row 0, column 0 is read by no output")
    opened.mouse.move(*place(opened, "ker", 2, 0, 3, 3))
    opened.wait_for_timeout(100)
    assert len(lit(opened, "in")) == 4 * 12
    assert not opened.evaluate("() => window.sentToServer ?? false")
    assert messages == []


def test_the_picture_follows_a_rate_while_it_is_dragged(visit):
    opened = visit()
    slider = opened.get_by_role("slider", name="Dilation rate", exact=True)
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    opened.mouse.move(box["x"] + 20, middle)
    opened.mouse.down()
    opened.mouse.move(box["x"] + box["width"] / 3, middle, steps=6)
    dragged = int(slider.input_value())
    assert dragged > 3
    span = 2 * dragged + 1
    assert cards(opened)[:2] == ["9 × 9", f"{span} × {span}"]
    assert "d" not in link_of(opened)
    opened.mouse.up()
    opened.wait_for_url(re.compile(rf"[?&]d={dragged}"))


FULL = {
    "n": "9x12", "k": "2x3", "d": "3x1", "s": "2x1", "p": "1:2x0:3", "mode": "replicate",
    "flip": "1", "values": "typed", "v": "1,2;3,-4.5", "w": "1,0,-1;0.5,2,3", "pin": "1,3",
    "rates": "1,4,2",
}  # fmt: skip


@pytest.mark.parametrize(
    "link",
    [
        {"n": "9", "k": "3", "d": "3", "s": "1", "p": "same"},
        FULL,
        {"dims": "1d", "n": "20", "d": "4", "p": "8:0", "pin": "in:-3,0"},
    ],
    ids=["the short one", "every setting", "one dimension"],
)
def test_a_link_restores_the_same_view(page, visit, link):
    first = page("?" + urllib.parse.urlencode(link))
    view = view_of(first)
    first.get_by_text("More settings").click()
    first.reload()
    settled(first)
    shows(first, view)
    shows(visit(first.url.split("/", 3)[3]), view)


def test_every_setting_arrives_in_the_link_and_back_undoes_it(visit):
    opened = visit()
    opened.get_by_role("button", name="Kernel size, one more").click()
    opened.wait_for_url(re.compile("k=4"))
    opened.get_by_role("button", name="Stride, one more").click()
    opened.wait_for_url(re.compile("s=2"))
    opened.get_by_role("button", name="valid", exact=True).click()
    opened.wait_for_url(re.compile("p=valid"))
    opened.get_by_label("Input values", exact=True).select_option("impulse")
    opened.wait_for_url(re.compile("values=impulse"))
    settled(opened)
    changed = cards(opened)
    opened.go_back()
    settled(opened)
    assert link_of(opened) == {"k": "4", "s": "2", "p": "valid"}
    opened.go_back()
    settled(opened)
    assert link_of(opened) == {"k": "4", "s": "2"}
    assert cards(opened) != changed


def test_settings_are_still_there_after_a_visit_to_another_page(visit):
    opened = visit("?d=4&values=ramp")
    opened.get_by_role("link", name="Images", exact=True).click()
    opened.wait_for_url(re.compile("/images"))
    settled(opened)
    opened.get_by_role("link", name="Explore", exact=True).click()
    opened.wait_for_url(re.compile(r"/\?.*d=4"))
    settled(opened)
    assert cards(opened)[1] == "9 × 9"


def test_works_by_keyboard_alone(page):
    opened = page("?n=9x12")
    opened.locator(".pad[data-grid=in]").evaluate("() => {}")  # the component is there
    for _ in range(80):
        opened.keyboard.press("Tab")
        if pad(opened, "out").evaluate("(pad) => pad.matches(':focus-visible')"):
            break
    live = opened.locator("[aria-live=polite].spoken")
    opened.keyboard.press("ArrowRight")
    expect(live).to_contain_text(
        "Output row 4, column 7 reads 9 samples: rows 2, 4, 6; columns 5, 7, 9"
    )
    opened.keyboard.press("Enter")
    opened.wait_for_url(re.compile("pin=4%2C7|pin=4,7"))
    settled(opened)
    opened.keyboard.press("Escape")
    opened.wait_for_url(lambda url: "pin" not in url)
    opened.keyboard.press("Shift+Tab")
    opened.keyboard.press("Home")
    expect(live).to_contain_text("Weight row 1, column 0")
    opened.keyboard.press("Shift+Enter")
    opened.wait_for_url(re.compile("pin=ker%3A1%2C0|pin=ker:1,0"))
    settled(opened)
    opened.keyboard.press("Escape")
    opened.wait_for_url(lambda url: "pin" not in url)
    settled(opened)
    opened.keyboard.press("Enter")
    opened.keyboard.type("7")
    opened.keyboard.press("Enter")
    opened.wait_for_url(re.compile("w="))
    assert link_of(opened)["w"] == "-1,0,1;7,0,2;-1,0,1"
    settled(opened)
    opened.keyboard.press("Shift+Tab")
    opened.keyboard.press("ArrowUp")
    opened.wait_for_timeout(100)
    assert "Input row 3, column 6 is read by 9 outputs" in live.inner_text()


def test_a_sum_of_many_terms_follows_when_the_pointer_rests(visit):
    opened = visit("?n=12&k=7&d=1&values=ramp")
    added = opened.locator(".sum")
    for row, col in ((2, 3), (7, 9)):
        opened.mouse.move(*place(opened, "out", row, col, 12, 12))
        expect(added).to_contain_text(f"output[{row}, {col}]")
        assert added.locator(".term").count() == 49


def test_a_pinned_cell_stays_when_the_pointer_moves(visit):
    opened = visit()
    opened.mouse.click(*place(opened, "out", 1, 7, 9, 9))
    opened.wait_for_url(re.compile("pin=1%2C7|pin=1,7"))
    settled(opened)
    opened.mouse.move(*place(opened, "in", 6, 6, 13, 13))
    opened.wait_for_timeout(100)
    assert lit(opened, "out") == ["1,7"]
    opened.get_by_role("slider", name="Dilation rate", exact=True).press("ArrowRight")
    opened.wait_for_url(lambda url: "d=3" in url)
    assert link_of(opened)["pin"] == "1,7" and lit(opened, "out") == ["1,7"]
    settled(opened).get_by_role("button", name="valid", exact=True).click()  # 3 outputs a row
    opened.wait_for_url(lambda url: "p=valid" in url)
    assert "pin" not in link_of(opened)
    opened.mouse.click(*place(opened, "out", 1, 2, 3, 3))
    opened.wait_for_url(re.compile("pin=1(%2C|,)2"))
    settled(opened)
    opened.mouse.click(*place(opened, "out", 1, 2, 3, 3))
    opened.wait_for_url(lambda url: "pin" not in url)


def test_a_finger_drags_over_the_outputs(visit):
    opened = visit(**PHONE)
    seen = []
    start, end = place(opened, "out", 2, 1, 9, 9), place(opened, "out", 2, 6, 9, 9)
    client = opened.context.new_cdp_session(opened)

    def touch(kind, *points):
        spots = [{"x": x, "y": y} for x, y in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    touch("touchStart", start)
    for step in range(6):
        touch("touchMove", (start[0] + (end[0] - start[0]) * step / 5, start[1]))
        opened.wait_for_timeout(60)
        seen += lit(opened, "out")
    touch("touchEnd")
    assert seen == ["2,1", "2,2", "2,3", "2,4", "2,5", "2,6"]
    assert "pin" not in link_of(opened)


@pytest.mark.parametrize(
    "link", ["", "?n=32&k=9&p=16", "?dims=1d&n=32", "?k=2x4&d=3x1&p=1:0x2", "?dims=1d&p=8:0"]
)
def test_a_phone_shows_all_of_it(visit, link):
    opened = visit(link, **PHONE)
    assert opened.evaluate("() => document.documentElement.scrollWidth") <= 391
    for control in opened.locator("button:visible, input:visible, select:visible").all():
        box = control.bounding_box()
        assert box["x"] + box["width"] <= 390
    for grid in ("in", "ker", "out"):
        box = pad(opened, grid).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_the_picture_follows_the_window(visit):
    opened = visit()
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.wait_for_timeout(300)
    box = pad(opened, "in").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert pad(opened, "ker").bounding_box()["y"] > box["y"] + box["height"]


def test_an_impossible_layer_is_explained_and_can_be_changed(visit):
    opened = visit("?d=8&p=valid&values=ramp")
    assert "3 taps at dilation rate 8 reach 17 samples" in opened.locator(".problem").inner_text()
    assert not opened.locator(".stage svg.top").is_visible()
    opened.get_by_role("button", name="same", exact=True).click()
    opened.wait_for_url(lambda url: "valid" not in url)
    settled(opened)
    assert link_of(opened) == {"d": "8", "values": "ramp"}
    assert opened.locator(".stage svg.top").is_visible()


NONSENSE = ["", "-3", "1e9", "abc", "3x3x3", "<b>x</b>", "NaN", "1;2,3", "💥", "9" * 300]


NAMES = ["n", "k", "d", "s", "p", "mode", "flip", "dims", "values", "v", "w", "pin", "rates"]


def test_an_invalid_link_falls_back_with_a_note(visit):
    for turn in range(3):  # tests/ui/controls tries every nonsense for every name
        asked = {name: NONSENSE[(i + 4 * turn) % len(NONSENSE)] for i, name in enumerate(NAMES)}
        opened = visit("?" + urllib.parse.urlencode(asked))
        assert cards(opened) == ["9 × 9", "5 × 5", "9 of 25", "9", "729"]
        refused = [name for name in asked if asked[name]]  # a blank stands for the default
        assert opened.get_by_text("this shows").count() == len(refused)
    opened = visit("?d=99")
    said = (
        "The link asked for d: dilation rate must be one whole number or rows x columns, "
        "from 1 to 16, got '99'. Write 3 or 3x5. This shows 2."
    )
    assert said in opened.get_by_test_id("stMain").inner_text()


def test_invalid_input_anywhere_keeps_the_picture(page):
    opened = page("?values=typed&v=1,2;3,4")
    opened.get_by_text("More settings").click()
    for words in ["", "-3", "1e9", "99999999"]:
        for field in opened.locator("input[type=number]:visible").all():
            field.fill(words)
            field.press("Enter")
    for words in NONSENSE:
        opened.locator("textarea").fill(words)
        opened.locator("textarea").blur()
    opened.locator("textarea").fill("5 6\n7 8")
    opened.locator("textarea").blur()
    settled(opened)
    assert link_of(opened)["v"] == "5,6;7,8"
    for words in ["", "abc", "1e99", "<i>"]:
        opened.mouse.click(*place(opened, "ker", 0, 0, 1, 1))
        opened.locator(".editor").fill(words)
        opened.locator(".editor").press("Enter")
        assert opened.locator(".editor").count() == 0
    settled(opened)
    assert opened.locator(".stage svg.top").is_visible()


def test_the_player_steps_and_does_not_play_under_reduced_motion(page):
    opened = page(reduced_motion="no-preference")
    opened.get_by_role("button", name="One output on").click()
    assert lit(opened, "out") == ["4,5"]
    opened.get_by_role("combobox", name="Speed").select_option("fast")
    opened.get_by_role("button", name="Play").click()
    opened.wait_for_timeout(500)
    opened.get_by_role("button", name="Pause").click()
    assert lit(opened, "out") != ["4,5"]
    opened.emulate_media(reduced_motion="reduce")
    opened.reload()
    assert settled(opened).get_by_role("button", name="Play").is_disabled()
    assert opened.get_by_text("asks for less motion").is_visible()


def saved(opened, name):
    opened.get_by_text("Export", exact=True).click()
    with opened.expect_download() as download:
        opened.get_by_role("button", name=name, exact=True).click()
    return download.value.path().read_bytes()


def test_exports_label_every_map_in_words(visit):
    opened = visit("?n=4x5&k=2&values=ramp&mode=reflect")
    svg = ElementTree.fromstring(saved(opened, "SVG, for slides and papers"))
    said = " ".join(element.text or "" for element in svg.iter() if element.tag.endswith("text"))
    for words in ("Input 4 × 5", "Kernel 2 × 2", "Output 4 × 5", "dilation rate 2", "reflected"):
        assert words in said
    assert "var(" not in ElementTree.tostring(svg, encoding="unicode")

    png = Image.open(io.BytesIO(saved(opened, "PNG")))
    assert png.size == (2 * 960, 2 * int(svg.get("height")))
    assert saved(opened, "PDF").startswith(b"%PDF")
    assert b'fill="#FFFFFF"' in ElementTree.tostring(svg)
    assert b'fill="#0F1319"' in saved(opened, "SVG, dark")
    gif = Image.open(io.BytesIO(saved(opened, "Animated GIF")))
    assert gif.n_frames == 4 * 5
    assert gif.size == (960, int(svg.get("height")))
    assert opened.get_by_text("Animation saved.").is_visible()
    frames = []
    for number in range(gif.n_frames):
        gif.seek(number)
        frames.append(gif.convert("RGB").tobytes())
    assert len(set(frames)) == 4 * 5


def test_an_animation_has_the_letters_of_the_other_files(visit):
    """They are those of the PNG, at half its size; on a dark page too both are light."""
    opened = visit("?n=2x2&k=2&values=ramp", color_scheme="dark")
    words = slice(-76, -54)  # rows of the first line below the picture
    png = Image.open(io.BytesIO(saved(opened, "PNG"))).convert("L").reduce(2)
    gif = Image.open(io.BytesIO(saved(opened, "Animated GIF"))).convert("L")
    far = np.abs(np.asarray(png, int) - np.asarray(gif, int))[words]
    dark = np.asarray(png)[words] < 128
    assert far[dark].mean() < 70  # of 255, of letters half as large; of another font 100 and more


def test_copies_the_link_and_the_code(visit):
    opened = visit("?d=3")
    for name, words in [
        ("Copy link", opened.url),
        ("Copy PyTorch code", "dilation=3"),
        ("Copy TensorFlow code", "dilations=[3, 3]"),
    ]:
        opened.get_by_text("Share", exact=True).click()
        opened.get_by_role("button", name=name).click()
        opened.wait_for_timeout(100)
        assert words in opened.evaluate("() => navigator.clipboard.readText()")


def test_the_classic_figure_has_one_pointer_and_rates_of_its_own(visit):
    opened = visit()
    panels = opened.locator(".panel svg")
    panels.nth(1).scroll_into_view_if_needed()
    box = panels.nth(1).bounding_box()
    opened.mouse.move(box["x"] + box["width"] * 2.5 / 9, box["y"] + box["height"] * 3.5 / 9)
    centres = [panels.nth(i).locator("circle[r='11']") for i in range(3)]
    spots = {(ring.get_attribute("cx"), ring.get_attribute("cy")) for ring in centres}
    assert spots == {("60", "84")}
    slider = opened.get_by_role("slider", name="Dilation rate of panel 3")
    slider.focus()
    slider.press("ArrowRight")
    opened.wait_for_url(re.compile("rates=1%2C2%2C4|rates=1,2,4"))
    assert opened.locator(".trip figcaption b").nth(2).inner_text() == "d = 4: 9 × 9"
