"""What a question looks like on paper: cells to fill in, and tables with gaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dilviz.lesson.cells import Cell, Cells


@dataclass(frozen=True)
class Squares:
    """A grid to be marked by hand.

    Attributes
    ----------
    shape : (rows, cols)
    filled : frozenset of (row, col)
        The marks of the answer.
    framed : (row, col) or None
        The place of the output.
    label : str
        Above the grid.
    given : bool
        Whether the marks are part of the question.
    """

    shape: Cell
    filled: frozenset[Cell]
    framed: Cell | None = None
    label: str = ""
    given: bool = False

    @classmethod
    def of(cls, question: Cells) -> Squares:
        """The grid of a question about cells."""
        return cls(question.shape, question.answer, question.marked)


@dataclass(frozen=True)
class Table:
    """Rows of words; a row of answers is left empty on the handout without answers."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]
    answer: int  # the place of that row


def row_to_mark(size: int, columns: Iterable[int], label: str = "") -> Squares:
    """A single row of cells.

    >>> sorted(row_to_mark(5, [0, 2, 4]).filled)
    [(0, 0), (0, 2), (0, 4)]
    """
    return Squares((1, size), frozenset((0, column) for column in columns), label=label)


def table(answer: str, **rows: Iterable[object]) -> Table:
    """A table: name of a row -> its cells; one row is the answer.

    >>> table("sum", weight=[1, 2], sum=[3, 4]).rows
    (('weight', ('1', '2')), ('sum', ('3', '4')))
    """
    named = tuple((name.replace("_", " "), tuple(map(str, row))) for name, row in rows.items())
    return Table(named, list(rows).index(answer))
