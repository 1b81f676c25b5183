"""``GET /api/picture`` and ``/picture``: the engine's pictures; one's own stay a secret."""

import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from dilviz.figures.encode import jpeg
from dilviz.figures.inspection import description
from dilviz.figures.response import picture_of
from dilviz.pictures.filter_link import read_filter
from dilviz.pictures.filtering import respond
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.photographs import IMAGES, load
from dilviz.server.decoding import Picture
from dilviz.server.own_pictures import secret_of
from dilviz.web import api, picture

PIXELS = np.random.default_rng(8).integers(0, 256, (37, 53, 3), dtype=np.uint8)


def ask(client, **query):
    return client.get("/api/picture", params=query)


def ask_for_own(client, secret, **query):
    return client.get("/picture", params=query, headers={picture.SECRET: secret})


def described(reply):
    return json.loads(reply.headers[picture.DESCRIPTION])


def check(reply, pixels, query):
    """The file is made of exactly the engine's pixels, and the description is the engine's."""
    kernel, filtering = read_filter(query)
    expected = picture_of(respond(pixels, kernel, filtering), is_signed=kernel.signed)
    assert reply.status_code == 200 and reply.headers["content-type"] == "image/jpeg"
    assert reply.content == jpeg(expected.pixels)
    assert described(reply) == description(pixels.shape[:2], kernel, filtering, expected)


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_on_a_photograph_equals_the_engine(client, name):
    query = {"kernel": name, "d": "5", "colour": "colour", "s": "2", "mode": "zeros"}
    check(ask(client, image="coffee", **query), load("coffee"), query)


@pytest.mark.parametrize("name", KERNELS)
def test_every_kernel_on_an_upload_equals_the_engine(client, name):
    mine = Picture(PIXELS)
    query = {"kernel": name, "d": "3", "p": "4:0x1:6", "scaled": "scaled"}
    check(ask_for_own(client, secret_of(mine), **query), PIXELS, query)


def test_the_answer_is_a_valid_jpeg(client):
    file = Image.open(BytesIO(ask(client, image="cat", kernel="box", p="valid", d="8").content))
    assert (file.format, file.height, file.width) == ("JPEG", 300 - 16, 451 - 16)


def test_a_link_of_the_page_is_answered(client):
    link = "image=cat&kernel=gabor&gabor-angle=45&d=6&pin=3,4&stack=conv3&rates=1,2"
    assert described(client.get(f"/api/picture?{link}"))["output"]["words"] == "gabor, d = 6"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"image": "../LICENCES.md"}, "image is one of astronaut, cat"),
        ({"d": "99"}, "dilation rate must be a whole number from 1 to 32"),
        ({"kernel": "custom", "w": "x"}, "the weights must be numbers, got 'x'"),
    ],
)
def test_bad_questions_are_answered_with_a_sentence(client, query, words):
    reply = ask(client, **query)
    assert reply.status_code == 400 and words in reply.json()["error"]
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"kernel": "gabor", "p": "valid", "d": "30"}, "the dilated kernel does not fit"),
        ({"mode": "reflect", "d": "32"}, "reflect padding"),
    ],
)
def test_a_layer_that_does_not_fit_an_upload_is_refused_with_a_sentence(client, query, words):
    mine = Picture(PIXELS[:20, :30])
    reply = ask_for_own(client, secret_of(mine), **query)
    assert reply.status_code == 400 and words in reply.json()["error"]
    assert reply.headers["cache-control"] == "no-store"


def test_the_largest_answer_is_bounded_and_its_header_fits_a_proxy(client):
    mine = Picture(np.zeros((1024, 1024, 3), np.uint8))
    nines = ";".join([" ".join(["-0.123456789"] * 9)] * 9)
    query = {"kernel": "custom", "w": nines, "d": "1", "p": "256", "mode": "circular"}
    reply = ask_for_own(client, secret_of(mine), **query)
    assert described(reply)["output"]["rows"] == 1024 + 512 - 8
    assert sum(len(name) + len(value) for name, value in reply.headers.items()) < 3000


def test_an_output_on_a_photograph_is_cacheable_and_revalidated(client):
    first = ask(client, image="cat", kernel="box", d="4")
    assert "public" in first.headers["cache-control"]
    assert first.headers["access-control-allow-origin"] == "*"
    tag = first.headers["etag"]
    asked = {"If-None-Match": tag}
    again = client.get("/api/picture?d=04&kernel=box&image=cat", headers=asked)
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/picture?d=5&kernel=box&image=cat", headers=asked)
    assert other.status_code == 200 and other.headers["etag"] != tag


def test_photographs_have_different_etags(client):
    assert len({ask(client, image=name, kernel="identity").content for name in IMAGES}) == len(
        IMAGES
    )


def test_the_release_depends_on_figures_and_photographs(monkeypatch, tmp_path):
    before = api.release.__wrapped__()
    monkeypatch.setattr(api, "PHOTOGRAPHS", tmp_path)
    assert api.release.__wrapped__() != before


def test_an_output_on_an_upload_is_not_cacheable_and_same_origin_only(client):
    mine = Picture(PIXELS)
    for secret in (secret_of(mine), "guessed"):
        reply = ask_for_own(client, secret)
        assert reply.headers["cache-control"] == "no-store" and "etag" not in reply.headers
        assert "access-control-allow-origin" not in reply.headers
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"


def test_an_upload_is_not_found_after_its_session(client):
    mine = Picture(PIXELS)
    secret = secret_of(mine)
    assert ask_for_own(client, secret).status_code == 200
    del mine
    reply = ask_for_own(client, secret)
    assert reply.status_code == 404 and "no such picture" in reply.json()["error"]


def test_an_upload_name_in_the_address_is_ignored(client):
    mine = Picture(PIXELS)
    assert client.get("/picture", params={picture.SECRET: secret_of(mine)}).status_code == 404


def itself(client, secret=None, **query):
    headers = {} if secret is None else {picture.SECRET: secret}
    return client.get("/photograph", params=query, headers=headers)


def pixels_of(reply):
    assert reply.status_code == 200 and reply.headers["content-type"] == "image/png"
    return np.asarray(Image.open(BytesIO(reply.content)).convert("RGB"))


@pytest.mark.parametrize("name", IMAGES)
def test_the_original_photograph_is_exact_and_cacheable(client, name):
    reply = itself(client, image=name)
    assert np.array_equal(pixels_of(reply), load(name))
    known = {"If-None-Match": reply.headers["etag"]}
    assert client.get(f"/photograph?image={name}", headers=known).status_code == 304


def test_the_original_upload_is_exact_and_not_cacheable(client):
    mine = Picture(np.random.default_rng(2).integers(0, 256, (300, 211, 3), dtype=np.uint8))
    reply = itself(client, secret_of(mine), image="cat")
    assert np.array_equal(pixels_of(reply), mine.pixels)
    assert reply.headers["cache-control"] == "no-store" and "etag" not in reply.headers
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in reply.headers


def test_unknown_upload_names_and_files_are_not_found(client):
    assert itself(client, "guessed").status_code == 404
    assert itself(client, "", image="cat").status_code == 404, "an empty name is a name"
    refused = itself(client, image="../LICENCES.md")
    assert refused.status_code == 400 and "image is one of" in refused.json()["error"]
