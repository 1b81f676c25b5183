"""Figures that a link decides: the answer over HTTP draws what the page draws."""

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dilviz.errors import GeometryError
from dilviz.ui.controls.choices import OneOf
from dilviz.ui.controls.numbers import Slider
from dilviz.ui.controls.settings import controls_of
from dilviz.ui.controls.texts import NetworkText
from dilviz.ui.linked_figure import figures_of, find_figure
from dilviz.ui.site import SITE
from tests.ui.opening import open_page

PAGES = {page.address: page for page in SITE if page.figures}
CROSSING = (
    '{"input": "x", "output": "c", "nodes": [{"id": "a", "op": "conv", "inputs": ["x"], '
    '"kernel_size": 3}, {"id": "b", "op": "add", "inputs": ["a", "x"]}, '
    '{"id": "c", "op": "add", "inputs": ["a", "b"]}]}'
)
LINKS = {
    "learned": (
        {},
        {"left": "sawtooth", "right": "equal rates 4", "drawing": "3"},
        {"against": "weights", "noise-against": "weights", "seen": "plain"},
        {"image": "your own", "first": "IRCNN"},
        {"left": "nonsense", "drawing": "x", "seen": "", "picture": "nobody"},
    ),
    "cost": (
        {},
        {"field": "31", "channels": "4", "image": "40", "rate": "3"},
        {"field": "1", "channels": "4.5", "image": "nonsense", "rate": "-1"},
        {"field": "٣١", "channels": "0007", "image": "1" * 40, "rate": "32.5"},
        {"field": "nan", "channels": "1_0", "image": "", "rate": "3e1"},
    ),
    "context-module": (
        {},
        {"form": "Large", "c": "11", "pad": "33 once", "maps": "impulse", "map": "3", "cut": "2"},
        {
            "maps": "soft classes",
            "init": "identity + noise",
            "relu": "no",
            "photo": "cat",
            "m": "40",
        },
        {"form": "large", "c": "65", "pad": "", "map": "0", "cut": "5.0", "m": "97", "photo": "x"},
    ),
    "frameworks": (
        {},
        {"n": "9x12", "k": "3x5", "d": "1x2", "s": "2x1", "p": "1:0x2:2", "in": "PyTorch"},
        {"rows": "12", "cols": "5", "rate": "3", "layers": "3", "taps": "5", "seed": "7"},
        {"n": "30", "d": "٣", "p": "SAME ", "mode": "circular", "in": "TensorFlow, atrous"},
        {"n": "0", "k": "", "d": "2x3x4", "s": "65", "p": "full", "mode": "none", "in": "keras"},
        {"rows": "17", "cols": "2", "rate": "0", "layers": "5", "taps": "4", "seed": "-1"},
        {"row": " 3 -4,5", "w1": "2", "rate": "4"},
        {"row": "", "w1": "1, 2"},
        {"n": "4", "d": "9", "p": "valid"},
        {"d": "2", "s": "2", "in": "Keras"},
    ),
    "gridding": (
        {"net": "3*(conv3 d2)"},
        {"net": " 1d, conv2,conv2 d2", "grid": "11", "photo": "coffee", "size": "9", "layers": "4"},
        {"net": "[conv1|conv3 d6 ]", "grid": "7", "photo": "dog", "kernels": ["4", "5", "2"]},
        {"net": "conv3 s2, conv3x5 d2", "kernels": ["7"], "fit": "at least this", "out": "4"},
        {"net": "3*(conv3 d400)", "kernels": ["4"], "holes": "allowed", "largest": "9", "out": "3"},
        {"net": "conv3", "kernels": "", "axes": "sequences", "width": "0"},
    ),
    "stack": (
        {"net": "conv3, [conv3x5 d2|id]"},
        {
            "net": " 2*(conv3)",
            "input": "20x30",
            "channels": "3",
            "at": "1",
            "unit": "2,5",
            "where": "half",
        },
        {"net": "1d conv2, conv2 d2", "input": " 64 ", "unit": "3", "scale": "log", "axis": "rows"},
        {
            "net": "conv3 s2 same, conv3 d9",
            "input": "big",
            "channels": "0",
            "where": "there",
            "axis": "cols",
        },
        {"net": "conv3", "input": "24", "unit": "99", "at": " "},
        {"net": "conv3 d9 valid", "input": "16"},
        {"net": "conv3, [id | gap]", "input": "20x30", "gates": "follow"},
        {"net": CROSSING, "input": "30x40", "channels": "007"},
    ),
    "lesson": (
        {},
        {"step": "rate", "seed": "7", "view": "projector"},
        {"step": "nowhere", "seed": "\N{ARABIC-INDIC DIGIT THREE}", "view": "cinema"},
        {"step": "quiz", "seed": "0012"},
        {"step": "cone", "seed": "99999", "view": ""},
    ),
    "evidence": (
        {},
        {"group": "presets", "q": "receptive VGG"},
        {"group": "nonsense", "q": " 67 "},
        {"group": "OpenGenus IQ, corrected", "q": "<b>not there</b> " * 9},
    ),
}


def figures_on(app):
    """What the page gives the figures that can be asked for, by their keys."""
    shown = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return {one["ahead"]["key"]: one for one in shown if "ahead" in one}


def mounted(page, link):
    """What a page gives them when it is opened."""
    return figures_on(open_page(PAGES[page].path.name, **link))


def run_again(app):
    """Run a page that is open: its router has seen it before."""
    app.session_state["run opens the page"] = False
    app.run()
    assert not app.exception
    return app


def asked(link):
    """How the browser asks: commas part the values of a name."""
    return {name: ",".join(one) if isinstance(one, list) else one for name, one in link.items()}


@pytest.mark.parametrize(("page", "link"), [(page, it) for page in PAGES for it in LINKS[page]])
def test_an_answer_draws_what_the_page_brings(page, link):
    for key, data in mounted(page, link).items():
        told = data.pop("ahead")
        answer = json.loads(json.dumps(find_figure(page, key).answer(asked(link))))
        assert told["address"] == f"figures/{page}"
        assert answer == {"stamp": told["stamp"], "data": data}


@pytest.mark.parametrize("page", PAGES)
def test_later_runs_name_what_the_link_tells_and_leave_its_data_out(page):
    app = open_page(PAGES[page].path.name, **LINKS[page][1])
    opened, later = figures_on(app), figures_on(run_again(app))
    assert later == {key: {"ahead": data["ahead"]} for key, data in opened.items()}


def test_later_runs_bring_what_the_link_does_not_tell():
    app = run_again(open_page("cost.py", field="15", channels="2", image="32"))
    app.slider(key="channels").set_value(3)  # without a browser, the link stays as it is
    later = figures_on(run_again(app))
    assert later["table"]["rows"]
    app.query_params["channels"] = "3"
    assert "rows" not in figures_on(run_again(app))["table"]


def test_later_runs_bring_what_was_measured_in_this_session():
    app = run_again(open_page("frameworks.py", layers="2"))
    app.button(key="measure spellings").click()
    costs = figures_on(run_again(app))["costs"]
    assert len(costs["times"]) == 2 and costs["ahead"]["session"]
    costs = figures_on(run_again(app))["costs"]
    assert list(costs) == ["ahead"] and not costs["ahead"]["session"]


def test_later_runs_say_what_is_refused():
    app = open_page("stack.py", net="conv3", input="24")
    assert not app.warning
    app.query_params["unit"] = "99,2"
    app.text_input(key="unit").set_value("99,2")
    with pytest.raises(GeometryError, match="no unit in row 99"):
        find_figure("stack", "placed").answer({"net": "conv3", "input": "24", "unit": "99,2"})
    [warning] = run_again(app).warning
    assert "no unit in row 99" in warning.value
    assert "placed" not in figures_on(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_that_can_be_asked_for_is_on_its_page(page):
    assert set(mounted(page, LINKS[page][0])) == set(figures_of(page))


@pytest.mark.parametrize("page", PAGES)
def test_a_figure_depends_on_no_more_of_the_link_than_it_names(page):
    link = LINKS[page][1]
    for key, figure in figures_of(page).items():
        named = {name: link[name] for name in figure.settings.names() if name in link}
        assert figure.answer(asked(named)) == figure.answer(asked(link))
        assert key == figure.key and page == figure.page


@pytest.mark.parametrize(("page", "key"), [("cost", "nothing"), ("nowhere", "table"), ("", "")])
def test_there_is_nothing_else(page, key):
    assert find_figure(page, key) is None


def test_a_network_that_no_link_holds_is_left_to_the_page():
    with pytest.raises(GeometryError, match=r"the link holds no network\. Write one"):
        find_figure("stack", "cone").answer({"net": " "})


@pytest.mark.parametrize("page", PAGES)
def test_every_option_is_answered(page):
    for figure in figures_of(page).values():
        of_class = isinstance(figure.settings, type)
        for control in controls_of(figure.settings).values() if of_class else ():
            for option in control.options if isinstance(control, OneOf) else ():
                with suppress(GeometryError):  # a sentence is an answer
                    assert figure.answer({control.key: option})["data"]


def without_run():
    """Every figure with a control whose change starts no run of its page."""
    return [
        figure
        for page in PAGES
        for figure in figures_of(page).values()
        if isinstance(figure.settings, type)
        and any(control.figures_only for control in controls_of(figure.settings).values())
    ]


def values(control):
    """Strategies for what a link may hold of a control."""
    if isinstance(control, Slider):
        return st.integers(control.lowest, control.highest).map(str)
    return st.sampled_from(control.options) if isinstance(control, OneOf) else st.text(max_size=9)


@pytest.mark.parametrize("figure", without_run(), ids=lambda figure: f"{figure.page}-{figure.key}")
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_starts_no_run_never_decides_whether_a_figure_is_refused(figure, data):
    controls = controls_of(figure.settings).values()
    link = {control.key: data.draw(values(control), control.key) for control in controls}
    others = {each.key: link[each.key] for each in controls if not each.figures_only}
    assert is_drawn(figure, link) == is_drawn(figure, others)
    if not any(isinstance(control, NetworkText) for control in controls):
        assert figure.answer(link)["data"]


def is_drawn(figure, link):
    try:
        return bool(figure.answer(link)["data"])
    except GeometryError:
        return False
