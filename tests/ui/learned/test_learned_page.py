"""The Learned page shows what the engine makes of the drawing and the photograph of the link."""

import json
from functools import partial

import pytest

from dilviz.figures.learned_labels import labels_data
from dilviz.learned.drawing import read_drawing
from dilviz.learned.networks import LEARNED
from tests.ui.opening import open_page, with_charts

opened = partial(open_page, "learned.py")
DRAWN = "g" * 60 + "0" * 84


def figures(page):
    """What the components were given, by what they show."""
    data = [json.loads(component.proto.json) for component in page.get("bidi_component")]
    return {each.get("figure", "maps"): each for each in data}


def sentences(page):
    return " ".join(caption.value for caption in page.caption)


@pytest.fixture(scope="module")
def page():
    return opened(drawing=DRAWN, left="sawtooth", image="rocket", first="IRCNN", seen="strided")


def test_the_drawing_and_the_network_come_from_the_link(page):
    labels = figures(page)["labels"]
    expected = labels_data(read_drawing(DRAWN), ("sawtooth", "context module"))
    assert labels["drawing"] == DRAWN
    assert not page.text_input  # it is drawn, not typed
    assert labels["panes"] == expected["panes"]


def test_the_photograph_and_the_networks_that_clean_it_come_from_the_link(page):
    titles = [picture["title"] for picture in figures(page)["noise"]["pictures"]]
    assert titles[2:4] == ["IRCNN", "equal rates 2"]
    assert "never saw this picture" in sentences(page)


def test_the_field_that_is_looked_at_comes_from_the_link(page):
    [frame, *_] = figures(page)["maps"]["frames"]
    assert frame["rows"] == LEARNED["digits/strided"].field


def test_both_tasks_have_a_chart_with_all_networks(page):
    shown = with_charts(page, "digits-chart", "noise-chart").get("plotly_chart")
    specs = [json.loads(chart.proto.spec) for chart in shown]
    names = [{trace["name"] for trace in spec["data"]} for spec in specs]
    assert {f"digits/{name}" for name in names[0]} | {f"noise/{name}" for name in names[1]} == {
        *LEARNED
    }


def test_what_is_no_drawing_is_said_and_a_digit_shown():
    page = opened(drawing="x" * 50, image="astronaut")
    assert figures(page)["labels"]["drawing"] == "17"
    assert "a drawing is 144 signs" in sentences(page)
    assert "trained on parts of this photograph" in sentences(page)
