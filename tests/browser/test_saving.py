"""The Save menus of charts and pictures: whole files, light on a dark page, dark on request."""

from xml.etree import ElementTree

import pytest
from PIL import ImageColor
from playwright.sync_api import expect

from dilviz.figures.style import LIGHT
from tests.browser.pdf_reading import Pdf
from tests.browser.saving import SAVE_ALL

LIGHT_GROUND, DARK_GROUND = ("#ffffff", "rgb(255, 255, 255)"), ("#0f1319", "rgb(15, 19, 25)")
CASES = {
    "": {
        "nine dots": ("at dilation rate 1, 2 and 3", "7 × 7", "9 samples of 49"),
    },
    "stack?net=20*(conv3 d2)&input=33x65": {
        "table of layers": ("20*(conv3 d2), input 33 × 65", "mult-adds", "negative in the padding"),
    },
    "stack?net=conv3, [conv3 d2 | id], conv1": {
        "network": ("→", "added", "identity"),
    },
    "evidence?q=multiply": {
        "numbers and claims": ("2 of 232 rows", "what is so", "arXiv:1706.03762", "multiply-adds"),
    },
    "cost?field=15&channels=2&image=32": {
        "five ways to a field": ("strided stack", "Five ways to see at least 15 samples"),
        "cost against receptive field": ("doubling rates", "receptive field (input samples)"),
        "cost formula": ("The rate adds nothing",),
        "price of the resolution": ("times the work",),
    },
    "frameworks?d=2": {
        "what SAME does": ("a smaller map", "PyTorch"),
        "kernel with zeros": ("Equal, number for number.", "products an output"),
        "layer by phases": ("1. Cut apart", "phase d, after"),
        "rewrite of a row": ("Rewritten", "input"),
        "pixels of the rewrite": ("observed:", "×"),
        "cost of both spellings": ("one by one", "multiply-adds", "Median of a few runs"),
        "arguments of the call": ("torch.nn.functional.conv2d", "samples added at each end"),
    },
    "gridding?net=conv3 d2, conv3 d4": {
        "field of one output": (),  # letters as outlines: drawn by the server
        "pixel classes": ("Classes of",),
        "photographs": ("One output reads these pixels", "receptive field"),
        "remedies": ("same depth, nearest rates", "conv3 d2, conv3 d4"),
        "tests for holes": ("conv3 d2, conv3 d4", "closer layers reach", "Rejected"),
        "designs": ("multiply-adds a pixel", "conv3, conv3 d3", "in samples"),
    },
    "images?image=cat&kernel=box&d=5": {
        "picture and output": ("Input 300 × 451", "d = 5: 11 × 11", "Output row"),
        "the same kernel at several dilation rates": ("d = 8",),
    },
    "learned": {
        "labels of a drawing": ("field 15",),
        "noise taken off": ("dB",),
        "effective receptive fields": ("after training",),
        "digits scores": ("context module",),
    },
    "context-module": {
        "published scores": ("FCN-8s", "67.6"),
        "maps after each layer": ("layer 8, rate 1",),
        "maps of both paddings": ("where they differ",),
        "layers of the module": ("3 × 3, rate 16", "ReLU"),
        "surgery on VGG-16": ("not as trained",),
    },
}
PICTURES = {  # whose files hold pixels beside their words
    "pixel classes",
    "photographs",
    "remedies",
    "picture and output",
    "the same kernel at several dilation rates",
    "labels of a drawing",
    "noise taken off",
    "effective receptive fields",
    "maps after each layer",
    "maps of both paddings",
}
RECT = "{http://www.w3.org/2000/svg}rect"
TRUETYPE = b"\0\1\0\0"
CHARTS = {
    "cost?field=15&channels=2&image=32": "cost against receptive field",
    "learned": "digits scores",
    "context-module": "published scores",
}


@pytest.mark.parametrize("address", CASES)
def test_saved_figures_are_light_on_a_dark_page_and_dark_on_request(visit, address):
    opened = visit(address, color_scheme="dark")
    for name in CASES[address]:
        expect(opened.get_by_role("button", name=f"Save {name} as SVG").first).to_be_visible()
    if address in CHARTS:  # made for those who come near it, and saved once it is made
        button = opened.get_by_role("button", name=f"Save {CHARTS[address]} as SVG")
        button.scroll_into_view_if_needed()
    wanted = [f"Save {name} as SVG" for name in CASES[address]]
    for ground, other in ((LIGHT_GROUND, DARK_GROUND[1]), (DARK_GROUND, LIGHT_GROUND[1])):
        saved = [(label, text) for label, _, _, text in opened.evaluate(SAVE_ALL, wanted)]
        for name, words in CASES[address].items():
            files = [text for label, text in saved if label == f"Save {name} as SVG"]
            for text in files:
                ElementTree.fromstring(text)
                assert any(colour in text.lower() for colour in ground), name
                assert other not in text, name  # no part has the colours of the page
                assert "@font-face" in text or "<text" not in text, name  # the font is inside
            together = "".join(files)
            assert [said for said in words if said not in together] == [], name
        for name in CASES[address]:
            for dark in opened.get_by_role("button", name=f"Save {name} in dark colours").all():
                dark.click()
    for name, words in CASES[address].items():
        pdfs = pdfs_of(opened, name) if words else []  # without words: drawn by the server
        together = "\n".join(pdf.words for pdf in pdfs)
        assert [said for said in words if said not in together] == [], name
        for pdf in pdfs:
            assert all(pdf.font_file(font)[:4] == TRUETYPE for font in pdf.fonts)
            assert all(share < 0.9 for share in pdf.images), name
            assert name in PICTURES or not pdf.images, name


def test_small_pictures_of_a_table_have_the_colours_of_their_style_sheet(visit):
    opened = visit("frameworks?d=2")
    [(_, _, _, text)] = opened.evaluate(SAVE_ALL, ["Save what SAME does as SVG"])
    lit = {f"rgb{ImageColor.getrgb(LIGHT[role])}" for role in ("out", "tap")}
    styles = [rect.get("style") for rect in ElementTree.fromstring(text).iter(RECT)]
    assert {colour for colour in lit if any(colour in (style or "") for style in styles)} == lit


def pdfs_of(opened, name):
    """The PDFs of a figure, as they are downloaded."""
    files = []
    for button in opened.get_by_role("button", name=f"Save {name} as PDF").all():
        with opened.expect_download() as saved:
            button.click()
        files.append(Pdf(saved.value.path().read_bytes()))
    return files


def test_charts_that_come_near_at_one_moment_are_all_drawn(page):
    opened = page("stack?net=conv3, conv3 d2, conv3 d4")
    opened.locator(".st-key-growth-files").scroll_into_view_if_needed()
    for chart in ("growth", "profile"):
        expect(opened.locator(f".st-key-{chart}-chart .main-svg").first).to_be_attached()


def test_a_chart_saved_before_it_is_made_is_saved_once_it_is_made(page):
    opened = page("")
    kept = []
    opened.route("**/Plotly*.js", lambda route: kept.append(route))
    opened.goto("/learned")
    save = opened.get_by_role("button", name="Save digits scores as SVG")
    save.scroll_into_view_if_needed()
    expect(opened.locator(".st-key-digits-chart")).to_be_attached()
    with opened.expect_download() as saved:
        save.click()
        assert kept  # Plotly is on its way
        for route in kept:
            route.continue_()
    assert "context module" in saved.value.path().read_text()
