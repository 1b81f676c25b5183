"""The Save menus of charts and pictures: whole files, light on a dark page, dark on request."""

from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.browser.saving import SAVE_ALL

DARK_GROUND, LIGHT_GROUND = "#0f1319", "#ffffff"
CASES = {
    "cost?field=15&channels=2&image=32": {
        "five ways to a field": ("strided stack", "Five ways to see at least 15 samples"),
        "cost against receptive field": ("doubling rates", "receptive field (input samples)"),
    },
    "frameworks?d=2": {
        "kernel with zeros": ("Equal, number for number.", "products an output"),
        "layer by phases": ("1. Cut apart", "phase d, after"),
        "rewrite of a row": ("Rewritten", "input"),
        "pixels of the rewrite": ("observed:", "×"),
    },
    "gridding?net=conv3 d2, conv3 d4": {
        "field of one output": (),  # letters as outlines: drawn by the server
        "pixel classes": ("Classes of",),
        "photographs": ("One output reads these pixels", "receptive field"),
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
        "layers of the module": ("3 × 3, rate 16", "max(x, 0)"),
        "surgery on VGG-16": ("not as trained",),
    },
}
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
    for ground in (LIGHT_GROUND, DARK_GROUND):
        saved = [(label, text) for label, _, _, text in opened.evaluate(SAVE_ALL, wanted)]
        for name, words in CASES[address].items():
            files = [text for label, text in saved if label == f"Save {name} as SVG"]
            for text in files:
                ElementTree.fromstring(text)
                assert ground in text.lower(), name
                assert "@font-face" in text or "<text" not in text, name  # the font is inside
            together = "".join(files)
            assert [said for said in words if said not in together] == [], name
        for name in CASES[address]:
            for dark in opened.get_by_role("button", name=f"Save {name} in dark colours").all():
                dark.click()
    [(_, kind, size, text)] = opened.evaluate(SAVE_ALL, [wanted[0].replace("SVG", "PDF")])
    assert kind == "application/pdf" and text.startswith("%PDF") and size > 5000


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
