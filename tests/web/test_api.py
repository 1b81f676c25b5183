"""``GET /api/rf``: the numbers of the Python function, cached, bounded, explained."""

import json

import pytest

from dilviz import GeometryError
from dilviz.network.json_format import network_to_json
from dilviz.papers.published_cases import published_cases
from dilviz.web import api, question
from dilviz.web.parameters import PARAMETERS


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
    assert reply.headers["access-control-allow-methods"] == "GET, POST"
    assert client.put("/api/rf").status_code == 405


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


GATED = json.dumps(
    {
        "input": "x",
        "output": "joined",
        "nodes": [
            {"id": "seen", "op": "conv", "inputs": ["x"], "kernel_size": 3, "padding": 1},
            {
                "id": "whole",
                "op": "global",
                "inputs": ["seen"],
                "path": "block.norm",
                "kind": "norm",
                "axes": [True, True],
            },
            {"id": "joined", "op": "add", "inputs": ["seen", "whole"]},
        ],
    }
)


def test_what_reads_a_whole_map_is_named_and_followed(client):
    apart = ask(client, net=GATED, input="20x30").json()
    assert apart["size"] == [3, 3] and apart["sees_everything"] == [True, True]
    [gate] = apart["gates"]
    assert gate["id"] == "whole" and gate["path"] == "block.norm"
    follow = ask(client, net=GATED, input="20x30", gates="follow").json()
    assert follow["size"] == [20, 30] and follow["read_interval"] == [[0, 19], [0, 29]]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"gates": "follow", "net": GATED}, "input size"),
        ({"gates": "all"}, 'gates must be "apart" or "follow", got \'all\''),
        ({"inputs": "64"}, "there is no parameter 'inputs'. Did you mean input? There are net,"),
        ({"chanels": "3"}, "Did you mean channels?"),
        ({"zzz": "3"}, "there is no parameter 'zzz'. There are net, input, channels, at, unit"),
    ],
)
def test_parameters_that_do_not_exist_are_named(client, query, message):
    reply = ask(client, **{"net": "conv3"} | query)
    assert reply.status_code == 400 and message in reply.json()["error"]


def test_names_of_older_links_are_read(client):
    older = ask(client, net="conv3 c8", n="20x30", c="3").json()
    assert older == ask(client, net="conv3 c8", input="20x30", channels="3").json()
    assert ask(client, net="conv3", n="5", input="7").json()["input"] == [7, 7]


def test_read_samples_end_at_the_border_of_the_input(client):
    answer = ask(client, net="conv3 d2", input="9x12", unit="0,11").json()
    assert answer["interval"] == [[-2, 2], [9, 13]]
    assert answer["read_interval"] == [[0, 2], [9, 11]]
    assert answer["sees_everything"] == [False, False] and answer["gates"] == []
    assert ask(client, net="conv3").json()["read_interval"] is None


def test_code_of_a_framework_is_read_and_not_executed(client):
    assert ask(client, net="nn.Conv2d(3, 64, 3, dilation=4)").json()["size"] == [9, 9]


def test_without_a_question_there_is_a_help_page(client):
    for path in ("/api", "/api/"):
        reply = client.get(path)
        assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/html")
        assert all(f"<code>{name}</code>" in reply.text for name in PARAMETERS)


@pytest.mark.parametrize("name", ["xyz", "docs", "rff", "rf/more", "openapi"])
def test_unknown_routes_are_named_as_such(client, name):
    reply = client.get(f"/api/{name}")
    assert reply.status_code == 404
    assert reply.json()["error"].startswith(f"there is no /api/{name}.")


def test_the_route_that_was_probably_meant_is_named(client):
    assert "Did you mean rf?" in client.get("/api/rff").json()["error"]
