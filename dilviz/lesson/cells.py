"""A question that is answered on a grid: which cells?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Cell = tuple[int, int]  # (row, col)

NOTHING_MARKED = "Mark at least one cell first."


@dataclass(frozen=True)
class Foreseen:
    """Cells that people are known to mark, and where they come from."""

    cells: frozenset[Cell]
    sentence: str


@dataclass(frozen=True)
class Cells:
    """Some cells of a grid are right, no more and no fewer.

    Attributes
    ----------
    prompt : str
    shape : (rows, cols)
    answer : frozenset of (row, col)
    because : str
        Why they are right.
    marked : (row, col) or None
        The place of the output on the grid; None where there is none.
    misses : tuple of Foreseen
    """

    prompt: str
    shape: Cell
    answer: frozenset[Cell]
    because: str
    marked: Cell | None = None
    misses: tuple[Foreseen, ...] = ()

    too_few = "Every cell you marked is read. But the output reads more: {missed} still missing."
    too_many = (
        "You marked every cell that is read, but also cells that are not: {extra} of {given}."
    )
    mixed = "Of the {given} cells you marked, {hit} are read and {extra} are not; {missed} missing."

    @property
    def answer_words(self) -> str:
        """The answer as people say it."""
        rows, cols = (sorted({cell[axis] for cell in self.answer}) for axis in (0, 1))
        columns = f"columns {_listed(cols)}"
        return columns if self.shape[0] == 1 else f"rows {_listed(rows)}, {columns}"

    def as_record(self) -> dict[str, Any]:
        """Everything a browser needs to ask and judge, as plain data."""
        return record(
            self,
            ("too_few", "too_many", "mixed"),
            kind="cells",
            shape=list(self.shape),
            answer=_plain(self.answer),
            marked=None if self.marked is None else list(self.marked),
            misses=[
                {"cells": _plain(miss.cells), "sentence": miss.sentence} for miss in self.misses
            ],
            empty=NOTHING_MARKED,
        )


def record(question: object, names: Iterable[str] = (), **more: Any) -> dict[str, Any]:
    """What every question says, some of its attributes, and more."""
    said = ("prompt", "answer_words", "because", *names)
    return {name: getattr(question, name) for name in said} | more


def _plain(cells: frozenset[Cell]) -> list[list[int]]:
    return [list(cell) for cell in sorted(cells)]


def _listed(numbers: list[int]) -> str:
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]} to {numbers[-1]}"
    return ", ".join(map(str, numbers))
