"""Settings of a page, declared once: the page and a link read the same."""

import pytest
from streamlit.testing.v1 import AppTest

from dilviz.ui.controls.choices import Choice, OneOf, Several
from dilviz.ui.controls.numbers import Measure, Slider
from dilviz.ui.controls.texts import Read, Text


def page():
    """Ask for some settings, then for more that share one of them; show what was read."""
    from dataclasses import dataclass

    import streamlit as st

    from dilviz.ui.controls.choices import Choice, OneOf
    from dilviz.ui.controls.control import link_query
    from dilviz.ui.controls.numbers import Slider
    from dilviz.ui.controls.settings import Settings, setting

    dilation = Slider("d", "Dilation rate", 2, lowest=1, highest=8)

    @dataclass(frozen=True)
    class Layer(Settings):
        rate: int = setting(dilation)
        padding: str = setting(Choice("p", "Padding", "same", ("same", "valid")))

        rows = (2,)

    @dataclass(frozen=True)
    class Shown(Settings):
        rate: int = setting(dilation)
        scale: str = setting(OneOf("scale", "Scale", "linear", ("linear", "log")))
        size: int = setting(Slider("n", "Size", 9, lowest=1, highest=32))

    layer = Layer.ask()
    shown = Shown.ask(layer)
    st.session_state["read"] = layer, shown
    st.session_state["from link"] = Layer.from_link(link_query()), Shown.from_link(link_query())
    st.session_state["to link"] = layer.to_link() | shown.to_link()


def opened(**link):
    app = AppTest.from_function(page, default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def read(app):
    layer, shown = app.session_state["read"]
    return layer.rate, layer.padding, shown.rate, shown.scale, shown.size


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ({}, (2, "same", 2, "linear", 9)),
        ({"d": "5", "p": "valid", "scale": "log", "n": "30"}, (5, "valid", 5, "log", 30)),
        ({"d": "99", "p": "full", "scale": "cubic", "n": "x"}, (2, "same", 2, "linear", 9)),
    ],
)
def test_the_widgets_and_the_link_read_the_same(link, expected):
    app = opened(**link)
    assert read(app) == expected
    layers, shown = app.session_state["from link"]
    assert (layers.rate, layers.padding, shown.rate, shown.scale, shown.size) == expected


def test_a_control_that_was_asked_for_before_is_not_repeated():
    app = opened(d="3")
    assert [slider.key for slider in app.slider] == ["d", "n"]
    app.slider(key="d").set_value(7).run()
    assert read(app)[2] == 7


def test_only_what_differs_from_the_defaults_stands_in_the_link():
    assert opened().session_state["to link"] == {}
    assert opened(d="3", scale="log").session_state["to link"] == {"d": "3", "scale": "log"}


def test_the_page_says_what_the_link_asks_for_in_vain():
    captions = " ".join(caption.value for caption in opened(d="99", scale="cubic").caption)
    assert "asked for d = 99; dilation rate goes from 1 to 8, so this shows 2" in captions
    assert "scale is one of linear, log" in captions


BAD = {
    Slider("k", "Size", 3, lowest=1, highest=9): ("0", "10", "x", ""),
    Measure("k", "Sigma", 1.5, lowest=0.5, highest=4, step=0.5): ("0.4", "nan", "inf"),
    OneOf("k", "Scale", "linear", ("linear", "log")): ("Linear", ""),
    Choice("k", "Padding", "same", ("same", "valid")): ("full",),
    Several("k", "Sizes", (3,), (2, 3, 5)): ("4", "3x"),
    Read("k", "Size", "3", int): (),
    Text("k", "Words", ""): (),
}


@pytest.mark.parametrize("control", BAD, ids=lambda control: type(control).__name__)
def test_a_bad_value_is_refused_and_the_default_stands_in(control):
    assert control.refusal({}) is None
    for text in BAD[control]:
        assert control.from_link({"k": text}) == control.default
        assert control.refusal({"k": text}).startswith("The link asked for k")


def test_what_a_control_writes_it_reads_back():
    for control, value in [
        (Slider("k", "Size", 3, lowest=1, highest=9), 7),
        (Measure("k", "Sigma", 1.5, lowest=0.5, highest=4, step=0.5), 2.5),
        (Choice("k", "Padding", "same", ("same", "valid")), "valid"),
        (Several("k", "Sizes", (3,), (2, 3, 5)), (5, 2)),
        (Several("k", "Sizes", (3,), (2, 3, 5)), ()),
        (Text("k", "Words", "some"), ""),
    ]:
        assert control.from_link({"k": control.to_link(value)}) == value
        assert control.to_link(control.default) is None
