"""Scripts and style sheets under /static/ go out compressed, and are compressed once."""

import gzip
import json
import zlib

import numpy as np
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dilviz.figures.encode import data_address
from dilviz.web import compression
from dilviz.web.compression import Compressed, packed

RNG = np.random.default_rng(0)
SCRIPT = "const taps = [[0, 2, 4], [1, 3, 5]];\n" * 200


@pytest.fixture
def asked():
    """How often the file itself was asked for."""
    return []


@pytest.fixture
def client(asked):
    """A server with one file, which takes part in the caching of browsers."""

    async def file(request):
        asked.append(request.url.path)
        if request.path_params["name"].startswith("missing"):
            return Response("no such file", 404)
        if request.headers.get("if-none-match") == '"1"':
            return Response(status_code=304)
        return Response(SCRIPT, headers={"ETag": '"1"'}, media_type="text/javascript")

    routes = [Route("/{folder}/{name}", file)]
    with TestClient(Starlette(routes=routes, middleware=[Middleware(Compressed)])) as client:
        yield client


def test_a_script_is_sent_as_gzip(client):
    response = client.get("/static/main.js", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert int(response.headers["content-length"]) < len(SCRIPT) / 10
    assert response.headers["vary"] == "Accept-Encoding"
    assert response.text == SCRIPT


def test_a_script_is_compressed_once(client, asked):
    answers = [client.get("/static/main.js", headers={"Accept-Encoding": "br, gzip"}) for _ in "ab"]
    assert [answer.text for answer in answers] == [SCRIPT, SCRIPT]
    assert answers[0].headers == answers[1].headers
    assert asked == ["/static/main.js"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/static/main.js", {"Accept-Encoding": "identity"}),
        ("/static/main.woff2", {"Accept-Encoding": "gzip"}),
        ("/media/main.js", {"Accept-Encoding": "gzip"}),
        ("/static/main.js", {"Accept-Encoding": "gzip", "Range": "bytes=0-9"}),
    ],
)
def test_other_answers_are_not_compressed(client, path, headers):
    response = client.get(path, headers=headers)
    assert "content-encoding" not in response.headers
    assert response.text == SCRIPT


def test_a_cached_script_is_not_sent_again(client):
    headers = {"Accept-Encoding": "gzip", "If-None-Match": '"1"'}
    assert client.get("/static/main.js", headers=headers).status_code == 304


def test_errors_are_not_cached(client, asked):
    for _ in "ab":
        response = client.get("/static/missing.js", headers={"Accept-Encoding": "gzip"})
        assert (response.status_code, response.text) == (404, "no such file")
    assert len(asked) == 2


def test_the_cache_is_bounded(client, asked, monkeypatch):
    monkeypatch.setattr(compression, "MOST_KEPT", 10)
    for _ in "ab":
        assert client.get("/static/a.js", headers={"Accept-Encoding": "gzip"}).text == SCRIPT
    assert len(asked) == 2


@pytest.mark.parametrize(("repeated", "picture", "most"), [(5000, 0, 0.02), (100, 6000, 0.8)])
def test_text_loses_its_repetitions_and_a_picture_the_price_of_its_letters(repeated, picture, most):
    image = data_address(RNG.bytes(picture), "image/webp")
    body = json.dumps({"cells": [1, 0] * repeated, "image": image}).encode()
    assert gzip.decompress(packed(body)) == body and len(packed(body)) < most * len(body)


@pytest.mark.parametrize("sizes", [(), (0,), (30, 3000), (60_000, 200, 0)])
def test_what_has_pictures_in_it_stays_what_it_is(sizes):
    pictures = [data_address(RNG.bytes(size), "image/png") for size in sizes]
    body = json.dumps({"alt": "Ein Kätzchen", "pictures": pictures}, ensure_ascii=False).encode()
    assert gzip.decompress(packed(body)) == body
    assert zlib.decompressobj(31).decompress(packed(body)) == body  # as one member


def test_a_picture_is_compressed_once(monkeypatch):
    image = data_address(RNG.bytes(5000), "image/jpeg")
    first = packed(json.dumps({"unit": 1, "image": image}).encode())
    compressed = []
    make = zlib.compressobj
    monkeypatch.setattr(
        zlib, "compressobj", lambda *how, **more: compressed.append(more) or make(*how, **more)
    )
    second = packed(json.dumps({"unit": 1, "image": image}).encode())
    assert second == first
    assert zlib.Z_HUFFMAN_ONLY not in [more["strategy"] for more in compressed]
