"""How the numbers, cells and rates of Explore are written in a link, and read from one."""

import math
import re

import numpy as np

from dilviz.convolution.layer_text import Refused, whole

MOST_WEIGHT = 1_000_000


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
    rates = [whole(part, rule, 1, highest) for part in words.split(",")]
    if len(rates) != 3:
        raise Refused("the classic figure has three dilation rates, as in 1,2,3")
    return rates[0], rates[1], rates[2]


def _number(words: str) -> float:
    try:
        number = float(words)
    except ValueError:
        raise Refused("these are numbers such as -1 or 0.5") from None
    if not math.isfinite(number) or abs(number) > MOST_WEIGHT:
        raise Refused(f"numbers go from -{MOST_WEIGHT} to {MOST_WEIGHT}")
    return number
