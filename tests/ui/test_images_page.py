"""The Images page: settings in, pictures out; a link restores it; uploads are safe."""

import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dilviz.kernels import KERNELS

PAGE = Path(__file__).parents[2] / "pages" / "images.py"


def opened(**link):
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    for name, value in link.items():
        page.query_params[name.replace("_", "-")] = value
    page.run()
    assert not page.exception
    return page


def component(page, name):
    """What the browser is sent for a component: its data."""
    parts = page.get("bidi_component")
    return [json.loads(p.proto.json) for p in parts if p.proto.component_name.endswith(name)]


def inspector(page):
    [data] = component(page, "inspector")
    return data


def said(page):
    return " ".join(one.value for kind in ("caption", "warning") for one in page.get(kind))


def file_of(picture, file_format="PNG"):
    buffer = BytesIO()
    Image.fromarray(picture).save(buffer, file_format)
    return buffer.getvalue()


def with_upload(content):
    page = opened(image="your own")
    page.file_uploader(key="upload").upload("picture.png", content, "image/png").run()
    assert not page.exception
    return page


PICTURE = np.random.default_rng(1).integers(0, 256, (48, 80, 3), dtype=np.uint8)


def test_a_link_restores_the_whole_setting():
    data = inspector(opened(image="coffee", kernel="box", d="7", s="2", p="same", pin="3,11"))
    assert data["photo"]["id"] == "coffee"
    assert data["weights"] == KERNELS["box"].weights.tolist()
    assert data["axes"][0]["dilation"] == 7 and data["axes"][1]["stride"] == 2
    assert data["output"]["rows"] == 171 and data["pin"] == [3, 11]


@pytest.mark.parametrize("name", ["box", "sobel magnitude", "laplacian of gaussian"])
def test_signed_kernels_have_a_scale_and_others_have_none(name):
    data = inspector(opened(kernel=name, image="cameraman"))
    assert (data["scale"] is not None) == KERNELS[name].signed


def test_parameters_of_a_family_live_in_the_link():
    data = inspector(opened(kernel="gaussian", gaussian_sigma="2.0"))
    assert np.shape(data["weights"]) == (9, 9)


def test_custom_weights_come_from_the_link_and_nonsense_is_said():
    assert inspector(opened(kernel="custom", w="1 2; 3 4"))["weights"] == [[1, 2], [3, 4]]
    page = opened(kernel="custom", w="1 2; 3")
    assert "these have" in said(page)
    assert inspector(page)["weights"] == KERNELS["sobel x"].weights.tolist()


def test_an_impossible_setting_is_a_sentence_and_the_page_stays():
    page = with_upload(file_of(PICTURE[:5, :5]))
    page.slider(key="d").set_value(9).run()
    assert not page.exception and "reflect padding of 9 samples" in said(page).lower()


def test_a_moved_rate_changes_the_field_and_not_the_weights():
    page = opened()
    before = inspector(page)
    page.slider(key="d").set_value(9).run()
    after = inspector(page)
    assert after["axes"][0]["dilation"] == 9 and after["weights"] == before["weights"]
    assert after["output"]["address"] != before["output"]["address"]
    assert after["numbers"][0]["value"] == "19 × 19"


def test_the_strip_stays_as_it_is_while_the_rate_above_moves():
    page = opened()
    before = component(page, "strip")[0]
    page.slider(key="d").set_value(9).run()
    assert component(page, "strip")[0] == before
    assert [tile["title"] for tile in before["tiles"]] == ["l = 1", "l = 2", "l = 4", "l = 8"]


@pytest.mark.parametrize("rates", ["", "0", "1, x", "1 2 3 4 5 6 7", "99"])
def test_bad_rates_of_the_strip_are_a_sentence(rates):
    page = opened()
    page.text_input(key="rates").set_value(rates).run()
    assert not page.exception and "Write 1, 2, 4" in said(page).replace("\\", "")


def test_a_lattice_and_a_filled_field_are_told_apart():
    holes = component(opened(stack="3*(conv3 d2)"), "strip")[2]["tiles"][-1]
    filled = component(opened(stack="conv3, conv3 d2, conv3 d3"), "strip")[2]["tiles"][-1]
    assert holes["note"] == "reaches 49 of 169 outputs"
    assert filled["note"] == "reaches 169 of 169 outputs"


def test_three_ways_state_their_costs():
    ways = component(opened(coarse="4", image="coffee"), "strip")[4]["tiles"]
    assert [tile["title"] for tile in ways] == ["Shrink, convolve, enlarge", "Dilated", "Dense"]
    assert ways[0]["note"].startswith("9 weights, 0.10 million")
    assert ways[2]["note"].startswith("81 weights, 14 million")


def test_a_link_to_a_picture_of_ones_own_says_that_it_is_missing():
    page = opened(image="your own", d="6")
    assert "never somebody's picture" in said(page)
    assert inspector(page)["photo"]["id"] == "astronaut"
    assert inspector(page)["axes"][0]["dilation"] == 6


def test_an_uploaded_picture_is_filtered():
    page = with_upload(file_of(PICTURE))
    data = inspector(page)
    assert (data["output"]["rows"], data["output"]["cols"]) == (48, 80)
    assert data["photo"]["id"] == component(page, "photo")[0]["id"]


def test_a_reduced_picture_says_so():
    page = with_upload(file_of(np.zeros((20, 2048, 3), np.uint8)))
    assert "Reduced from 2048 × 20 to 1024 × 10 pixels." in said(page)


@pytest.mark.parametrize(
    "content", [b"", b"<html>", file_of(PICTURE)[:900], b"\x89PNG\r\n\x1a\n" + bytes(300)]
)
def test_a_bad_file_is_a_sentence_and_the_picture_before_it_is_kept(content):
    page = with_upload(file_of(PICTURE))
    good = inspector(page)["photo"]["id"]
    page.file_uploader(key="upload").clear().run()
    page.file_uploader(key="upload").upload("bad.png", content, "image/png").run()
    assert not page.exception
    assert "The picture before it is kept" in said(page).replace("\\", "")
    assert inspector(page)["photo"]["id"] == good
