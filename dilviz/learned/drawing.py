"""A digit as cells of ink, chosen or drawn, and the field that a network sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dilviz.errors import GeometryError
from dilviz.learned.digits import FIELD, HELD_OUT, SIZE, enlarged, held_out

CELL = SIZE // 8  # pixels of the field along one side of a cell
CELLS = FIELD // CELL
FIRST = (CELLS - 8) // 2  # row and column of a chosen digit's first cell
SIGNS = "0123456789abcdefg"  # ink of a cell, 0 to 16


@dataclass(frozen=True)
class Drawing:
    """Cells of ink, as in the data set: how many of the 16 pixels of each are ink.

    Attributes
    ----------
    text : str
        As a link holds it: the number of a held-out digit, or the ink of every cell.
    cells : tuple of int
        `CELLS` x `CELLS` numbers from 0 to 16, row after row.
    digit : int or None
        What it is, if it is known.
    """

    text: str
    cells: tuple[int, ...]
    digit: int | None = None

    @property
    def field(self) -> np.ndarray:
        """What a network is given: float32 of shape (FIELD, FIELD), 0 (paper) to 1 (ink).

        The cells are enlarged as the digits were that the networks learned from.
        """
        cells = np.array(self.cells, np.float32).reshape(1, CELLS, CELLS)
        return enlarged(cells, CELL)[0]


def read_drawing(text: str) -> Drawing:
    """Read a drawing from a link.

    Raises
    ------
    GeometryError
        If it is neither the number of a held-out digit nor one sign for each cell.

    Examples
    --------
    >>> read_drawing("0").digit, read_drawing("g" * 144).digit
    (2, None)
    """
    if text.isascii() and text.isdigit() and len(text) < CELLS:
        return _held_out_digit(int(text))
    if len(text) != CELLS**2 or not set(text) <= set(SIGNS):
        raise GeometryError(
            f"a drawing is {CELLS**2} signs from 0 to {SIGNS[-1]}, one for each of {CELLS} x "
            f"{CELLS} cells, or the number of a held-out digit; got {len(text)} signs. "
            "Draw it again."
        )
    return Drawing(text, tuple(map(SIGNS.index, text)))


@lru_cache(maxsize=64)
def _held_out_digit(number: int) -> Drawing:
    if number >= HELD_OUT:
        raise GeometryError(
            f"the held-out digits have the numbers 0 to {HELD_OUT - 1}, got {number}. "
            "Choose one of them."
        )
    digits, labels = held_out()
    cells = np.zeros((CELLS, CELLS), int)
    cells[FIRST : FIRST + 8, FIRST : FIRST + 8] = digits[number]
    return Drawing(str(number), tuple(cells.ravel().tolist()), int(labels[number]))
