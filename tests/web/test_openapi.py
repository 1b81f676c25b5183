"""The description of the routes: complete, and kept by every answer."""

import json
from functools import reduce
from operator import getitem

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.routing import Route

from dilviz import web
from dilviz.pictures.filter_link import parameter_key
from dilviz.pictures.kernels import KERNELS
from dilviz.pictures.photographs import IMAGES
from dilviz.server.decoding import Picture
from dilviz.server.own_pictures import secret_of
from dilviz.web.openapi import FILE
from tools.fuzz import seeds

DESCRIPTION = json.loads(FILE.read_text(encoding="utf-8"))


def written_out(part):
    """A part of the description, with what it refers to in place of the references."""
    if isinstance(part, list):
        return [written_out(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    own = dict(part)
    if "$ref" in own:
        own = reduce(getitem, own.pop("$ref").split("/")[1:], DESCRIPTION) | own
    return {key: written_out(entry) for key, entry in own.items()}


OPERATIONS = {path: written_out(methods["get"]) for path, methods in DESCRIPTION["paths"].items()}
NETWORKS = [text.decode() for text in (*seeds.NOTATION, *seeds.JSON[:2])]


def misfits(schema, value):
    """What the description says and the value does not keep."""
    whole = {**schema, "components": DESCRIPTION["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


def breaches(path, reply):
    """Everything in an answer that its description does not allow."""
    described = OPERATIONS[path]["responses"].get(str(reply.status_code))
    if described is None:
        return [f"status {reply.status_code} is not described"]
    if "content" not in described:
        return ["there should be no body"] if reply.content else []
    kind = reply.headers["content-type"].partition(";")[0]
    if kind not in described["content"]:
        return [f"{kind} is not {' or '.join(described['content'])}"]
    body = described["content"][kind]
    missing = [name for name in described.get("headers", ()) if name.lower() not in reply.headers]
    value = reply.json() if kind == "application/json" else reply.text
    return missing + misfits(body["schema"], value)


def test_the_description_is_valid_and_served(client):
    served = client.get("/api/openapi.json")
    assert served.json() == DESCRIPTION
    assert served.headers["access-control-allow-origin"] == "*"
    for schema in DESCRIPTION["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_the_description_names_exactly_the_routes():
    served = {route.path for route in web.routes() if isinstance(route, Route)}
    assert served == {*OPERATIONS, "/api/", "/api/{rest:path}"}  # the last two: help, and 404


def test_the_description_names_every_key_of_an_answer(client):
    answer = client.get(
        "/api/rf", params={"net": "[conv3 s2 c8 | conv1 s2]", "input": "9x12"}
    ).json()
    schemas = DESCRIPTION["components"]["schemas"]
    assert set(answer) == set(schemas["Answer"]["properties"])
    assert set(answer["layers"][0]) == set(schemas["Layer"]["properties"])


MINE = Picture(np.full((40, 60, 3), 90, np.uint8))
KNOWN = {"Dilviz-Picture": secret_of(MINE)}  # what a page of the app would know


def test_the_description_names_every_setting_of_a_picture():
    asked = {one["name"]: one["schema"] for one in OPERATIONS["/api/picture"]["parameters"]}
    kernels = KERNELS.values()
    turned = {parameter_key(kernel, one.name) for kernel in kernels for one in kernel.parameters}
    kept = {"image", "kernel", "w", "d", "s", "p", "mode", "colour", "scaled"}
    assert set(asked) == kept | turned | {"If-None-Match"}
    assert asked["image"]["enum"] == list(IMAGES)
    assert asked["kernel"]["enum"] == [*KERNELS, "custom"]
    own = {one["name"] for one in OPERATIONS["/picture"]["parameters"]}
    assert own == set(asked) - {"image", "If-None-Match"} | set(KNOWN)


@pytest.mark.parametrize("path", OPERATIONS)
def test_the_examples_are_answered(client, path):
    examples = {
        one["name"]: one["example"]
        for one in OPERATIONS[path].get("parameters", ())
        if "example" in one and one["name"] not in ("at", "unit")
    }
    query = {name: value for name, value in examples.items() if f"{{{name}}}" not in path}
    reply = client.get(path.format(**examples), params=query, headers=KNOWN)
    assert reply.status_code == 200 and breaches(path, reply) == []


def values(parameter):
    """What the description allows for a parameter, and anything else."""
    schema = parameter["schema"]
    allowed = st.just(parameter.get("example", ""))
    if parameter["name"] == "net":
        allowed = st.sampled_from(NETWORKS)
    elif "pattern" in schema:
        allowed = st.from_regex(schema["pattern"], fullmatch=True)
    elif "enum" in schema:
        allowed = st.sampled_from(schema["enum"])
    return allowed | allowed | st.text(max_size=8)


def questions(path):
    parameters = [one for one in OPERATIONS[path].get("parameters", ()) if one["in"] == "query"]
    return st.fixed_dictionaries({}, optional={one["name"]: values(one) for one in parameters})


@pytest.mark.parametrize("path", ["/api/rf", "/api/picture", "/picture", "/embed", "/handout"])
def test_random_questions_are_answered_as_described(client, path):
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(questions(path))
    def ask(query):
        assert breaches(path, client.get(path, params=query, headers=KNOWN)) == []

    ask()


@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        (200, {"size": [3]}, "is a required property"),
        (400, {"error": "short"}, "is too short"),
        (400, {"error": "long enough to be read", "trace": "x"}, "Additional properties"),
        (500, {}, "status 500 is not described"),
    ],
)
def test_a_reply_that_breaks_the_description_is_found(client, status, body, found):
    reply = client.get("/healthz")
    reply.status_code = status
    reply.headers["content-type"] = "application/json"
    reply._content = json.dumps(body).encode()
    assert any(found in breach for breach in breaches("/api/rf", reply))


@pytest.mark.parametrize("path", OPERATIONS)
def test_nothing_can_be_stored_or_deleted(client, path):
    assert client.put(path, content=b"x").status_code == 405
    assert client.delete(path).status_code == 405
