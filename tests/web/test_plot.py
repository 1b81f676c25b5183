"""Figures for papers over HTTP: the file that was asked for, or a sentence."""

from io import BytesIO

import pytest

from dilviz import parse_network
from dilviz.plot import save

NET = "conv3x5, conv3 d2"


def expected(what, kind, **settings):
    content = BytesIO()
    save(parse_network(NET).plot(what, **settings), content, kind)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "media"), [("pdf", "application/pdf"), ("svg", "image/svg+xml"), ("png", "image/png")]
)
def test_the_file_is_that_of_the_library(client, kind, media):
    reply = client.get(f"/plot/squares.{kind}", params={"net": NET})
    assert reply.headers["content-type"] == media
    assert reply.headers["content-disposition"] == f'attachment; filename="dilviz-squares.{kind}"'
    assert reply.content == expected("squares", kind)


def test_settings_of_the_link_are_those_of_the_figure(client):
    query = {"net": NET, "axis": "rows", "unit": "2,3", "theme": "dark"}
    reply = client.get("/plot/cone.svg", params=query)
    assert reply.content == expected("cone", "svg", axis=0, unit=(2, 3), theme="dark")


def test_settings_that_a_figure_does_not_have_are_left_aside(client):
    query = {"net": NET, "axis": "rows", "unit": "2,3", "scale": "log"}
    reply = client.get("/plot/growth.svg", params=query)
    assert reply.content == expected("growth", "svg", log=True)


def test_a_known_file_is_not_sent_again(client):
    first = client.get("/plot/squares.svg", params={"net": NET})
    again = client.get(
        "/plot/squares.svg", params={"net": NET}, headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("address", "query", "words"),
    [
        ("cones.pdf", {"net": NET}, "did you mean 'cone'?"),
        ("cone.exe", {"net": NET}, "of the kind pdf, svg, png"),
        ("cone", {"net": NET}, "of the kind pdf, svg, png"),
        ("cone.pdf", {}, "no network"),
        ("cone.pdf", {"net": "cnv3"}, "read 'cnv3'"),
        ("cone.pdf", {"net": NET, "axis": "2"}, "rows or cols"),
        ("cone.pdf", {"net": NET, "theme": "x"}, "light, dark, got 'x'"),
        ("cone.pdf", {"net": "500*(conv3)"}, "Name an earlier layer"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(client, address, query, words):
    reply = client.get(f"/plot/{address}", params=query)
    assert reply.status_code == 400
    assert words in reply.json()["error"]
