"""What a request asks about a network, read and bounded, and the answer as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dilviz.errors import GeometryError
from dilviz.export.report import report
from dilviz.network.network import Network
from dilviz.network.network_text import network_from_text

LONGEST_QUESTION = 60_000  # characters of notation or JSON

_SIZE = re.compile(r"(\d{1,7})(?:[x×,](\d{1,7}))?")
_UNIT = re.compile(r"(-?\d{1,9})(?:\s*,\s*(-?\d{1,9}))?")


@dataclass(frozen=True)
class Question:
    """One question: a network and what to say about it, as texts."""

    net: str
    input: str = ""
    at: str = ""
    unit: str = ""
    channels: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Question:
        """Read the names that are known; others are left aside."""
        known = {name: query.get(name, "").strip() for name in cls.__dataclass_fields__}
        if not known["net"]:
            raise GeometryError("the question has no network. Add net=conv3, conv3 d2.")
        if len(known["net"]) > LONGEST_QUESTION:
            raise GeometryError(
                f"the network has {len(known['net'])} characters; at most {LONGEST_QUESTION} are "
                "read. Use repeats such as 3*(conv3)."
            )
        return cls(**known)


@lru_cache(maxsize=128)  # a quarter of a megabyte each at most
def answer(question: Question) -> bytes:
    """Answer a question with the JSON of `dilviz.export.report`.

    Raises
    ------
    GeometryError
        With the sentence that says what to change.
    """
    network = network_from_text(question.net)
    described = report(
        network,
        _size(question.input),
        question.at or None,
        _unit(question.unit, network),
        channels=_channels(question.channels),
    )
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()


def _size(text: str) -> int | tuple[int, int] | None:
    if not text:
        return None
    match = _SIZE.fullmatch(text)
    if match is None:
        raise GeometryError(f"input must be a size such as 224 or 224x320, got {_shown(text)}.")
    return int(match[1]) if match[2] is None else (int(match[1]), int(match[2]))


def _unit(text: str, network: Network) -> tuple[int, int] | None:
    if not text:
        return None
    match = _UNIT.fullmatch(text)
    if match is None or (match[2] is None and not network.one_dimensional):
        raise GeometryError(f"unit must be a row and a column such as 0,2, got {_shown(text)}.")
    return (0, int(match[1])) if match[2] is None else (int(match[1]), int(match[2]))


def _channels(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or not 1 <= len(text) <= 6 or not int(text):
        raise GeometryError(f"channels must be a number from 1 on, got {_shown(text)}.")
    return int(text)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 50 else text[:46] + "...'"
