"""The notation explained: its pieces, with examples that can be read.

``docs/notation.md`` has the same table, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """A piece of the notation.

    Attributes
    ----------
    name : str
    examples : mapping
        From what is shown to a network in which it stands.
    meaning : str
    """

    name: str
    examples: Mapping[str, str]
    meaning: str


def _alone(*words: str) -> dict[str, str]:
    return {word: word for word in words}


_LAYERS = ["conv3", "conv3x5", "dwconv3", "maxpool2", "avgpool3", "tconv4", "up2", "relu", "id"]
_SETTINGS = ["d2", "s2", "p1", "p1x2", "p3:0", "same", "valid", "causal", "c64", "g32"]
PIECES = (
    Piece("layer", _alone(*_LAYERS), "kind and kernel size (rows x columns)"),
    Piece(
        "settings",
        {word: f"conv3 {word}" for word in _SETTINGS} | {"g32": "conv3 c64 g32"},
        "dilation rate, stride, padding (`before:after`), channels out, groups; per axis: `d1x2`",
    ),
    Piece(
        "sequences",
        _alone("1d, conv2 causal, conv2 d2 causal"),
        "columns only, rows are 1",
    ),
    Piece(
        "whole maps",
        _alone("gap", "resize2", "crop1"),
        "pooled to one value; resized by a factor; samples taken off at each end",
    ),
    Piece("repeat", _alone("3*(conv3 d2)"), "the group, three times"),
    Piece("branches", _alone("[conv1 | conv3 d6 | conv3 d12]"), "parallel paths, joined"),
    Piece("residual", _alone("[conv3, conv3 | id]"), "with an identity path"),
    Piece("name", _alone("stem: conv7 s2 p3"), "a name to ask about"),
)
LEFT_OUT = (
    "Left out, the dilation rate and the stride are 1 and the padding is half the effective "
    "kernel; a pool's stride is its kernel."
)


def table(example: Callable[[str, str], str] = lambda shown, network: f"`{shown}`") -> str:
    r"""Write the table in Markdown; `example` writes what is shown of an example.

    >>> print(table().splitlines()[-1])
    | name | `stem: conv7 s2 p3` | a name to ask about |
    """
    lines = ["| piece | example | meaning |", "|---|---|---|"]
    for piece in PIECES:
        shown = " ".join(example(*pair) for pair in piece.examples.items()).replace("|", r"\|")
        lines.append(f"| {piece.name} | {shown} | {piece.meaning} |")
    return "\n".join(lines)
