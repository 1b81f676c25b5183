"""A network as rows of words that people can edit, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.notation import parse_network
from dilviz.network.resize import MODES
from dilviz.network.spelling import layer_notation
from dilviz.network.vocabulary import KINDS

Row = dict[str, str]

COLUMNS = (
    *("name", "kind", "kernel", "rate", "stride", "padding", "channels", "groups"),
    "output padding",
)
_WORD = re.compile(r"([a-z]+)(.*)")
_LETTERS = {  # in the order of the notation
    **{"d": "rate", "s": "stride", "p": "padding", "o": "output padding"},
    **{"c": "channels", "g": "groups"},
}
_PADDINGS = ("same", "valid", "causal")


def rows_of(network: Network) -> list[Row]:
    """Write each layer's words into columns; an empty cell is the default.

    >>> [row] = rows_of(parse_network("stem: conv3x5 d2 same"))
    >>> row["name"], row["kind"], row["kernel"], row["rate"], row["padding"]
    ('stem', 'conv', '3x5', '2', 'same')
    """
    return [_row(node, network.one_dimensional) for node in _layers(network)]


def _layers(network: Network) -> list[Node]:
    return [node for node in network.nodes if node.kind in KINDS or node.op == "pad"]


def _row(node: Node, one_dimensional: bool) -> Row:
    first, *settings = layer_notation(node, one_dimensional).split()
    kind, size = _split(first)
    row = dict.fromkeys(COLUMNS, "")
    row |= {"name": node.id if node.named else "", "kind": kind, "kernel": size}
    for word in settings:
        if word in _PADDINGS:
            row["padding"] = word
        elif word in MODES:
            row["kernel"] += f" {word}"
        else:
            row[_LETTERS[word[0]]] = word[1:]
    return row


def _split(word: str) -> tuple[str, str]:
    match = _WORD.fullmatch(word)
    assert match is not None, word
    return match[1], match[2]


def with_edits(rows: list[Row], edits: Mapping) -> list[Row]:
    """Apply what a table editor reports: edited, added and deleted rows."""
    deleted = set(edits.get("deleted_rows", ()))
    changed = [
        row | _texts(edits.get("edited_rows", {}).get(index, {})) for index, row in enumerate(rows)
    ]
    kept = [row for index, row in enumerate(changed) if index not in deleted]
    blank = dict.fromkeys(COLUMNS, "") | {"kind": "conv", "kernel": "3"}
    return kept + [blank | _texts(row) for row in edits.get("added_rows", ())]


def _texts(cells: Mapping) -> Row:
    return {
        key: "" if value is None else str(value).strip()
        for key, value in cells.items()
        if key in COLUMNS
    }


def network_of(rows: Iterable[Row], before: Network) -> Network:
    """Read edited rows. In a network with branches the rows stay the layers they were.

    Raises
    ------
    GeometryError
        If a row is no layer (the message names it), or rows come or go beside branches.
    """
    rows = list(rows)
    spelled = [_checked(row, number, before.one_dimensional) for number, row in enumerate(rows, 1)]
    if before.is_chain:
        return parse_network(", ".join(["1d"] * before.one_dimensional + (spelled or ["id"])))
    layers = _layers(before)
    if len(rows) != len(layers):
        raise GeometryError(
            f"the table has {len(rows)} rows, the network {len(layers)} layers. Beside branches, "
            "rows can only be changed; add and remove layers in the notation."
        )
    new = {
        node.id: _changed(node, words, before) for node, words in zip(layers, spelled, strict=True)
    }
    return replace(before, nodes=tuple(new.get(node.id, node) for node in before.nodes))


def _checked(row: Row, number: int, one_dimensional: bool) -> str:
    words = _spelled(row)
    try:
        parse_network("1d, " + words if one_dimensional else words)
    except GeometryError as error:
        reason = str(error).partition(": ")[2] if error.position is not None else str(error)
        raise GeometryError(f"row {number}: {reason}") from None
    return words


def _spelled(row: Row) -> str:
    name = f"{row['name']}: " if row["name"] else ""
    words = [row["kind"] + row["kernel"]]
    words += [letter + row[column] for letter, column in _LETTERS.items() if row[column]]
    if (word := row["padding"].lower()) in _PADDINGS:
        words[words.index("p" + row["padding"])] = word
    return name + " ".join(words)


def _changed(node: Node, words: str, before: Network) -> Node:
    """The same place in the graph with the settings of `words`; names stay, others read them."""
    parsed = parse_network("1d, " + words if before.one_dimensional else words)
    if len(parsed.nodes) != 1:
        raise GeometryError(f"{words!r} is more than one layer. Edit the notation instead.")
    return replace(parsed.nodes[0], id=node.id, inputs=node.inputs, named=node.named)
