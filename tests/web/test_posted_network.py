"""``POST /api/rf``: networks in files, read as those in links are."""

import json

import pytest

from dilviz import network_from_onnx, network_to_json, parse_network, receptive_field
from dilviz.server.upload_quota import UPLOADS
from dilviz.web import posted_network, question
from tests.importing.models import model, op, weights

NET = "stem: conv7 s2 p3, conv3x5 d2 same"


def post(client, content, **query):
    return client.post("/api/rf", content=content, params=query)


def test_json_in_the_body_is_answered_as_in_the_link(client):
    text = json.dumps(network_to_json(parse_network(NET)))
    asked = {"input": "20x31", "at": "stem", "unit": "2,5", "channels": "3"}
    posted = post(client, text, **asked)
    assert posted.status_code == 200
    assert posted.json() == client.get("/api/rf", params=asked | {"net": text}).json()
    assert posted.headers["Access-Control-Allow-Origin"] == "*"
    assert posted.headers["Cache-Control"] == "no-store"
    assert UPLOADS.reserved == 0


def test_an_onnx_file_in_the_body_is_answered(client):
    content = model(
        op("Conv", "x w", "a", kernel_shape=[3, 5], dilations=[2, 1], pads=[2, 2, 2, 2]),
        op("Relu", "a", "b"),
        shape=[1, 4, None, None],
        constants={"w": weights(6, 4, 3, 5)},
    )
    posted = post(client, content, input="20x31", unit="7,9").json()
    field = receptive_field(network_from_onnx(content), (20, 31), unit=(7, 9))
    assert tuple(posted["size"]) == field.size == (5, 5)
    assert posted["read_interval"] == [list(pair) for pair in field.read_interval]


@pytest.mark.parametrize(
    ("content", "query", "message"),
    [
        (b"", {}, "the body is empty"),
        (b"conv3, conv3", {}, "ONNX"),
        (b"{}", {}, "nodes"),
        (b"{}", {"net": "conv3"}, "two networks"),
        (b"{}", {"inputs": "64"}, "Did you mean input?"),
    ],
)
def test_bodies_that_hold_no_network_are_answered_with_a_sentence(client, content, query, message):
    reply = post(client, content, **query)
    assert reply.status_code == 400
    assert message in reply.json()["error"]
    assert UPLOADS.reserved == 0


def test_bodies_beyond_the_bound_are_refused(client, monkeypatch):
    monkeypatch.setattr(posted_network, "LARGEST_FILE", 90)
    announced = post(client, b"{" + b" " * 100)
    unannounced = client.post("/api/rf", content=iter([b"{" + b" " * 60, b" " * 60]))
    for reply in (announced, unannounced):
        assert reply.status_code == 400 and "more than the 90 bytes" in reply.json()["error"]
    monkeypatch.setattr(question, "LARGEST_JSON", 40)
    assert "at most 40" in post(client, b"{" + b" " * 60).json()["error"]


def test_any_page_may_post_a_file(client):
    allowed = client.options("/api/rf").headers["Access-Control-Allow-Headers"]
    assert allowed == "Content-Type"
