"""Classes: each learner counts once, nothing outlasts the class, and every count is bounded."""

import pytest

from dilviz.server import class_rooms
from dilviz.server.class_rooms import ClassRooms
from dilviz.server.rate import Rate

CODE, KEY = "ABC234", "the key of the teacher"


class Clock:
    """A clock that the test sets."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def rooms():
    opened = ClassRooms(clock=Clock())
    assert opened.open(CODE, KEY)
    return opened


def counts(rooms, question="rate 7"):
    return rooms.results(CODE, question)["counts"]


def test_every_pick_is_counted_and_every_learner_once(rooms):
    rooms.answer(CODE, "anna", "rate 7", ["2,3", "2,5"])
    rooms.answer(CODE, "ben", "rate 7", ["2,3", "2,3"])
    rooms.answer(CODE, "anna", "rate 7", ["9,9"])
    assert counts(rooms) == {"2,3": 2, "2,5": 1}
    told = rooms.results(CODE, "rate 7")
    assert (told["answered"], told["learners"]) == (2, 2)


def test_questions_are_counted_apart_and_a_learner_who_only_joined_is_in_the_class(rooms):
    rooms.join(CODE, "clara")
    rooms.answer(CODE, "anna", "rate 7", ["1"])
    rooms.answer(CODE, "anna", "cost 7", ["0"])
    told = rooms.results(CODE, "cost 7")
    assert (told["counts"], told["answered"], told["learners"]) == ({"0": 1}, 1, 2)


def test_only_the_key_closes_a_class_and_then_all_is_gone(rooms):
    rooms.answer(CODE, "anna", "rate 7", ["1"])
    assert not rooms.close(CODE, "another key")
    assert rooms.close(CODE, KEY)
    assert rooms.results(CODE, "rate 7") is None
    assert not rooms.answer(CODE, "anna", "rate 7", ["1"])
    assert rooms.open(CODE, "another key") and counts(rooms) == {}


def test_a_taken_code_is_refused_but_its_teacher_comes_back(rooms):
    assert not rooms.open(CODE, "another key")
    rooms.answer(CODE, "anna", "rate 7", ["1"])
    assert rooms.open(CODE, KEY) and counts(rooms) == {"1": 1}


def test_a_class_without_its_teacher_is_forgotten(rooms):
    rooms.clock.now = class_rooms.IDLE
    assert rooms.results(CODE, "rate 7", KEY) is not None, "the teacher asks: it stays"
    rooms.clock.now = 2 * class_rooms.IDLE
    assert rooms.results(CODE, "rate 7") is not None
    rooms.clock.now += 1
    assert rooms.results(CODE, "rate 7") is None


def test_learners_questions_and_picks_are_bounded(rooms, monkeypatch):
    for name, most in (("MOST_LEARNERS", 3), ("MOST_QUESTIONS", 2), ("MOST_PICKS", 2)):
        monkeypatch.setattr(class_rooms, name, most)
    answered = [rooms.answer(CODE, f"learner {i}", "rate 7", [str(i)]) for i in range(5)]
    assert answered == [True, True, True, False, False]
    assert counts(rooms) == {"0": 1, "1": 1}
    assert rooms.answer(CODE, "learner 0", "cost 7", ["1"])
    assert not rooms.answer(CODE, "learner 0", "fix 7", ["1"])
    assert not rooms.join(CODE, "learner 9")


def test_classes_are_bounded_in_number_and_in_a_minute(monkeypatch):
    monkeypatch.setattr(class_rooms, "MOST_ROOMS", 3)
    rooms = ClassRooms(clock=Clock(), openings=Rate(4, 60.0))
    opened = [rooms.open(f"ABC{digit}{digit}{digit}", KEY) for digit in range(2, 7)]
    assert opened == [True, True, True, False, False]
    assert rooms.close("ABC222", KEY) and rooms.open("ABC777", KEY)
    assert rooms.close("ABC333", KEY) and not rooms.open("ABC888", KEY), "too many in a minute"
    rooms.clock.now = 60.0
    assert rooms.open("ABC888", KEY)


def test_a_class_that_waits_gets_the_room_of_one_that_was_left(monkeypatch):
    monkeypatch.setattr(class_rooms, "MOST_ROOMS", 2)
    rooms = ClassRooms(clock=Clock())
    assert rooms.open("ABC222", KEY) and rooms.open("ABC333", KEY)
    rooms.clock.now = class_rooms.IDLE_WHEN_FULL
    assert rooms.results("ABC222", "", KEY) is not None
    assert not rooms.open("ABC444", KEY)
    rooms.clock.now += 1
    assert rooms.open("ABC444", KEY)
    assert rooms.results("ABC333", "") is None and rooms.results("ABC222", "") is not None


def test_the_phone_steers_by_the_key_alone(rooms):
    assert not rooms.steer(CODE, "another key", "reveal", "rate")
    assert rooms.results(CODE, "")["turn"] == {"number": 0}
    assert rooms.steer(CODE, KEY, "reveal", "rate")
    assert rooms.results(CODE, "")["turn"] == {"act": "reveal", "step": "rate", "number": 1}
