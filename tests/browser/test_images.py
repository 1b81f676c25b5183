"""The Images page in a real browser: the pointer is right, links restore, files come and go."""

import re
from io import BytesIO
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from dilviz import conv2d
from dilviz.filtering import Filtering, luminance, respond
from dilviz.images import load
from dilviz.kernels import KERNELS
from dilviz.layer import Layer
from tests.browser.settling import settled

TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


def address(**link):
    return f"images?{urlencode(link)}"


def shown(opened):
    """Wait until the output on the page is the one of its settings; return the inspector."""
    inspector = opened.locator(".inspector[data-shown]")
    expect(inspector).to_be_attached(timeout=60_000)
    return inspector


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
    return settled(opened)


SWEEPS = [
    {"image": "coffee", "kernel": "sobel x", "d": 4},
    {"image": "coffee", "kernel": "laplacian of gaussian", "d": 11, "s": 3, "mode": "zeros"},
    {"image": "rocket", "kernel": "box", "d": 6, "colour": "colour", "p": "valid", "s": 2},
    {"image": "cat", "kernel": "scharr magnitude", "d": 9, "mode": "circular"},
    {"image": "cat", "kernel": "custom", "w": "1 -2; 0.5 3; -1 0", "d": 5, "mode": "replicate"},
]


def engine(link):
    """The response that the engine gives for a link: (channels, rows, cols)."""
    if link["kernel"] == "custom":
        weights = np.array([[1, -2], [0.5, 3], [-1, 0]])
        gray = luminance(load(link["image"])).astype(float)
        return conv2d(gray, weights, dilation=5, padding="same", padding_mode="replicate")[None]
    kernel = KERNELS[link["kernel"]]
    layer = Layer.of(
        kernel.weights.shape,
        dilation=link["d"],
        stride=link.get("s", 1),
        padding=link.get("p", "same"),
    )
    colour = link.get("colour") == "colour"
    filtering = Filtering(layer, link.get("mode", "reflect"), colour)
    return respond(load(link["image"]), kernel, filtering)


@pytest.mark.parametrize("link", SWEEPS, ids=lambda link: link["kernel"])
def test_the_sum_under_the_pointer_is_the_engines_wherever_it_points(page, link):
    opened = page(address(**link), height=1100)
    shown(opened)
    response = engine(link)
    over = opened.locator(".inspector .stage.input .over")
    over.scroll_into_view_if_needed()
    box = over.bounding_box()
    for across, down in np.random.default_rng(6).random((25, 2)):
        opened.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        opened.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        lines = sums(opened)
        assert len(lines) == len(response)
        for (_, row, col, value), channel in zip(lines, response, strict=True):
            expected = float(channel[row, col])
            assert value == pytest.approx(expected, abs=0.051 + 1e-3 * abs(expected))


def test_the_output_pointed_at_has_its_field_around_the_pointer(page):
    opened = page(address(image="coffee", kernel="box", d=8, s=4, p="valid"), height=1100)
    shown(opened)
    over = opened.locator(".inspector .stage.input .over")
    box = over.bounding_box()
    scale = box["width"] / 512
    for row, col in ((150, 300), (40, 90), (300, 400)):
        opened.mouse.move(box["x"] + (col + 0.5) * scale, box["y"] + (row + 0.5) * scale)
        opened.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        [(_, out_row, out_col, _)] = sums(opened)
        middle = (out_row * 4 + 8, out_col * 4 + 8)  # the middle tap of its field
        assert max(abs(middle[0] - row), abs(middle[1] - col)) <= 2


def test_the_pointer_asks_nothing_of_the_server(page):
    opened = page("images")
    shown(opened)
    opened.evaluate(
        """() => { window.sent = 0; const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (...all) { window.sent++; send.apply(this, all); } }"""
    )
    box = opened.locator(".inspector .stage.output .over").bounding_box()
    opened.mouse.move(box["x"] + 20, box["y"] + 20)
    opened.mouse.move(box["x"] + 200, box["y"] + 200, steps=40)
    assert opened.evaluate("() => window.sent") == 0


def test_keys_move_the_output_a_sentence_says_it_and_the_link_holds_it(page):
    opened = page(address(kernel="box", d=2, pin="100,200"))
    shown(opened)
    opened.locator(".inspector .stage.output .over").focus()
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("Shift+ArrowDown")
    spoken = opened.locator(".inspector .spoken")
    expect(spoken).to_contain_text("Output row 110, column 201")
    expect(spoken).to_contain_text("reads 9 samples in a field of 5 by 5")
    opened.wait_for_url(re.compile(r"pin=110(%2C|,)201"))
    settled(opened).reload()
    shown(settled(opened))
    assert sums(opened)[0][1:3] == (110, 201)


def test_zeros_of_the_padding_are_said(page):
    opened = page(address(kernel="box", d=3, mode="zeros", pin="0,1"))
    shown(opened)
    opened.locator(".inspector .stage.output .over").focus()
    opened.keyboard.press("ArrowLeft")
    expect(opened.locator(".inspector .spoken")).to_contain_text("5 of them zeros of the padding")


# In every frame while a new rate arrives: what the captions say and what the picture shows.
WATCH = """() => {
  const root = [...document.querySelectorAll('*')].map(one => one.shadowRoot ?? one)
    .map(one => one.querySelector?.('.inspector')).find(Boolean);
  const [, answer] = root.querySelectorAll('.stage canvas:first-child');
  window.seen = new Set();
  const look = () => {
    const words = root.querySelectorAll('figcaption')[1].textContent.match(/l = (\\d+)/)[1];
    window.seen.add(words + ' ' + answer.toDataURL().length);
    requestAnimationFrame(look);
  };
  look();
}"""


def test_a_new_rate_is_never_shown_over_the_old_picture_nor_anything_between(page):
    opened = page(address(kernel="box", d=2))
    shown(opened)
    opened.evaluate(WATCH)
    opened.locator(".st-key-d input[type=range]").focus()
    opened.keyboard.press("ArrowRight")
    expect(opened.locator(".inspector figcaption").nth(1)).to_contain_text("l = 3")
    expect(opened.locator(".inspector .close figcaption").nth(1)).to_contain_text("7 × 7")
    seen = settled(opened).evaluate("() => [...window.seen]")
    assert sorted(one.split()[0] for one in seen) == ["2", "3"]  # one picture for each rate


def test_an_edited_weight_makes_the_kernel_custom_and_the_link_keeps_it(page):
    opened = page(address(kernel="box"))
    shown(opened)
    opened.get_by_text("Weights, padding, stride and channels").click()
    weight = opened.get_by_label("Weight in row 1, column 2")
    weight.fill("-2.5")
    weight.press("Enter")
    opened.wait_for_url(re.compile("kernel=custom"))
    settled(opened).reload()
    shown(settled(opened))
    opened.get_by_text("Weights, padding, stride and channels").click()
    expect(opened.get_by_label("Weight in row 1, column 2")).to_have_value("-2.5")


def test_the_focus_stays_in_the_editor_from_weight_to_weight(page):
    opened = page(address(kernel="box"))
    shown(opened)
    opened.get_by_text("Weights, padding, stride and channels").click()
    opened.get_by_label("Weight in row 1, column 1").fill("4")
    opened.keyboard.press("Tab")
    opened.wait_for_url(re.compile("kernel=custom"))
    settled(opened)
    expect(opened.get_by_label("Weight in row 1, column 2")).to_be_focused()
    opened.keyboard.type("7")
    opened.keyboard.press("Tab")
    opened.wait_for_url(re.compile(r"w=4(\+|%20)"))


def test_a_kernel_grows_by_a_row(page):
    opened = page(address(kernel="sobel x"))
    shown(opened)
    opened.get_by_text("Weights, padding, stride and channels").click()
    opened.get_by_label("One row more").click()
    opened.wait_for_url(re.compile("kernel=custom"))
    expect(opened.get_by_label("Weight in row 4, column 3")).to_have_value("0")


def test_nonsense_in_the_editor_changes_nothing(page):
    opened = page(address(kernel="box"))
    shown(opened)
    opened.get_by_text("Weights, padding, stride and channels").click()
    weight = opened.get_by_label("Weight in row 3, column 1")
    weight.fill("two")
    weight.press("Enter")
    expect(weight).to_have_attribute("aria-invalid", "true")
    assert "custom" not in settled(opened).url


def test_strips_zoom_and_move_in_step(page):
    opened = page("images")
    strip = opened.locator(".strip").first
    expect(strip).to_be_attached(timeout=60_000)
    strip.locator(".tiles").focus()
    opened.keyboard.press("+")
    opened.keyboard.press("ArrowRight")
    placed = strip.locator("img").evaluate_all("all => all.map(one => one.style.transform)")
    assert len(placed) == 4 and len(set(placed)) == 1 and "scale(2)" in placed[0]
    strip.get_by_label("Show the whole pictures").click()
    assert "scale(1)" in strip.locator("img").first.evaluate("one => one.style.transform")


def test_an_upload_is_shown_and_a_bad_one_leaves_it(page):
    opened = page(address(image="your own"))
    expect(opened.get_by_text("never somebody's picture")).to_be_visible()
    picture = np.random.default_rng(3).integers(0, 256, (60, 90, 3), dtype=np.uint8)
    upload(opened, image_file(picture))
    caption = opened.locator(".inspector figcaption").first
    expect(caption).to_contain_text("Input 60 × 90")
    upload(opened, b"no picture at all", "broken.png")
    expect(opened.get_by_text("not a picture this page can read")).to_be_visible()
    expect(caption).to_contain_text("Input 60 × 90")


def test_a_large_upload_stays_usable(page):
    opened = page(address(image="your own", kernel="box"))
    rows, cols = np.mgrid[:4096, :4096]
    large = np.stack([rows // 16, cols // 16, (rows + cols) // 32], -1).astype(np.uint8)
    upload(opened, image_file(large, "JPEG"), "large.jpg")
    expect(opened.get_by_text("Reduced from 4096 × 4096 to 1024 × 1024")).to_be_visible()
    opened.locator(".st-key-d input[type=range]").focus()
    opened.keyboard.press("ArrowRight")
    expect(opened.locator(".inspector figcaption").nth(1)).to_contain_text("l = 5")


def test_downloads_hold_what_is_shown_and_the_numbers_behind_it(page):
    opened = page(address(image="coffee", kernel="emboss", d=3))
    shown(opened)
    with opened.expect_download() as waiting:
        opened.get_by_role("button", name="Numbers behind it, NPY").click()
    numbers = np.load(waiting.value.path())
    expected = engine({"image": "coffee", "kernel": "emboss", "d": 3})
    np.testing.assert_array_equal(numbers, expected)
    with opened.expect_download() as waiting:
        opened.get_by_role("button", name="Output, PNG").click()
    assert waiting.value.suggested_filename == "dilviz-emboss-d3.png"
    picture = np.asarray(Image.open(waiting.value.path()))
    np.testing.assert_array_equal(picture, np.clip(np.floor(expected[0] + 0.5), 0, 255))


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_phone_shows_both_pictures_and_a_finger_reads_them(page, color_scheme):
    opened = page("images", width=390, height=844, touch=True, color_scheme=color_scheme)
    shown(opened)
    assert opened.evaluate(TOO_WIDE) <= 1
    over = opened.locator(".inspector .stage.output .over")
    over.scroll_into_view_if_needed()
    over.tap(position={"x": 30, "y": 40})
    [(_, row, col, _)] = sums(opened)
    assert row > col > 0
