"""Cells of a grid: those that an output reads, and those that people take for them."""

from __future__ import annotations

from dilviz.convolution.layer import Layer, Pair
from dilviz.lesson.question import Cell


def cells_read(layer: Layer, size: Pair, unit: Cell) -> frozenset[Cell]:
    """List the input cells that one output of a layer reads.

    >>> sorted(cells_read(Layer.of((1, 3), dilation=2), (1, 7), (0, 1)))
    [(0, 1), (0, 3), (0, 5)]
    """
    rows, cols = (
        table[at].tolist() for table, at in zip(layer.tap_tables(size), unit, strict=True)
    )
    return frozenset((row, col) for row in rows for col in cols)


def box(middle: Cell, rows: int, cols: int) -> frozenset[Cell]:
    """All cells up to so many rows and columns away.

    >>> len(box((4, 5), 1, 2))
    15
    """
    return frozenset(
        (middle[0] + row, middle[1] + col)
        for row in range(-rows, rows + 1)
        for col in range(-cols, cols + 1)
    )


def cross(middle: Cell, distance: int) -> frozenset[Cell]:
    """A cell and the four at a distance above, below, left and right of it.

    >>> sorted(cross((3, 3), 2))
    [(1, 3), (3, 1), (3, 3), (3, 5), (5, 3)]
    """
    row, col = middle
    ends = {(row + distance, col), (row - distance, col), (row, col + distance)}
    return frozenset({middle, *ends, (row, col - distance)})


def row_of(*columns: int) -> frozenset[Cell]:
    """Cells of a grid that is a single row."""
    return frozenset((0, column) for column in columns)
