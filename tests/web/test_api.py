"""``GET /api/rf``: the numbers of the Python function, cached, bounded, explained."""

import json

import pytest

from dilviz import GeometryError
from dilviz.network.json_format import network_to_json
from dilviz.papers.published_cases import published_cases
from dilviz.web import api, question


def ask(client, **query):
    return client.get("/api/rf", params=query)


@pytest.mark.parametrize("case", published_cases(), ids=lambda case: case.name)
def test_every_published_case_has_the_numbers_of_the_python_function(client, case):
    network, size, field = case.network, case.input_size, case.field
    for net in (json.dumps(network_to_json(network)), str(network)):
        reply = ask(client, net=net, **({"input": str(size)} if size else {}))
        assert reply.status_code == 200
        answer = reply.json()
        for key in ("size", "jump", "start", "centre", "samples_read"):
            assert answer[key] == list(getattr(field, key)), key
        assert answer["aligned"] == field.aligned
        assert answer["pixels_read"] == field.pixels_read
        assert answer["coverage"] == field.coverage
        assert len(answer["layers"]) == len(network.nodes) or net == str(network)


def test_asks_about_one_layer_and_one_unit(client):
    answer = ask(client, net="stem: conv7 s2, conv3", at="stem", unit="2,5", input="20x30").json()
    assert answer["size"] == [7, 7]
    assert answer["interval"] == [[1, 7], [7, 13]]
    assert answer["input"] == [20, 30]


def test_one_number_names_a_unit_of_a_sequence(client):
    answer = ask(client, net="1d, conv2 d4 causal", unit="9").json()
    assert answer["interval"][1] == [5, 9]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({}, "the question has no network. Add net="),
        ({"net": "cnv3"}, "character 1: read 'cnv3', expected a layer"),
        ({"net": "conv3", "input": "big"}, "input size must be one whole number or rows x columns"),
        (
            {"net": "conv3", "input": "0"},
            "input size must be one whole number or rows x columns, from 1 to 1000000, got '0'",
        ),
        ({"net": "conv9 valid", "input": "5"}, "the dilated kernel does not fit"),
        ({"net": "conv3", "unit": "x"}, "unit must be one whole number or rows x columns"),
        ({"net": "conv3", "unit": "9,0", "input": "5"}, "no unit in row 9: rows go from 0 to 4"),
        ({"net": "conv3", "at": "nowhere"}, "no layer is called 'nowhere'"),
        ({"net": "conv3", "channels": "-1"}, "channels must be a whole number from 1 to 1000000"),
        ({"net": "{"}, "this is not JSON"),
        ({"net": "x" * 61_000}, "the network has 61000 characters"),
        ({"net": "99999*(conv3)"}, "stands for 99999 layers"),
    ],
)
def test_bad_questions_are_answered_with_a_sentence(client, query, message):
    reply = ask(client, **query)
    assert reply.status_code == 400
    assert message in reply.json()["error"]
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["access-control-allow-origin"] == "*"


def test_an_error_in_the_notation_comes_with_its_character(client):
    assert ask(client, net="conv3, cnv3").json()["position"] == 7


def test_ten_thousand_layers_are_answered_in_bounded_size(client):
    reply = ask(client, net="10000*(conv3)")
    answer = reply.json()
    assert answer["size"] == [20001, 20001]
    assert answer["layers_left_out"] + len(answer["layers"]) == 10_000
    assert len(reply.content) < 1_000_000


def test_any_page_may_ask(client):
    assert ask(client, net="conv3").headers["access-control-allow-origin"] == "*"
    reply = client.options("/api/rf")
    assert reply.status_code == 204
    assert reply.headers["access-control-allow-methods"] == "GET"
    assert client.post("/api/rf").status_code == 405


def test_a_cached_answer_is_not_sent_again(client):
    first = ask(client, net="conv3 d2")
    tag = first.headers["etag"]
    again = client.get("/api/rf?net=conv3%20d2", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/rf?net=conv3%20d3", headers={"If-None-Match": tag})
    assert other.status_code == 200 and other.headers["etag"] != tag
    assert "public" in first.headers["cache-control"]


def test_another_release_has_other_tags(monkeypatch):
    asked = question.Question("conv3")
    tag = api.etag(asked)
    monkeypatch.setattr(api, "release", lambda: "another")
    assert api.etag(asked) != tag


def test_health(client):
    assert client.get("/healthz").text == "ok"


def test_questions_are_bounded_before_they_are_read():
    with pytest.raises(GeometryError, match="has 60001 characters"):
        question.Question.of({"net": "x" * 60_001})
