"""The Images page: settings in, pictures out; a link restores it; uploads are safe."""

import gc
import json
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from dilviz.network.presets import NETWORKS
from dilviz.pictures.kernels import KERNELS
from dilviz.server.own_pictures import picture_of
from dilviz.ui.images.controls import SIGNED, UNPADDED
from dilviz.ui.site import ROUTER

PAGE = Path(__file__).parents[3] / "pages" / "images.py"


def opened(**link):
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    for name, value in {"image": "cat", **link}.items():  # the smallest picture
        page.query_params[name.replace("_", "-")] = value
    page.session_state["photo"] = {"here": True}  # as the browser says it
    page.run()
    assert not page.exception
    return page


def at_rate(page, rate):
    """As after the slider has come to rest at another rate."""
    page.query_params["d"] = str(rate)
    return page.run()


def component(page, name):
    """What the browser is sent for a component: its data."""
    parts = page.get("bidi_component")
    return [json.loads(p.proto.json) for p in parts if p.proto.component_name.endswith(name)]


def mounted(page, key):
    """The data of the component with this key."""
    [data] = [
        json.loads(part.proto.json)
        for part in page.get("bidi_component")
        if part.proto.id.endswith(f"-{key}")
    ]
    return data


def inspector(page):
    return mounted(page, "inspector")


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


def test_what_is_greyed_says_why():
    greyed = said(opened(kernel="sobel x", p="valid"))
    assert SIGNED in greyed and UNPADDED in greyed
    free = said(opened(kernel="box"))
    assert SIGNED not in free and UNPADDED not in free


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
    assert "must have the same length" in said(page)
    assert inspector(page)["weights"] == KERNELS["sobel x"].weights.tolist()


def test_an_impossible_setting_is_a_sentence_and_the_page_stays():
    page = with_upload(file_of(PICTURE[:5, :5]))
    at_rate(page, 9)
    assert not page.exception and "reflect padding of 9 samples" in said(page).lower()


def test_a_moved_rate_changes_the_field_and_not_the_weights():
    page = opened()
    before = inspector(page)
    at_rate(page, 9)
    after = inspector(page)
    assert after["axes"][0]["dilation"] == 9 and after["weights"] == before["weights"]
    assert after["output"]["address"] != before["output"]["address"]
    assert after["numbers"][0]["value"] == "19 × 19"


def test_the_strip_stays_as_it_is_while_the_rate_above_moves():
    page = opened()
    before = mounted(page, "rates-strip")
    at_rate(page, 9)
    assert mounted(page, "rates-strip") == before
    assert [tile["title"] for tile in before["tiles"]] == ["d = 1", "d = 2", "d = 4", "d = 8"]


def test_bad_rates_of_the_strip_are_a_sentence():
    page = opened()
    number, count = "Each dilation rate must be a whole number", "The strip has 1 to 6 dilation"
    for rates, why in {
        "": count,
        "0": number,
        "1, x": number,
        "1 " * 7: count,
        "99": number,
    }.items():
        page.text_input(key="rates").set_value(rates).run()
        assert not page.exception and why in said(page).replace("\\", "")


def test_what_is_clipped_is_said_on_every_picture():
    tiles = strips(opened(kernel="sharpen"))["The same kernel at several dilation rates"]
    assert all("% beyond black or white" in tile["note"] for tile in tiles)


def test_a_lattice_and_a_filled_field_are_told_apart():
    holes = mounted(opened(stack="3*(conv3 d2)"), "impulse")["tiles"][-1]
    filled = mounted(opened(stack="conv3, conv3 d2, conv3 d3"), "impulse")["tiles"][-1]
    assert holes["note"] == "reaches 49 of 169 outputs"
    assert filled["note"] == "reaches 169 of 169 outputs"


def strips(page):
    """The tiles of every strip, by what the strip shows."""
    return {one["label"]: one["tiles"] for one in component(page, "strip")}


@pytest.mark.parametrize(
    "p, output", [("valid", (333, 504)), ("3", (339, 510)), ("4:0x0:5", (337, 509))]
)
def test_paddings_are_those_of_explore(p, output):
    data = inspector(opened(image="coffee", kernel="box", d="4", p=p, mode="replicate"))
    assert (data["output"]["rows"], data["output"]["cols"]) == output


def test_from_same_to_custom_padding_nothing_changes_until_it_is_edited():
    page = opened(image="coffee", kernel="box", d="6")
    before = inspector(page)["output"]
    page.button_group(key="kind of padding").set_value("custom").run()
    assert page.query_params["p"] == "6" and inspector(page)["output"] == before
    page.text_input(key="typed padding").set_value("6x0").run()
    assert inspector(page)["output"]["cols"] == 512 - 12
    page.text_input(key="typed padding").set_value("6x-1").run()
    assert inspector(page)["output"]["cols"] == 512 - 12 and "Padding must be same, valid" in said(
        page
    )


def test_every_network_that_keeps_the_resolution_can_be_chosen_and_runs():
    page = opened(image="coffee")
    offered = page.selectbox(key="known stack")
    assert {"Context module", "WaveNet", "DeepLab v3 ASPP", "TCN"} <= set(offered.options)
    assert offered.value == "2, 2, 2: a lattice"
    for name in ("WaveNet", "DeepLab ASPP"):
        page.selectbox(key="known stack").set_value(name).run()
        assert not page.exception and not page.warning
    assert page.text_input(key="stack").value == str(NETWORKS["DeepLab ASPP"].network)
    *_, joint = strips(page)["The response after each layer"]
    assert joint["title"] == "5: 4 paths added" and joint["note"].startswith("drawn at 1 / 4")


def test_a_stack_runs_with_its_own_paddings():
    *_, last = strips(opened(stack="conv3 d3 valid, conv1", image="coffee"))[
        "The response after each layer"
    ]
    assert last["note"] == "335 × 506"


def test_a_network_that_cannot_run_is_a_sentence_and_what_can_be_said_is_said():
    page = opened(stack="conv3, conv3 d2 s2", image="coffee")
    assert "Set its stride to 1" in said(page).replace("\\", "")
    page = opened(stack="conv3 d400", stack_mode="reflect", image="coffee")
    assert "reflect padding of 400 samples" in said(page) and "is too large" in said(page)


def test_the_effective_field_is_around_the_pinned_pixel():
    page = opened(stack="conv3, conv3 d2", pin="100,37", image="coffee")
    whole, close = strips(page)["What the pinned output reads"]
    assert whole["title"] == "Row 100, column 37"
    assert whole["legend"]["high"] == "4.94 %"  # 4 of 81 paths
    assert close["title"] == "Magnified: field 7 × 7"
    assert close["note"].startswith("49 of 49 pixels of the field are read (100 %)")
    assert close["note"].endswith("standard deviation 1.8 × 1.8 samples")


def test_three_ways_state_their_costs():
    ways = mounted(opened(coarse="4", image="coffee"), "ways")["tiles"]
    assert [tile["title"] for tile in ways] == ["Shrink, convolve, enlarge", "Dilated", "Dense"]
    assert ways[0]["note"].startswith("9 weights, 0.10 million")
    assert ways[2]["note"].startswith("81 weights, 14 million")


def test_a_link_to_a_picture_of_ones_own_says_that_it_is_missing():
    page = opened(image="your own", d="6")
    assert "never a picture of your own" in said(page)
    assert inspector(page)["photo"]["id"] == "astronaut"
    assert inspector(page)["axes"][0]["dilation"] == 6


def test_an_uploaded_picture_is_filtered():
    page = with_upload(file_of(PICTURE))
    data = inspector(page)
    assert (data["output"]["rows"], data["output"]["cols"]) == (48, 80)
    brought = mounted(page, "photo")
    assert data["photo"]["id"] == brought["id"]
    assert (brought["address"], brought["secret"]) == ("photograph", data["secret"])
    assert page.session_state["upload"].getvalue() == b"", "its bytes are held no longer"


def test_the_picture_before_is_gone_as_soon_as_another_is_brought():
    page = with_upload(file_of(PICTURE))
    secret = mounted(page, "photo")["secret"]
    assert picture_of(secret) is not None
    page.file_uploader(key="upload").clear().run()
    page.file_uploader(key="upload").upload("b.png", file_of(PICTURE[:30]), "image/png").run()
    gc.collect()  # of what the run itself has left
    assert picture_of(secret) is None
    assert picture_of(mounted(page, "photo")["secret"]) is not None


def test_a_reduced_picture_says_so():
    page = with_upload(file_of(np.zeros((20, 2048, 3), np.uint8)))
    assert "Reduced from 20 × 2048 to 10 × 1024 pixels." in said(page)


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
    assert page.file_uploader[0].value is None, "the refused file is taken out"


@pytest.mark.parametrize(
    "link, sentence",
    [
        ({"d": "99"}, "d = 99; dilation rate goes from 1 to 32, so this shows 4"),
        ({"p": "x"}, "asked for p: padding must be same, valid"),
        ({"pin": "3"}, "asked for pin: a pin is a row and a column"),
        ({"kernel": "gabor", "gabor-angle": "x"}, "goes from"),
    ],
)
def test_what_a_link_asks_for_in_vain_is_said_outside_the_closed_box(link, sentence):
    page = opened(image="cat", **link)
    [box] = page.expander
    assert sentence in said(page).replace("\\", "")
    assert not any("asked for" in one.value for one in box.caption)


def test_what_is_below_the_picture_waits_until_the_browser_has_drawn_it():
    page = AppTest.from_file(str(PAGE), default_timeout=120)
    page.query_params["image"] = "cat"
    page.run()
    assert component(page, "inspector") and not component(page, "strip")
    page.session_state["photo"] = {"here": True}
    assert component(page.run(), "strip")


def test_a_visit_to_cost_whose_image_is_a_size_breaks_neither_page():
    app = AppTest.from_file(str(ROUTER), default_timeout=120).run()
    for file in (PAGE, PAGE.with_name("cost.py"), PAGE):
        app.switch_page(str(file)).run()
        assert not app.run().exception, file.name
