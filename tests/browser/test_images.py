"""The Images page in a real browser: pointer, keys and drags; links restore; files come and go."""

import re
from io import BytesIO
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from dilviz.convolution.layer import Layer
from dilviz.pictures.filtering import Filtering, respond
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.photographs import load
from tests.browser.visits import PHONE
from tools.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
COUNT_MESSAGES = """() => { window.sent = 0; const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (...all) { window.sent++; send.apply(this, all); } }"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
EDITOR = "Weights, padding, stride and channels"


def address(**link):
    return f"images?{urlencode(link)}"


def shown(opened):
    """Wait until the output on the page is the one of its settings; return the page."""
    expect(opened.locator(".inspector[data-shown]")).to_be_attached(timeout=60_000)
    return opened


def sums(opened):
    """The lines under the pictures as (channel, row, col, value)."""
    lines = opened.locator(".inspector .sum p").all_inner_texts()
    pattern = re.compile(r"(\w+)\[(\d+), (\d+)\].*= ([−\d.]+)$", re.DOTALL)
    found = [pattern.fullmatch(line.strip()) for line in lines]
    return [(m[1], int(m[2]), int(m[3]), float(m[4].replace("−", "-"))) for m in found]


def image_file(picture, file_format="PNG"):
    buffer = BytesIO()
    Image.fromarray(picture).save(buffer, file_format)
    return buffer.getvalue()


def upload(opened, content, name="mine.png"):
    opened.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "image/png", "buffer": content}
    )


def rate_slider(opened):
    return opened.locator(".rate input")


def test_the_sum_under_the_pointer_equals_the_engine_without_a_request(page):
    opened = shown(page(address(image="coffee", kernel="box", d=8, s=4, p="valid"), height=1100))
    opened.evaluate(COUNT_MESSAGES)
    layer = Layer.of(3, dilation=8, stride=4)
    [response] = respond(load("coffee"), KERNELS["box"], Filtering(layer))
    box = opened.locator(".inspector .stage.input .over").bounding_box()
    scale = box["width"] / 512
    for row, col in ((150, 300), (40, 90), (300, 400)):
        opened.mouse.move(box["x"] + (col + 0.5) * scale, box["y"] + (row + 0.5) * scale, steps=9)
        opened.evaluate(DRAWN)
        [(_, out_row, out_col, value)] = sums(opened)
        middle = (out_row * 4 + 8, out_col * 4 + 8)  # the middle tap of its field
        assert max(abs(middle[0] - row), abs(middle[1] - col)) <= 2
        assert value == pytest.approx(response[out_row, out_col], abs=0.051)
    assert opened.evaluate("() => window.sent") == 0


def test_keys_move_the_output_a_sentence_says_it_and_the_link_holds_it(visit):
    opened = shown(visit(address(kernel="box", d=3, mode="zeros", pin="0,1")))
    opened.locator(".inspector .stage.output .over").focus()
    opened.keyboard.press("ArrowLeft")
    spoken = opened.locator(".inspector .spoken")
    expect(spoken).to_contain_text("5 of them zeros of the padding")
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Shift+ArrowDown")
    expect(spoken).to_contain_text("Output row 10, column 1")
    expect(spoken).to_contain_text("reads 9 samples, 3 of them zeros")
    opened.wait_for_url(re.compile(r"pin=10(%2C|,)1"))
    expect(opened.get_by_text("Row 10, column 1", exact=True)).to_be_visible()  # further down
    settled(opened).reload()
    assert sums(shown(settled(opened)))[0][1:3] == (10, 1)


# In every frame while new rates arrive: what the caption says and what the picture shows. And how
# often the picture was drawn, and which pictures were asked for over HTTP (while that works).
WATCH = """() => {
  const root = [...document.querySelectorAll('*')].map(one => one.shadowRoot ?? one)
    .map(one => one.querySelector?.('.inspector')).find(Boolean);
  const [, answer] = root.querySelectorAll('.stage canvas:first-child');
  Object.assign(window, { seen: new Set(), drawn: 0, asked: [], broken: false });
  const look = () => {
    const words = root.querySelectorAll('figcaption')[1].textContent.match(/d = (\\d+)/)[1];
    window.seen.add(words + ' ' + answer.toDataURL().length);
    requestAnimationFrame(look);
  };
  look();
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (...all) {
    if (this.canvas === answer) window.drawn++;
    draw.apply(this, all);
  };
  const fetched = window.fetch;
  window.fetch = (address, more) => {
    if (!String(address).includes('picture?')) return fetched(address, more);
    window.asked.push(address);
    return window.broken ? Promise.reject(new Error('broken')) : fetched(address, more);
  };
  window.picture = () => answer.toDataURL();
}"""


def test_taps_and_output_follow_a_dragged_rate_with_or_without_pictures_over_http(page):
    opened = shown(page(address(image="cat", kernel="box", d=2)))
    opened.evaluate(COUNT_MESSAGES)
    opened.evaluate(WATCH)
    slider, close_up = rate_slider(opened), opened.locator(".inspector .close figcaption").nth(1)
    caption = opened.locator(".inspector figcaption").nth(1)

    def waits_for(rate):
        expect(caption).to_contain_text(f"d = {rate}")
        expect(opened.locator(".inspector.moving")).to_have_count(0)

    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    opened.mouse.move(box["x"] + 12, middle)
    opened.mouse.down()
    opened.mouse.move(box["x"] + box["width"] * 0.5, middle, steps=4)
    dragged = int(slider.input_value())
    expect(close_up).to_contain_text(f"d = {dragged}: {2 * dragged + 1} × {2 * dragged + 1}")
    waits_for(dragged)  # while the slider is still held
    assert opened.evaluate("() => window.sent") == 0
    drawn = opened.evaluate("() => window.drawn")
    opened.mouse.up()
    opened.wait_for_url(re.compile(f"d={dragged}"))
    assert settled(opened).evaluate("() => window.drawn") == drawn  # it was there before the run

    opened.evaluate("() => { window.broken = true; }")
    slider.focus()
    opened.keyboard.press("ArrowRight")
    waits_for(dragged + 1)
    by_websocket = settled(opened).evaluate("() => window.picture()")
    opened.evaluate("() => { window.broken = false; window.asked = []; }")
    opened.keyboard.press("ArrowRight")
    waits_for(dragged + 2)
    settled(opened)
    opened.keyboard.press("ArrowLeft")
    waits_for(dragged + 1)
    assert opened.evaluate("() => window.picture()") == by_websocket
    asked = opened.evaluate("() => window.asked.map(one => one.match(/&d=(\\d+)$/)[1])")
    assert asked == [str(dragged + 2), str(dragged + 1)]
    seen = [one.split()[0] for one in opened.evaluate("() => [...window.seen]")]
    assert len(seen) == len(set(seen))  # one picture for each rate: never another under its name


def test_an_edited_kernel_is_kept_in_the_link(visit):
    opened = shown(visit(address(kernel="box", image="cat")))
    opened.get_by_text(EDITOR).click()
    weight = opened.get_by_label("Weight in row 3, column 1")
    weight.fill("two")
    weight.press("Enter")
    expect(weight).to_have_attribute("aria-invalid", "true")
    assert "custom" not in opened.url
    weight.fill("4")
    opened.keyboard.press("Tab")
    opened.wait_for_url(re.compile("kernel=custom"))
    settled(opened)
    expect(opened.get_by_label("Weight in row 3, column 2")).to_be_focused()
    opened.keyboard.type("-2.5")
    opened.keyboard.press("Tab")
    opened.wait_for_url(re.compile(r"w=.*4(\+|%20)-2.5"))
    settled(opened).get_by_label("One row more").click()
    expect(opened.get_by_label("Weight in row 4, column 3")).to_have_value("0")
    settled(opened).reload()
    shown(settled(opened)).get_by_text(EDITOR).click()
    expect(opened.get_by_label("Weight in row 3, column 2")).to_have_value("-2.5")


def test_strips_zoom_in_step_and_downloads_hold_what_is_shown(visit):
    opened = shown(visit(address(image="coffee", kernel="emboss", d=3)))
    strip = opened.locator(".strip").first
    strip.locator(".tiles").focus()
    opened.keyboard.press("+")
    opened.keyboard.press("ArrowRight")
    placed = strip.locator("img").evaluate_all("all => all.map(one => one.style.transform)")
    assert len(placed) == 4 and len(set(placed)) == 1 and "scale(2)" in placed[0]
    strip.get_by_label("Show the whole pictures").click()
    assert "scale(1)" in strip.locator("img").first.evaluate("one => one.style.transform")

    layer = Layer.of(3, dilation=3, padding="same")
    expected = respond(load("coffee"), KERNELS["emboss"], Filtering(layer))
    with opened.expect_download() as waiting:
        opened.get_by_role("button", name="Numbers behind it, NPY").click()
    np.testing.assert_array_equal(np.load(waiting.value.path()), expected)
    with opened.expect_download() as waiting:
        opened.get_by_role("button", name="Output, PNG").click()
    assert waiting.value.suggested_filename == "dilviz-emboss-d3.png"
    picture = np.asarray(Image.open(waiting.value.path()))
    np.testing.assert_array_equal(picture, np.clip(np.floor(expected[0] + 0.5), 0, 255))


def test_settings_of_explore_and_of_images_stay_apart_and_are_kept(visit):
    opened = visit("?d=3&k=5&n=20&s=2&p=1&mode=circular&pin=2,2")
    explored = opened.url
    navigation = opened.get_by_test_id("stTopNavLink")

    def go(title):
        navigation.get_by_text(title, exact=True).click()
        opened.wait_for_url(re.compile(r"/images" if title == "Images" else r":\d+/(\?.*)?$"))
        settled(opened)

    go("Images")
    expect(shown(opened).locator(".inspector figcaption").nth(1)).to_contain_text("sobel x, d = 4")
    rate_slider(opened).focus()
    opened.keyboard.press("ArrowRight")
    opened.wait_for_url(re.compile(r"images\?d=5$"))
    settled(opened)
    go("Explore")
    assert sorted(opened.url.replace("%2C", ",").split("?")[1].split("&")) == sorted(
        explored.split("?")[1].split("&")
    )
    go("Images")
    expect(shown(opened).locator(".inspector figcaption").nth(1)).to_contain_text("sobel x, d = 5")
    expect(rate_slider(opened)).to_have_value("5")


def test_uploads_are_shown_reduced_and_a_bad_one_leaves_what_was_there(page):
    opened = page(address(image="your own", kernel="box"))
    expect(opened.get_by_text("never a picture of your own")).to_be_visible()
    picture = np.random.default_rng(3).integers(0, 256, (60, 90, 3), dtype=np.uint8)
    upload(opened, image_file(picture))
    caption = opened.locator(".inspector figcaption").first
    expect(caption).to_contain_text("Input 60 × 90")
    rate_slider(settled(opened)).focus()
    with opened.expect_response(re.compile(r"/picture\?")) as waiting:
        opened.keyboard.press("ArrowLeft")
    secret = waiting.value.request.headers["dilviz-picture"]
    assert waiting.value.status == 200 and secret not in waiting.value.url
    expect(opened.locator(".inspector figcaption").nth(1)).to_contain_text("box, d = 3")
    opened.wait_for_url(re.compile("d=3"))
    assert secret not in opened.url
    upload(settled(opened), b"no picture at all", "broken.png")
    expect(opened.get_by_text("not a picture this page can read")).to_be_visible()
    expect(caption).to_contain_text("Input 60 × 90")
    rows, cols = np.mgrid[:1200, :1600]
    large = np.stack([rows // 8, cols // 8, (rows + cols) // 16], -1).astype(np.uint8)
    upload(settled(opened), image_file(large, "JPEG"), "large.jpg")
    expect(opened.get_by_text("Reduced from 1200 × 1600 to 768 × 1024")).to_be_visible()
    rate_slider(settled(opened)).focus()
    opened.keyboard.press("ArrowRight")
    expect(opened.locator(".inspector figcaption").nth(1)).to_contain_text("d = 4")


def test_a_rate_that_is_not_possible_leaves_the_slider_and_says_why(page):
    opened = page(address(image="your own", kernel="box", d=31, p="valid"))
    upload(opened, image_file(np.zeros((60, 90, 3), np.uint8)))
    refusal = opened.get_by_text("the dilated kernel does not fit", exact=False)
    expect(refusal).to_be_visible()
    expect(opened.locator(".inspector .view")).to_be_hidden()
    rate_slider(settled(opened)).focus()
    opened.keyboard.press("Home")
    expect(opened.locator(".inspector figcaption").nth(1)).to_contain_text("box, d = 1")
    expect(refusal).to_have_count(0)


def test_a_phone_shows_both_pictures_and_a_finger_reads_them(visit):
    opened = visit("images", **PHONE)
    assert shown(opened).evaluate(TOO_WIDE) <= 1
    over = opened.locator(".inspector .stage.output .over")
    over.scroll_into_view_if_needed()
    over.tap(position={"x": 30, "y": 40})
    [(_, row, col, _)] = sums(opened)
    assert row > col > 0
