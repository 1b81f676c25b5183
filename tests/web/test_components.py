"""The modules that draw, over HTTP: kept for ever under their own name, never stale."""

import gzip

import pytest

from dilviz.ui.components.scripts import names, script, vendored


@pytest.mark.parametrize("name", sorted(names() | vendored()))
def test_a_module_is_sent_under_the_name_of_its_contents_and_kept(client, name):
    reply = client.get(f"/{script(name).address}")
    assert reply.status_code == 200 and reply.text == script(name).text
    assert reply.headers["content-type"].startswith("text/javascript")
    assert "immutable" in reply.headers["cache-control"]


def test_an_outdated_address_gives_the_present_module_uncached(client):
    reply = client.get("/components/cost.0123456789abcdef.js")
    assert reply.text == script("cost").text
    assert reply.headers["cache-control"] == "no-cache"


def test_a_module_is_compressed_for_clients_that_accept_gzip(client):
    packed = client.get(f"/{script('network').address}", headers={"Accept-Encoding": "gzip"})
    plain = client.get(f"/{script('network').address}", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.text == plain.text == gzip.decompress(script("network").packed).decode()
    assert int(packed.headers["content-length"]) < 0.4 * int(plain.headers["content-length"])


@pytest.mark.parametrize("asked", ["nothing.js", "shared.js", "cost", "cost.css", "..%2fcost.js"])
def test_other_names_are_not_found(client, asked):
    assert client.get(f"/components/{asked}").status_code == 404
