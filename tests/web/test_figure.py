"""Figures over HTTP: answered for the link that asks, refused in words, kept until a change."""

import pytest
from starlette.testclient import TestClient

from dilviz import web
from dilviz.errors import GeometryError


class Table:
    """A figure that knows one thing it cannot draw."""

    def answer(self, query):
        """Tell what was asked."""
        if "bad" in query:
            raise GeometryError("the field is 0. Give at least 1.")
        return {"stamp": repr(query), "data": {"words": "l’été", **query}}


def find(page, key):
    """Stands in for the pages: one figure."""
    return Table() if (page, key) in (("cost", "table"), ("cost", "curves")) else None


@pytest.fixture
def figures():
    from starlette.applications import Starlette

    return TestClient(Starlette(routes=web.routes("teach", find)))


def test_a_link_is_answered_with_its_figure(figures):
    for base in ("", "/teach"):
        reply = figures.get(f"{base}/figures/cost/table?field=7&image=40")
        assert reply.json()["table"]["data"] == {"words": "l’été", "field": "7", "image": "40"}
        assert reply.headers["content-type"] == "application/json"


def test_browsers_keep_an_answer_and_ask_whether_it_still_holds(figures):
    first = figures.get("/figures/cost/table?field=7")
    assert first.headers["cache-control"] == "no-cache"
    again = {"If-None-Match": first.headers["etag"]}
    assert figures.get("/figures/cost/table?field=7", headers=again).status_code == 304
    assert figures.get("/figures/cost/table?field=8", headers=again).status_code == 200


def test_an_undrawable_figure_is_answered_with_a_sentence(figures):
    reply = figures.get("/figures/cost/table?bad=1")
    assert reply.status_code == 200  # browsers would complain of another
    assert reply.json() == {"table": {"refused": "the field is 0. Give at least 1."}}
    assert reply.headers["cache-control"] == "no-store"  # a network may be known later


def test_a_figure_is_compressed_once_for_clients_that_accept_gzip(figures):
    address = "/figures/cost/table?field=7"
    taken = figures.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert (taken.headers["content-encoding"], taken.headers["vary"]) == ("gzip", "Accept-Encoding")
    plain = figures.get(address, headers={"Accept-Encoding": "br"})
    assert "content-encoding" not in plain.headers and taken.json() == plain.json()
    assert plain.headers["vary"] == "Accept-Encoding"  # also short ones, and those not compressed
    missing = figures.get("/figures/cost/nothing", headers={"Accept-Encoding": "gzip"})
    assert missing.status_code == 404 and "content-encoding" not in missing.headers


def test_several_figures_are_answered_together(figures):
    assert list(figures.get("/figures/cost/curves,table?field=7").json()) == ["curves", "table"]


@pytest.mark.parametrize("asked", ["cost/nothing", "nowhere/table", "cost/table,nothing"])
def test_an_unknown_figure_is_not_found(figures, asked):
    assert figures.get(f"/figures/{asked}").status_code == 404


def test_without_the_app_there_is_no_route_for_figures(client):
    assert client.get("/figures/cost/table").status_code == 404
