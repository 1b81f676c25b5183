"""The modules that draw, over HTTP: kept for ever under their own name, never stale."""

import gzip

import pytest

from dilviz.ui.components.scripts import names, script


@pytest.mark.parametrize("name", sorted(names()))
def test_a_component_is_sent_under_the_name_of_its_contents_and_kept(client, name):
    reply = client.get(f"/{script(name).address}")
    assert reply.status_code == 200 and reply.text == script(name).text
    assert reply.headers["content-type"].startswith("text/javascript")
    assert "immutable" in reply.headers["cache-control"]


def test_a_page_from_before_an_update_gets_what_there_is_and_keeps_it_not(client):
    reply = client.get("/components/cost.0123456789abcdef.js")
    assert reply.text == script("cost").text
    assert reply.headers["cache-control"] == "no-cache"


def test_it_is_sent_packed_to_whoever_reads_that(client):
    packed = client.get(f"/{script('network').address}", headers={"Accept-Encoding": "gzip"})
    plain = client.get(f"/{script('network').address}", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text == gzip.decompress(script("network").packed).decode()
    assert int(packed.headers["content-length"]) < 0.4 * int(plain.headers["content-length"])


@pytest.mark.parametrize("asked", ["nothing.js", "shared.js", "cost", "cost.css", "..%2fcost.js"])
def test_there_is_nothing_else(client, asked):
    assert client.get(f"/components/{asked}").status_code == 404
