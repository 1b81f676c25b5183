"""Figures asked for ahead of the page: what the answer draws is what the page brings later."""

import json
from importlib import import_module

import pytest

from dilviz.errors import GeometryError
from dilviz.ui import ahead
from dilviz.ui.site import SITE
from tests.ui.opening import open_page

PAGES = {page.address: page for page in SITE if page.views}
LINKS = {
    "cost": (
        {},
        {"field": "31", "channels": "4", "image": "40", "rate": "3"},
        {"field": "1", "channels": "4.5", "image": "nonsense", "rate": "-1"},
        {"field": "٣١", "channels": "0007", "image": "1" * 40, "rate": "32.5"},
        {"field": "nan", "channels": "1_0", "image": "", "rate": "3e1"},
    ),
}


def mounted(page, link):
    """What the page gives the figures that can be asked for, by their keys."""
    app = open_page(PAGES[page].file, **link)
    shown = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return {one["ahead"]["address"].rpartition("/")[2]: one for one in shown if "ahead" in one}


@pytest.mark.parametrize(("page", "link"), [(page, it) for page in PAGES for it in LINKS[page]])
def test_an_answer_draws_what_the_page_brings(page, link):
    for key, data in mounted(page, link).items():
        told = data.pop("ahead")
        answer = json.loads(json.dumps(ahead.answer(page, key, link)))
        assert told["address"] == f"figures/{page}/{key}"
        assert answer == {"stamp": told["stamp"], "data": data}


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_that_can_be_asked_for_is_on_its_page(page):
    assert set(mounted(page, {})) == set(import_module(PAGES[page].views).FIGURES)


@pytest.mark.parametrize("page", PAGES)
def test_a_figure_depends_on_no_more_of_the_link_than_it_names(page):
    link = LINKS[page][1]
    for key, figure in import_module(PAGES[page].views).FIGURES.items():
        named = {name: link[name] for name in figure.names if name in link}
        assert ahead.answer(page, key, named) == ahead.answer(page, key, link)
        assert key == figure.key and page == figure.page


@pytest.mark.parametrize(("page", "key"), [("cost", "nothing"), ("nowhere", "table"), ("", "")])
def test_there_is_nothing_else(page, key):
    with pytest.raises(LookupError):
        ahead.answer(page, key, {})


def test_a_network_that_no_link_holds_is_left_to_the_page():
    from dilviz.ui.controls import network_line

    with pytest.raises(GeometryError, match=r"the link holds no network\. Write one"):
        network_line.LINE.told({"net": " "})
