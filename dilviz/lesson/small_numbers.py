"""Layers whose sums a learner checks by hand: an input of digits, a kernel of ones."""

from __future__ import annotations

from random import Random

from dilviz.convolution.layer import Pair
from dilviz.pictures.explorer_inputs import ONES


def small_numbers(size: Pair, roll: Random) -> dict[str, str]:
    """Draw an input, and settings of Explore for it and its kernel.

    Outputs have two digits at most, so that all numbers of two grids are legible on a wall.

    Parameters
    ----------
    size : tuple of int
        Of the input: (rows, cols).
    roll : Random

    Examples
    --------
    >>> small_numbers((2, 3), Random(1))
    {'n': '2x3', 'values': 'typed', 'v': '2,9,1;4,1,7', 'w': 'ones'}
    """
    rows, cols = size
    digits = [[str(roll.randrange(10)) for _ in range(cols)] for _ in range(rows)]
    values = ";".join(",".join(row) for row in digits)
    return {"n": f"{rows}x{cols}", "values": "typed", "v": values, "w": ONES}
