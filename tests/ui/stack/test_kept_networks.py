"""Networks in links: as text, compressed, or by a name that the browser knows."""

import gc
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from dilviz import network_from_json
from dilviz.errors import GeometryError
from dilviz.network.network_text import LONGEST_LINK, link_text, network_text
from dilviz.network.packed_text import packed
from dilviz.ui import held_networks, kept_networks
from dilviz.ui.components.kept import component
from dilviz.ui.linked_figure import figures_of
from tests.long_network import long_text
from tests.ui.opening import open_page

LONG = network_text(network_from_json(long_text()))
NAME = kept_networks.KEPT_NAME
ABSENT = "@" + "0" * 32


def opened(**link):
    return open_page("stack.py", **link)


def mounted(app):
    return [json.loads(one.proto.json) for one in app.get("bidi_component")]


def field(app):
    reports = [data["report"] for data in mounted(app) if data.get("figure") == "overview"]
    return reports and reports[0]["size"]


def loaded(text):
    app = opened()
    app.session_state["load"] = app.session_state["share"] = True
    app.run()
    app.text_area(key="text").set_value(text)
    next(one for one in app.button if one.label == "Load the text").click().run()
    assert not app.exception
    return app


def test_a_network_without_notation_travels_compressed():
    text = network_text(network_from_json(long_text(60)))
    assert len(text) > 4000 and link_text(text).startswith("~")
    app = loaded(text)
    shared = next(code.value for code in app.code if "/stack?" in code.value)
    [net] = parse_qs(urlsplit(shared).query)["net"]
    assert len(shared) < LONGEST_LINK and net == app.text_input(key="net").value
    assert field(opened(net=net)) == field(app) == [121, 121]


def test_a_network_too_long_for_a_link_stands_there_by_its_name():
    app = loaded(LONG)
    name = app.text_input(key="net").value
    assert NAME.fullmatch(name) and field(app) == [1401, 1401]
    assert {"name": name, "text": packed(LONG)} in mounted(app)
    said = " ".join(one.value for one in [*app.caption, *app.markdown])
    assert "send its JSON along" in said and "this browser alone" in said
    assert not [code for code in app.code if "/stack?" in code.value]
    app.text_input(key="net").set_value("conv3").run()
    assert field(app) == [3, 3]
    app.text_input(key="net").set_value(name).run()
    assert field(app) == [1401, 1401]


def test_figures_of_a_network_too_long_for_a_link_are_asked_for_by_its_name():
    app = loaded(LONG)
    name = app.text_input(key="net").value
    app.query_params["net"] = name  # as a browser does
    app.session_state["run opens the page"] = True
    brought = {one["ahead"]["key"]: one for one in mounted(app.run()) if "ahead" in one}
    app.session_state["run opens the page"] = False
    later = {one["ahead"]["key"]: one for one in mounted(app.run()) if "ahead" in one}
    assert set(brought) == set(later) == set(figures_of("stack"))
    for key, figure in figures_of("stack").items():
        told = brought[key].pop("ahead")
        assert later[key] == {"ahead": told}
        answer = json.loads(json.dumps(figure.answer({"net": f" {name}"})))
        assert answer == {"stamp": told["stamp"], "data": brought[key]}


def test_a_network_is_known_by_its_name_while_a_session_holds_it():
    text = long_text(3)
    name, one = held_networks.held(text)
    other = held_networks.held(text)[1]
    assert one is other and held_networks.known(name) == text
    del one, other
    gc.collect()
    assert held_networks.known(name) == name
    with pytest.raises(GeometryError, match="only the browser in which it was loaded keeps it"):
        figures_of("stack")["cone"].answer({"net": name})


def test_a_text_too_long_for_a_link_gives_way_to_what_a_link_holds():
    app = opened()
    app.text_input(key="net").set_value(LONG).run()
    assert NAME.fullmatch(app.text_input(key="net").value) and field(app) == [1401, 1401]


def test_on_gridding_too_what_a_link_cannot_hold_gives_way_to_its_name():
    app = open_page("gridding.py")
    app.text_input(key="net").set_value(LONG).run()
    assert NAME.fullmatch(app.text_input(key="net").value)
    assert "This browser keeps it" in " ".join(one.value for one in app.caption)


def test_a_name_that_the_session_does_not_know_is_asked_of_the_browser():
    app = opened(net=ABSENT)
    assert {"name": ABSENT, "text": None} in mounted(app) and not field(app)
    app.session_state["networks that this browser does not keep"] = {ABSENT}
    app.run()
    assert "Send its JSON along" in " ".join(one.value for one in app.warning).replace("\\", "")


@pytest.mark.parametrize("answer", [None, "", "~", packed("conv3"), packed("conv3 d2")])
def test_what_the_browser_keeps_is_taken_if_it_is_what_the_name_says(answer, monkeypatch):
    session = {}
    monkeypatch.setattr(kept_networks.st, "session_state", session)
    name = kept_networks.hold("conv3 d2")
    session.clear()
    monkeypatch.setattr(component, "found", lambda: {"name": name, "text": answer})
    kept_networks._take()
    held = session.get("networks held", {}).get(name)
    lost = session.get("networks that this browser does not keep", set())
    assert (held, lost) == (("conv3 d2", set()) if answer == packed("conv3 d2") else (None, {name}))
