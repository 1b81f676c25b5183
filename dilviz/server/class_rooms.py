"""Classes that answer together: counts in memory, no names, gone when a class closes."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from dilviz.server.rate import Rate

CODE = re.compile(r"[A-HJ-NP-Z2-9]{6}")  # nothing that is read as 0, O, 1 or I: a thousand millions
MOST_ROOMS = 200
MOST_LEARNERS = 500  # in a room
MOST_QUESTIONS = 40
MOST_PICKS = 300  # different ones of a question: the cells of its grid, or what was typed
IDLE = 3 * 3600.0  # seconds without the teacher, after which a room is closed
IDLE_WHEN_FULL = 600.0  # the same, where another class waits for the room


@dataclass
class Poll:
    """The answers to one question: who has answered, and how often each pick was made."""

    answered: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, learner: str, picks: Sequence[str]) -> None:
        """Count a learner's first answer; later ones and picks beyond the bound are left out."""
        if learner in self.answered:
            return
        self.answered.add(learner)
        for pick in dict.fromkeys(picks):
            if pick in self.counts or len(self.counts) < MOST_PICKS:
                self.counts[pick] += 1


@dataclass
class Room:
    """One class: the digest of the teacher's key, its learners, its polls, the last turn."""

    key: bytes
    seen: float
    learners: set[str] = field(default_factory=set)
    polls: dict[str, Poll] = field(default_factory=dict)
    turn: Mapping[str, Any] = field(default_factory=lambda: {"number": 0})


@dataclass
class ClassRooms:
    """The classes of this process.

    Attributes
    ----------
    clock : callable
        Seconds.

    Examples
    --------
    >>> rooms = ClassRooms()
    >>> rooms.open("ABC234", "the teacher's")
    True
    >>> rooms.answer("ABC234", "learner 1", "rate 7", ["2,3"])
    True
    >>> rooms.results("ABC234", "rate 7")["counts"]
    {'2,3': 1}
    >>> rooms.close("ABC234", "the teacher's"), rooms.results("ABC234", "rate 7")
    (True, None)
    """

    clock: Callable[[], float] = time.monotonic
    openings: Rate = field(default_factory=lambda: Rate(30, 60.0))
    _rooms: dict[str, Room] = field(default_factory=dict)

    def open(self, code: str, key: str) -> bool:
        """Open a class under a code that is free; its teacher may open it again."""
        self._forget_idle()
        if code in self._rooms:
            return self._of_teacher(code, key) is not None
        if len(self._rooms) >= MOST_ROOMS or not self.openings.admits(self.clock()):
            return False
        self._rooms[code] = Room(_digest(key), self.clock())
        return True

    def close(self, code: str, key: str) -> bool:
        """Close a class and forget all of it."""
        return self._of_teacher(code, key) is not None and bool(self._rooms.pop(code))

    def answer(self, code: str, learner: str, question: str, picks: Sequence[str]) -> bool:
        """Count an answer; False where there is no such class, or no room in it."""
        room = self._rooms.get(code)
        if room is None or not _admits(room.learners, learner, MOST_LEARNERS):
            return False
        if not _admits(room.polls, question, MOST_QUESTIONS):
            return False
        room.learners.add(learner)
        room.polls.setdefault(question, Poll()).add(learner, picks)
        return True

    def join(self, code: str, learner: str) -> bool:
        """Count a learner who has not answered yet."""
        room = self._rooms.get(code)
        if room is None or not _admits(room.learners, learner, MOST_LEARNERS):
            return False
        room.learners.add(learner)
        return True

    def steer(self, code: str, key: str, act: str, step: str) -> bool:
        """Store the last command of the teacher's phone to the page on the projector."""
        room = self._of_teacher(code, key)
        if room is None:
            return False
        room.turn = {"act": act, "step": step, "number": room.turn["number"] + 1}
        return True

    def results(self, code: str, question: str, key: str = "") -> dict[str, Any] | None:
        """Return the answers to a question; None where there is no such class."""
        self._forget_idle()
        room = self._rooms.get(code)
        if room is None:
            return None
        self._of_teacher(code, key)
        poll = room.polls.get(question, Poll())
        return {
            "learners": len(room.learners),
            "answered": len(poll.answered),
            "counts": dict(poll.counts.most_common()),
            "turn": dict(room.turn),
        }

    def _of_teacher(self, code: str, key: str) -> Room | None:
        """The room of this code and key; it stays open for a while from now."""
        room = self._rooms.get(code)
        if room is None or room.key != _digest(key):
            return None
        room.seen = self.clock()
        return room

    def _forget_idle(self) -> None:
        full = len(self._rooms) >= MOST_ROOMS
        oldest = self.clock() - (IDLE_WHEN_FULL if full else IDLE)
        self._rooms = {code: room for code, room in self._rooms.items() if room.seen >= oldest}


def _admits(members: set[str] | dict[str, Poll], name: str, most: int) -> bool:
    return name in members or len(members) < most


def _digest(key: str) -> bytes:
    return sha256(key.encode()).digest()


CLASS_ROOMS = ClassRooms()
