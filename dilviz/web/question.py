"""What a request asks about a network, read and bounded, and the answer as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dilviz.convolution.layer import Pair
from dilviz.convolution.layer_text import read_channels, read_size, read_unit
from dilviz.errors import GeometryError
from dilviz.export.report import report
from dilviz.importing.onnx_model import network_from_onnx
from dilviz.importing.written_network import network_from_writing
from dilviz.network.json_format import network_from_json
from dilviz.network.network import Network
from dilviz.web.parameters import read_parameters

LONGEST_QUESTION = 60_000  # characters of notation or JSON
LARGEST_JSON = 10_000_000  # bytes in a body; 10 000 layers take a quarter of that


@dataclass(frozen=True)
class Question:
    """The parameters of a question about a network, as texts.

    `net` is empty where the network came by itself.
    """

    net: str = ""
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

    @classmethod
    def about_a_file(cls, query: Mapping[str, str]) -> Question:
        """Read the question about a network that is in the body of the request."""
        known = read_parameters(query)
        if "net" in known:
            raise GeometryError(
                "there are two networks, in net and in the body. Leave one of them out."
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
    return describe(network_from_writing(question.net), question)


def answer_about_file(content: bytes, question: Question) -> bytes:
    """Answer a question about a network in JSON or in an ONNX file.

    Raises
    ------
    GeometryError
        As `answer`; or if the file is neither.
    """
    return describe(_network_in(content, read_size(question.input)), question)


def _network_in(content: bytes, input_size: int | Pair | None) -> Network:
    if content.lstrip()[:1] != b"{":
        return network_from_onnx(content, input_size)
    if len(content) > LARGEST_JSON:
        raise GeometryError(
            f"the JSON has {len(content)} bytes; at most {LARGEST_JSON} are read. Leave out layers."
        )
    return network_from_json(content.decode("utf-8", "replace"))


def describe(network: Network, question: Question) -> bytes:
    """Answer a question about this network, as JSON."""
    described = report(
        network,
        read_size(question.input),
        question.at or None,
        read_unit(question.unit),
        channels=read_channels(question.channels),
        gates=question.gates or "apart",
    )
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
