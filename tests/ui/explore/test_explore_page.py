"""The Explore page as Python sees it: the link in, the engine's numbers out."""

import json
from functools import partial

import numpy as np
import pytest

from dilviz.convolution.layer import Layer
from tests.ui.opening import open_page

opened = partial(open_page, "explore.py")


def sent(app):
    [component] = app.get("bidi_component")
    return json.loads(component.proto.json)


def test_sends_the_engines_tables_and_values():
    data = sent(opened(n="9x12", d="3x1", s="2", values="impulse"))
    rows, cols = Layer.of(3, dilation=(3, 1), stride=2, padding="same").tap_tables((9, 12))
    np.testing.assert_array_equal(data["truth"]["taps"][0], rows)
    np.testing.assert_array_equal(data["truth"]["taps"][1], cols)
    assert np.sum(data["truth"]["values"]) == 1


def test_an_impossible_layer_sends_its_sentence_and_keeps_the_settings():
    data = sent(opened(d="8", p="valid", values="ramp"))
    assert data["truth"] is None
    assert "reach 17 samples, but the padded input has 9" in data["problem"]
    assert data["settings"]["values"] == "ramp"
    assert data["code"] == {}


def test_scipy_gives_the_same_numbers_when_it_is_asked():
    app = opened(n="9x12", d="2x3", s="2", mode="reflect", flip="1")
    app.button[0].click().run()
    assert any("gives the same 30 numbers exactly." in line.value for line in app.markdown)


def test_an_impossible_layer_has_nothing_to_check():
    app = opened(d="8", p="valid")
    app.button[0].click().run()
    assert not app.exception
    assert "the padded input has 9" in app.warning[0].value


@pytest.mark.parametrize("pin", ["9,0", "0,12", "in:-3,0", "in:0,14", "ker:3,0"])
def test_a_pin_beside_the_grids_is_let_go_and_said(pin):
    app = opened(n="9x12", pin=pin)
    assert sent(app)["settings"]["pin"] is None
    assert "so nothing is pinned" in app.caption[0].value


@pytest.mark.parametrize("pin", ["8,11", "in:-2,0", "in:0,13", "ker:2,0"])
def test_a_pin_on_the_grids_stays(pin):
    app = opened(n="9x12", pin=pin)
    assert sent(app)["settings"]["pin"]
    assert len(app.caption) == 0


def test_words_of_a_link_are_shown_as_they_are():
    [caption] = opened(mode="![x](http://host.example/y)").caption
    assert "![" not in caption.value
    assert "http://" not in caption.value


def test_the_links_below_carry_the_layer_along():
    [words] = [one.value for one in opened(d="3", k="5", p="1").markdown if "Next:" in one.value]
    assert "(stack?net=3%2A%28conv5+d3+p1%29)" in words
    assert "(frameworks?n=9&k=5&d=3&s=1&p=1&mode=zeros)" in words
