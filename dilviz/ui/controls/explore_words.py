"""How single settings of one layer are written in a link, and read from one."""

import math
import re

import numpy as np

from dilviz.layer import Pair, Sides

MOST_WEIGHT = 1_000_000


class Refused(ValueError):
    """A value that a link cannot have; the message is the rule it breaks."""


def read_pair(words: str, rule: str, lowest: int, highest: int) -> Pair:
    """Read ``"9"`` or ``"9x12"`` as (rows, cols).

    >>> read_pair("9x12", "input sizes", 1, 32)
    (9, 12)
    """
    parts = words.lower().replace("×", "x").split("x")
    numbers = [_whole(part, rule, lowest, highest) for part in parts]
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
        [_whole(part, rule, 0, highest) for part in axis.split(":")]
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


def read_matrix(words: str, most: int) -> np.ndarray:
    """Read ``"1,2;3,4"``: numbers apart by commas, rows by semicolons.

    >>> read_matrix("1,-2.5", 9)
    array([[ 1. , -2.5]])
    """
    if len(words) > 20 * most * most:
        raise Refused(f"at most {most} rows of {most} numbers fit")
    rows = [row.split(",") for row in words.strip(" ;\n").split(";")]
    if len({len(row) for row in rows}) != 1:
        raise Refused("every row needs equally many numbers")
    if len(rows) > most or len(rows[0]) > most:
        raise Refused(f"at most {most} rows of {most} numbers fit")
    return np.array([[_number(cell) for cell in row] for row in rows])


def write_matrix(matrix: np.ndarray) -> str:
    """Write numbers so that `read_matrix` reads the same.

    >>> write_matrix(np.array([[1.0, -2.5]]))
    '1,-2.5'
    """
    return ";".join(
        ",".join(np.format_float_positional(x, trim="-") for x in row) for row in matrix
    )


def read_cell(words: str) -> tuple[str, int, int]:
    """Read a pinned cell: ``3,5`` is of the output, ``in:3,5`` of the input, ``ker:0,1`` a weight.

    >>> read_cell("in:3,-1")
    ('in', 3, -1)
    """
    found = re.fullmatch(r"(?:(in|ker|out):)?(-?\d{1,3}),(-?\d{1,3})", words.strip())
    if not found:
        raise Refused("a pin is a row and a column, as in 3,5, in:3,5 or ker:0,1")
    return found[1] or "out", int(found[2]), int(found[3])


def write_cell(cell: tuple[str, int, int]) -> str:
    """Write a pinned cell."""
    grid, row, col = cell
    return f"{row},{col}" if grid == "out" else f"{grid}:{row},{col}"


def read_rates(words: str, highest: int) -> tuple[int, int, int]:
    """Read the three rates of the classic figure.

    >>> read_rates("1,2,4", 8)
    (1, 2, 4)
    """
    rule = "the three dilation rates"
    rates = [_whole(part, rule, 1, highest) for part in words.split(",")]
    if len(rates) != 3:
        raise Refused("the classic figure has three dilation rates, as in 1,2,3")
    return rates[0], rates[1], rates[2]


def _whole(words: str, rule: str, lowest: int, highest: int) -> int:
    words = words.strip()
    if not re.fullmatch(r"\d{1,6}", words, re.ASCII) or not lowest <= int(words) <= highest:
        raise Refused(f"{rule} go from {lowest} to {highest}")
    return int(words)


def _number(words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        raise Refused("these are numbers such as -1 or 0.5") from None
    if not math.isfinite(number) or abs(number) > MOST_WEIGHT:
        raise Refused(f"numbers go from -{MOST_WEIGHT} to {MOST_WEIGHT}")
    return number
