"""A network as text: its notation, or JSON where it has none; and in a link, also compressed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote_plus

from dilviz.errors import GeometryError
from dilviz.network.json_format import network_from_json, network_to_json
from dilviz.network.network import Network
from dilviz.network.node import WINDOWED
from dilviz.network.notation import parse_network
from dilviz.network.packed_text import is_packed, packed, unpacked

LONGEST_LINK = 8000  # characters of an address that common servers and proxies let through
LONGEST_SIGN = 12  # characters of an address, as %F0%9F%94%8D
KEPT_NAME = re.compile(r"@[0-9a-f]{32}")

_DEFAULTS = {"stride": 1, "dilation": 1, "padding": 0}
_LISTS = ("inputs", "positions", "roi")  # no pairs of (rows, cols)


def network_from_text(text: str) -> Network:
    """Read a network from notation, from a Fomoro link or from JSON, which may be compressed.

    Raises
    ------
    GeometryError
        As `parse_network` and `network_from_json`, or if the text only names a network.

    Examples
    --------
    >>> str(network_from_text('{"input": "x", "output": "x", "nodes": []}'))
    'id'
    """
    if is_packed(text):
        text = unpacked(text)
    if KEPT_NAME.fullmatch(text.strip()):
        raise GeometryError(
            f"{text.strip()} is the name of a network that is too long for a link: only the "
            "browser in which it was loaded keeps it. Send its JSON along, which Share and export "
            "saves there, and load that."
        )
    return network_from_json(text) if is_json(text) else parse_network(text)


def network_text(network: Network) -> str:
    """Write the notation of a network, or compact JSON where notation cannot hold all of it.

    >>> from dilviz import Layer, Node
    >>> a, b = (Node(id_, "conv", (read,), Layer.of(3)) for id_, read in ("ax", "ba"))
    >>> network_text(Network.of([a, b]))
    'a: conv3 valid, b: conv3 valid'
    >>> crossing = [a, b, Node("c", "add", ("a", "b")), Node("d", "add", ("b", "c"))]
    >>> network_text(Network.of(crossing))[:67]
    '{"input":"x","output":"d","nodes":[{"id":"a","op":"conv","inputs":['
    """
    if not _holds_more_than_notation(network):
        with suppress(GeometryError):
            return str(network)
    data = network_to_json(network)
    compact = {key: value for key, value in data.items() if value != ""}
    compact["nodes"] = [_short(node) for node in data["nodes"]]
    return json.dumps(compact, ensure_ascii=False, separators=(",", ":"))


def _holds_more_than_notation(network: Network) -> bool:
    """Whether module paths or a fixed input size would be lost."""
    return network.fixed_size != (None, None) or any(node.path for node in network.nodes)


def is_json(text: str) -> bool:
    """Whether a text is meant as JSON."""
    return text.lstrip().startswith("{")


def link_text(text: str) -> str | None:
    """Write a network's text as a link holds it, compressed where it must be; None if too long.

    >>> link_text("conv3 d2")
    'conv3 d2'
    """
    return next(filter(fits_a_link, (text, packed(text))), None)


def fits_a_link(text: str) -> bool:
    """Whether a network's text is short enough for an address, its signs encoded."""
    if len(text) * LONGEST_SIGN <= LONGEST_LINK:
        return True
    return len(text) <= LONGEST_LINK and len(quote_plus(text)) <= LONGEST_LINK


def _short(node: Mapping[str, Any]) -> dict[str, Any]:
    """Leave defaults of windows out, and write one number where both axes agree."""
    short = {key: value if key in _LISTS else _collapsed(value) for key, value in node.items()}
    defaults = _DEFAULTS if node["op"] in WINDOWED else {}
    return {key: value for key, value in short.items() if defaults.get(key) != value}


def _collapsed(value: Any) -> Any:
    """Write equal parts as one number.

    >>> _collapsed([[1, 1], [1, 1]]), _collapsed([[1, 1], [2, 2]]), _collapsed([[0, 1], [0, 1]])
    (1, [1, 2], [[0, 1], [0, 1]])
    """
    if not isinstance(value, list):
        return value
    parts = [_collapsed(part) for part in value]
    whole = all(isinstance(part, int) for part in parts)
    if whole and len(set(parts)) == 1:
        return parts[0]
    return parts if whole else value
