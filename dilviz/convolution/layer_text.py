"""Single settings of one layer in words, as a link holds them: sizes, pairs and paddings."""

import re

from dilviz.convolution.layer import Pair, Sides


class Refused(ValueError):
    """A value that a link cannot have; the message is the rule it breaks."""


def read_pair(words: str, rule: str, lowest: int, highest: int) -> Pair:
    """Read ``"9"`` or ``"9x12"`` as (rows, cols).

    >>> read_pair("9x12", "input sizes", 1, 32)
    (9, 12)
    """
    parts = words.lower().replace("×", "x").split("x")
    numbers = [whole(part, rule, lowest, highest) for part in parts]
    if len(numbers) > 2:
        raise Refused(f"{rule} are one number or two, rows x columns")
    return numbers[0], numbers[-1]


def write_pair(pair: Pair) -> str:
    """Write (rows, cols): one number where they agree."""
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}x{pair[1]}"


def read_padding(words: str, highest: int) -> Sides | str:
    """Read ``same``, ``valid``, ``2``, ``2x1``, or with sides that differ ``0:1x2:2``.

    >>> read_padding("1:0x2", 16)
    ((1, 0), (2, 2))
    """
    if words.lower() in ("same", "valid"):
        return words.lower()
    rule = "padding is same, valid, or whole numbers"
    axes = [
        [whole(part, rule, 0, highest) for part in axis.split(":")]
        for axis in words.lower().replace("×", "x").split("x")
    ]
    if len(axes) > 2 or any(len(axis) > 2 for axis in axes):
        raise Refused(f"{rule} such as 2, 2x1 or 1:0x2:2")
    rows, cols = (axes[0][0], axes[0][-1]), (axes[-1][0], axes[-1][-1])
    return rows, cols


def write_padding(padding: Sides | str) -> str:
    """Write a padding as briefly as it can be read."""
    if isinstance(padding, str):
        return padding
    rows, cols = (str(a) if a == b else f"{a}:{b}" for a, b in padding)
    return rows if rows == cols else f"{rows}x{cols}"


def whole(words: str, rule: str, lowest: int, highest: int) -> int:
    """Read a whole number within its bounds.

    >>> whole(" 4 ", "dilation rates", 1, 32)
    4
    """
    words = words.strip()
    if not re.fullmatch(r"\d{1,6}", words, re.ASCII) or not lowest <= int(words) <= highest:
        raise Refused(f"{rule} go from {lowest} to {highest}")
    return int(words)
