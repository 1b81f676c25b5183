"""How a pinned cell of Explore and the rates of its classic figure are written in a link."""

import re

from dilviz.convolution.layer_text import read_whole
from dilviz.errors import GeometryError, quoted


def read_cell(text: str) -> tuple[str, int, int]:
    """Read a pinned cell: ``3,5`` is of the output, ``in:3,5`` of the input, ``ker:0,1`` a weight.

    >>> read_cell("in:3,-1")
    ('in', 3, -1)
    """
    match = re.fullmatch(r"(?:(in|ker|out):)?(-?[0-9]{1,3}),(-?[0-9]{1,3})", text.strip())
    if not match:
        raise GeometryError(
            f"a pin is a row and a column, got {quoted(text)}. Write 3,5, in:3,5 or ker:0,1."
        )
    return match[1] or "out", int(match[2]), int(match[3])


def write_cell(cell: tuple[str, int, int]) -> str:
    """Write a pinned cell."""
    grid, row, col = cell
    return f"{row},{col}" if grid == "out" else f"{grid}:{row},{col}"


def read_rates(text: str, highest: int) -> tuple[int, int, int]:
    """Read the three rates of the classic figure.

    >>> read_rates("1,2,4", 8)
    (1, 2, 4)
    """
    rates = [read_whole(part, "each dilation rate", 1, highest) for part in text.split(",", 3)]
    if len(rates) != 3:
        raise GeometryError(
            f"the classic figure has three dilation rates, got {quoted(text)}. Write 1,2,3."
        )
    return rates[0], rates[1], rates[2]


def write_rates(rates: tuple[int, int, int]) -> str:
    """Write the rates of the classic figure."""
    return ",".join(map(str, rates))
