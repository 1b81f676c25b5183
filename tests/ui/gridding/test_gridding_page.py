"""The Gridding page without a browser: links in, figures and sentences out."""

import json
from functools import partial

import pytest

from dilviz import parse_network
from dilviz.ui.gridding.settings import DEFAULT, EXAMPLES
from tests.ui.opening import open_page

opened = partial(open_page, "gridding.py")


def figures(app):
    shown = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return {data.get("figure", "examples"): data for data in shown}


def said(app):
    words = [one.value for one in [*app.warning, *app.caption]]
    words += [one.get("otherwise", "") for one in figures(app).values()]
    return " ".join(words).replace("\\", "")


def test_opens_on_a_stack_with_gridding():
    app = opened()
    shown = figures(app)
    assert app.text_input(key="net").value == DEFAULT
    assert shown["field"]["field"]["pixels_read"] == 49
    assert shown["classes"]["classes"]["number"] == 4
    assert [row["name"] for row in shown["fixes"]["rows"]][0] == "as it is"
    assert len(shown["photographs"]["pictures"]) == 3


def test_a_link_restores_everything():
    shown = figures(
        opened(net="conv3, conv3 d2, conv3 d9", grid="11", size="31", layers="4", width="8")
    )
    assert shown["field"]["field"]["size"] == [25, 25]
    assert (shown["classes"]["classes"]["rows"], shown["classes"]["classes"]["cols"]) == (11, 11)
    first = shown["designs"]["rows"][0]
    assert first["size"] == 31 and first["weights"] == "2304"  # 4 layers, 9 x 8 x 8 each


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_that_is_shown_is_pressed(name):
    app = opened(net=EXAMPLES[name])
    examples = figures(app)["examples"]
    assert not app.warning and examples["on"] == name
    in_link = EXAMPLES[name] if EXAMPLES[name] != DEFAULT else None  # defaults are left out
    assert {"name": name, "link": {"net": in_link}} in examples["chips"]


def test_no_example_is_pressed_for_another_network():
    assert figures(opened(net="conv3"))["examples"]["on"] is None


def test_a_stack_without_holes_has_nothing_to_fix():
    app = opened(net=EXAMPLES["context module"])
    assert not figures(app)["fixes"]["rows"]
    assert "There is nothing to fix." in said(app)


def test_branches_have_a_picture_and_no_test_by_rates():
    app = opened(net="[conv1 | conv3 d6]")
    assert not figures(app)["verdicts"]["verdicts"]
    assert "Where paths branch there is no test by rates" in said(app)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"net": "cnv3"}, "Character 1: read"),
        ({"size": "66", "fit": "exactly this"}, "the nearest fields are 65 and 67"),
        ({"size": "9999"}, "receptive field, samples goes from 3 to 511, so this shows 67"),
        ({"net": "3*(conv3 d400)"}, "too wide"),
        ({"net": "conv3 d2, gap"}, "'2' holds pooled values without positions"),
        ({"net": "conv1 s2, conv3 d3", "grid": "8"}, "pixels are read by no output"),
        (
            {"kernels": ["4", "5", "x"]},
            "kernels = 4, x; kernel sizes are 2, 3, 5, 7, so this shows 5",
        ),
        ({"kernels": ""}, "Kernel sizes must be from 2, 3, 5, 7, got none"),
    ],
)
def test_limits_are_sentences(settings, sentence):
    app = opened(**settings)
    shown = figures(app).get("classes", {"classes": {"words": ""}})["classes"]["words"]
    assert sentence in said(app) + shown


def test_a_field_of_2047_is_shown():
    shown = figures(opened(net=EXAMPLES["1, 2, 4 … 512"]))["field"]["field"]
    assert shown["size"] == [2047, 2047] and shown["coverage"] == 1
    assert max(shown["cells"]) <= 241


@pytest.mark.parametrize(
    ("settings", "holds"),
    [
        ({"axes": "sequences"}, lambda notation: notation.startswith("1d")),
        ({"largest": "16", "layers": "10"}, lambda notation: "d20" not in notation),
        ({}, lambda notation: "d20" in notation),
    ],
)
def test_a_design_is_for_the_axes_and_rates_that_are_asked_for(settings, holds):
    rows = figures(opened(**settings))["designs"]["rows"]
    assert rows and holds(rows[0]["notation"])
    assert all(parse_network(row["notation"]) for row in rows)


def test_a_typo_keeps_the_last_figures_in_grey():
    app = opened(net="3*(conv3 d2)")
    app.text_input(key="net").set_value("3*conv3").run()
    assert "Did you mean" in said(app) and "In grey" in said(app)
    assert figures(app)["field"]["field"]["pixels_read"] == 49
