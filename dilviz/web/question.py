"""What a request asks about a network, read and bounded, and the answer as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dilviz.convolution.layer_text import read_channels, read_size, read_unit
from dilviz.errors import GeometryError
from dilviz.export.report import report
from dilviz.importing.written_network import network_from_writing
from dilviz.web.parameters import read_parameters

LONGEST_QUESTION = 60_000  # characters of notation or JSON


@dataclass(frozen=True)
class Question:
    """One question: a network and what to say about it, as texts."""

    net: str
    input: str = ""
    at: str = ""
    unit: str = ""
    channels: str = ""
    gates: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Question:
        """Read the names that are known; others are left aside."""
        known = read_parameters(query)
        if "net" not in known:
            raise GeometryError(
                "the question has no network. Add net=conv3, conv3 d2. Help is at /api."
            )
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
    network = network_from_writing(question.net)
    described = report(
        network,
        read_size(question.input),
        question.at or None,
        read_unit(question.unit),
        channels=read_channels(question.channels),
        gates=question.gates or "apart",
    )
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
