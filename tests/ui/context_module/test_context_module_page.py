"""The Context module page shows what the engine computes for the settings of the link."""

import json
from functools import partial

from tests.ui.opening import open_page

opened = partial(open_page, "context_module.py")


def figures(page):
    """What the components were given, by what they show."""
    data = [json.loads(one.proto.json) for one in page.get("bidi_component")]
    return {one.get("figure", len(one.get("frames", []))): one for one in data}


def said(page, maps):
    """The sentence above so many maps, with what matters in it between stars."""
    return "**".join(figures(page)[maps]["said"])


def test_large_with_11_classes_comes_from_the_link():
    layers = figures(opened(form="Large", c=11, pad="33 once"))["layers"]
    assert layers["totals"]["weights"] == 15_422 * 11**2
    assert [row["channels_out"] for row in layers["layers"]][-2:] == [352, 11]
    assert layers["layers"][0]["output_size"] == [128, 128]
    assert "1067 biases come on top" in layers["note"]  # 97 for each class


def test_the_identity_passes_max_x_0():
    assert "equals **max(x, 0)** exactly" in said(opened(), 9)
    assert "equals **x** exactly" in said(opened(relu="no"), 9)
    assert "away from max(x, 0)" in said(opened(init="smoothing"), 9)


def test_the_film_has_the_input_and_eight_layers():
    frames = figures(opened(form="Large", map=3))[9]["frames"]
    assert [one["field"] for one in frames[1:]] == [3, 5, 9, 17, 33, 65, 67, 67]
    assert "map 65 of 128" in frames[7]["note"]


def test_the_border_agrees_on_four_cells_of_66_and_none_of_64():
    assert "**4 of 4356 cells**" in said(opened(), 3)
    page = opened(m=64)
    assert "**0 of 4096 cells**" in said(page, 3)
    assert figures(page)[3]["frames"][2]["note"] == "4096 of 4096 cells"


def test_the_surgery_stops_where_the_link_says():
    assert len(figures(opened(cut=2))["surgery"]["cuts"]) == 3


def test_67_6_is_called_the_front_end_alone():
    words = " ".join(one.value for one in opened().markdown)
    assert "**67.6 %** is the front end alone" in words
