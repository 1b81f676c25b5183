"""The Frameworks page: code for the settings of Explore's link, and numbers that hold."""

import json
import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.ui.opening import open_page

PAGE = Path(__file__).parents[3] / "pages" / "frameworks.py"


opened = partial(open_page, "frameworks.py")


def figure(page, name):
    """What the figure of this name draws; its code as text."""
    data = [json.loads(one.proto.json) for one in page.get("bidi_component")]
    return next(one for one in data if one.get("ahead", {}).get("key") == name)


def text(pieces):
    return "".join(piece for _, piece in pieces)


def warnings(page):
    return " ".join(one.value for one in page.warning)


def test_takes_the_layer_from_a_link_of_explore():
    page = opened(n="9x12", k="3x5", d="1x2", s="1", p="1:0x2:2", **{"in": "JAX"})
    code = text(figure(page, "spelled")["code"])
    assert "weight: (1, 1, 3, 5)" in code
    assert "padding=((1, 0), (2, 2)), rhs_dilation=(1, 2)" in code


@pytest.mark.parametrize("framework", ["TensorFlow", "Keras", "PyTorch", "JAX"])
def test_shows_what_the_command_line_prints(framework):
    page = opened(k="3x5", d="1x2", p="1:0x2:2", **{"in": framework})
    network = figure(page, "spelled")["network"]
    printed = subprocess.run(
        [sys.executable, *shlex.split(text(network["command"]))[1:]],
        cwd=PAGE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert printed.stdout.strip() == text(network["code"]).strip()


def test_an_impossible_layer_is_a_sentence():
    page = opened(n="4", d="9", p="valid")
    assert "does not fit" in warnings(page)
    assert figure(page, "pixels")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (
            "n",
            "0",
            "Input size must be one whole number or rows x columns, from 1 to 4096, got '0'",
        ),
        ("d", "x", "Dilation rate must be one whole number"),
        ("p", "2x3x4", "Padding must be same, valid or whole numbers"),
        ("s", "-1", "Stride must be one whole number"),
    ],
)
def test_a_bad_setting_is_said_and_the_page_stays(name, value, expected):
    page = opened(**{name: value})
    assert any(sentence.value.startswith(expected) for sentence in page.caption)
    assert figure(page, "spelled")


def test_predicted_pixels_are_the_observed_ones():
    pixels = figure(opened(rows=13, cols=16, rate=3, layers=3), "pixels")
    assert pixels["predicted"] == pixels["observed"]
    assert sum(map(sum, pixels["observed"])) == 13 * 16 - (13 - 4) * (16 - 4)


def test_three_ones_give_4_2_4():
    line = figure(opened(), "line")
    assert (line["right"][-1], line["rewritten"][-1][:3]) == ([4, 1, 4], [4, 2, 4])


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ({"w1": "1, 2"}, "odd number of taps"),
        ({"row": "1, one"}, "whole numbers"),
        ({"row": "1e9"}, "whole"),
    ],
)
def test_numbers_that_cannot_be_used_are_explained(link, words):
    assert words in warnings(opened(**link))


def test_the_equivalences_hold_for_every_rate():
    for rate in (1, 2, 3, 4):
        page = opened(rate=rate, rows=10, cols=7, taps="5")
        assert figure(page, "stuffed")["equal"] and figure(page, "phases")["equal"]


def test_measuring_fills_in_the_times():
    page = opened()
    assert "times" not in figure(page, "costs")
    page.button[0].click().run()
    assert all(" ms (" in time for time in figure(page, "costs")["times"])


def test_what_same_does_elsewhere_is_shown_with_the_maps_that_came_out():
    data = [json.loads(one.proto.json) for one in opened().get("bidi_component")]
    rows = next(one["rows"] for one in data if one.get("figure") == "sameWords")
    assert {"PyTorch", "PaddlePaddle", "onnxruntime"} <= {row["software"] for row in rows}
    assert all(row["map"] or row["result"] in ("error", "smaller") for row in rows)
