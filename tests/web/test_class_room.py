"""The class over HTTP: opened, answered, closed; everything else is refused in a sentence."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dilviz import web
from dilviz.server.class_rooms import ClassRooms
from dilviz.server.rate import Rate
from dilviz.web import class_room

KEY, ANNA = "0123456789abcdef", "learner-anna"
PLACE = "/class/ABC234"
ANSWER = {"learner": ANNA, "question": "rate 7", "picks": ["2,3"]}


@pytest.fixture
def school(monkeypatch):
    """A server with no class yet."""
    monkeypatch.setattr(class_room, "CLASS_ROOMS", ClassRooms())
    monkeypatch.setattr(class_room, "UNKNOWN", Rate(3, 60.0))
    return TestClient(Starlette(routes=list(class_room.ROUTES)))


@pytest.fixture
def opened(school):
    assert school.post(f"{PLACE}/open", json={"key": KEY}).status_code == 204
    return school


def test_answers_are_told_as_counts_without_learners(opened):
    assert opened.post(f"{PLACE}/join", json={"learner": "learner-ben"}).status_code == 204
    assert opened.post(f"{PLACE}/answer", json=ANSWER).status_code == 204
    reply = opened.get(PLACE, params={"question": "rate 7"})
    assert reply.json() == {
        "learners": 2,
        "answered": 1,
        "counts": {"2,3": 1},
        "turn": {"number": 0},
    }
    assert reply.headers["cache-control"] == "no-store"
    assert ANNA not in reply.text


def test_a_closed_class_is_not_there(opened):
    assert opened.post(f"{PLACE}/close", json={"key": "f" * 16}).status_code == 404
    assert opened.post(f"{PLACE}/close", json={"key": KEY}).status_code == 204
    assert opened.get(PLACE).status_code == 404
    assert opened.post(f"{PLACE}/answer", json=ANSWER).status_code == 404


def test_a_taken_code_is_refused(opened):
    assert opened.post(f"{PLACE}/open", json={"key": "f" * 16}).status_code == 409


def test_codes_cannot_be_tried_out(school):
    codes = [school.get(f"/class/ABC23{digit}").status_code for digit in range(2, 7)]
    assert codes == [404, 404, 404, 429, 429]


def test_the_phone_steers(opened):
    turn = {"act": "go", "step": "cost"}
    assert opened.post(f"{PLACE}/steer", json={"key": KEY, **turn}).status_code == 204
    assert opened.get(PLACE).json()["turn"] == {**turn, "number": 1}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("open", {}),
        ("open", {"key": "short"}),
        ("open", {"key": 7}),
        ("open", ["key"]),
        ("erase", {"key": KEY}),
        ("answer", {**ANSWER, "learner": "<b>anna</b>"}),
        ("answer", {**ANSWER, "question": "rate"}),
        ("answer", {**ANSWER, "picks": "2,3"}),
        ("answer", {**ANSWER, "picks": [2]}),
        ("answer", {**ANSWER, "picks": ["<script>"]}),
        ("answer", {**ANSWER, "picks": ["1"] * 201}),
        ("steer", {"key": KEY, "act": "go"}),
        ("steer", {"key": KEY, "act": "go", "step": "x" * 41}),
    ],
)
def test_anything_else_is_refused(opened, act, said):
    reply = opened.post(f"{PLACE}/{act}", json=said)
    assert reply.status_code == 400 and reply.json()["error"].endswith(".")
    assert opened.get(PLACE, params={"question": "rate 7"}).json()["counts"] == {}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b"[" * 4000, "application/json"),
        (b'{"key": "' + b"a" * 5000 + b'"}', "application/json"),
        (b'{"key": "0123456789abcdef"}', "text/plain"),
        (b"\xff\xfe", "application/json"),
    ],
)
def test_a_body_that_is_no_small_json_object_is_refused(school, content, kind):
    reply = school.post(f"{PLACE}/open", content=content, headers={"content-type": kind})
    assert reply.status_code == 400


def test_a_code_of_another_form_is_refused(school):
    for code in ("abc234", "ABC23", "ABC2345", "ABC01O", "..%2f"):
        assert school.post(f"/class/{code}/open", json={"key": KEY}).status_code in (400, 404)


def test_the_address_to_join_is_drawn_and_only_with_the_key_the_phones(school, monkeypatch):
    drawn = []
    monkeypatch.setattr(class_room, "qr_code", lambda address: drawn.append(address) or "<svg")
    host = {"host": "school.example", "x-forwarded-proto": "https"}
    school.get(f"{PLACE}/qr.svg?seed=7", headers=host)
    school.get(f"{PLACE}/qr.svg?seed=x&steps=rate,quiz&key={KEY}", headers=host)
    assert drawn == [
        "https://school.example/lesson?seed=7&class=ABC234",
        f"https://school.example/lesson?seed=1&steps=rate,quiz&class=ABC234&view=presenter#{KEY}",
    ]
    assert school.get(f"{PLACE}/qr.svg?key=%3Cb%3E").status_code == 400


def test_workers_without_memory_of_their_own_keep_no_class():
    assert "/class/{code}" not in [route.path for route in web.routes()]
    app = web.routes("teach", figures=lambda page, key: None)
    assert {"/class/{code}", "/teach/class/{code}/{act}"} <= {route.path for route in app}
