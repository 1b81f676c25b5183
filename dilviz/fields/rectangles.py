"""Sets of pixels as unions of rectangles: every row of one set with every column of another."""

from __future__ import annotations

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.positions import Samples
from dilviz.fields.propagation import Budget

Rectangle = tuple[Samples, Samples]  # rows and columns

MOST_RECTANGLES = 512
COMPARISON = 5  # of two rectangles both ways, in operations on small numbers


def simplified(rectangles: list[Rectangle], budget: Budget) -> list[Rectangle]:
    """Write the same pixels with fewer rectangles.

    Those inside others are dropped, those with the same rows or the same columns are united.

    Raises
    ------
    GeometryError
        If more than `MOST_RECTANGLES` are left.
    """
    kept: list[Rectangle] = []
    for rectangle in rectangles:
        budget.spend(len(kept))
        _add(kept, rectangle)
    if len(kept) > MOST_RECTANGLES:
        raise GeometryError(
            f"paths read more than {MOST_RECTANGLES} different rectangles of a map, too many to "
            "follow their union. Ask about an earlier layer."
        )
    return kept


def _add(kept: list[Rectangle], new: Rectangle) -> None:
    """Add a rectangle to a list in which none can be left out or united with another."""
    rows, cols = new
    at = 0
    while at < len(kept):
        other_rows, other_cols = kept[at]
        if other_rows.contains(rows) and other_cols.contains(cols):
            return
        if rows.contains(other_rows) and cols.contains(other_cols):
            del kept[at]
        elif rows == other_rows:
            cols = cols.joined(other_cols)
            del kept[at]
            at = 0
        elif cols == other_cols:
            rows = rows.joined(other_rows)
            del kept[at]
            at = 0
        else:
            at += 1
    kept.append((rows, cols))


def pixels_in(rectangles: list[Rectangle], budget: Budget) -> int:
    """Count the pixels in a union of rectangles.

    A cross of 3 rows and 3 columns has 5 pixels:

    >>> row, cross = Samples(1, 1), Samples(0, 7)
    >>> pixels_in([(row, cross), (cross, row)], Budget())
    5
    """
    if len(rectangles) == 1:
        [(rows, cols)] = rectangles
        return rows.count * cols.count
    _, by_columns = rows_by_columns(rectangles, budget)
    return sum(cols.bit_count() * rows.bit_count() for cols, rows in by_columns.items())


def rows_by_columns(rectangles: list[Rectangle], budget: Budget) -> tuple[Pair, dict[int, int]]:
    """Sort the rows of a union into those that have the same columns.

    Returns
    -------
    first : (int, int)
        The first row and column.
    rows_by_columns : dict of int to int
        Columns -> rows, both as bits counted from the first.
    """
    if not rectangles:
        return (0, 0), {}
    top, left = (min(axis.first for axis in axes) for axes in zip(*rectangles, strict=True))
    found: dict[int, int] = {}
    for rows, cols in rectangles:
        longest = max(rows.bits.bit_length(), cols.bits.bit_length())
        budget.spend(COMPARISON * len(found) * (1 + (longest >> 16)))
        found = _with_product(
            found, rows.bits << (rows.first - top), cols.bits << (cols.first - left)
        )
    return (top, left), found


def _with_product(found: dict[int, int], rows: int, cols: int) -> dict[int, int]:
    """Add a rectangle; every row stays under exactly one set of columns."""
    result: dict[int, int] = {}
    for known_cols, known_rows in found.items():
        for key, part in ((known_cols, known_rows & ~rows), (known_cols | cols, known_rows & rows)):
            if part:
                result[key] = result.get(key, 0) | part
        rows &= ~known_rows
    if rows:
        result[cols] = result.get(cols, 0) | rows
    return result
