"""Operations that read by a list, by a prefix, or from maps laid end to end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dilviz.errors import GeometryError
from dilviz.network.op_settings import Flags, OpSettings, check_flag, check_flags, check_integer
from dilviz.network.read_rule import IDENTITY, ReadRule

MOST_POSITIONS = 1 << 18  # of one table


@dataclass(frozen=True)
class Table(OpSettings):
    """Outputs that read listed positions: a gather, an adaptive pooling to an uneven grid.

    Attributes
    ----------
    axis : int
        0 for rows, 1 for columns; along the other every sample stays in its place.
    positions : tuple of tuples of int
        What each output reads.

    Examples
    --------
    Adaptive pooling of 7 samples to 3 outputs:

    >>> Table(1, ((0, 1, 2), (2, 3, 4), (4, 5, 6))).output_size(1, 7)
    3
    """

    op: ClassVar[str] = "table"
    axis: int
    positions: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        _check_axis(self.axis)
        rows = self.positions
        if not isinstance(rows, tuple) or not all(isinstance(row, tuple) for row in rows):
            raise GeometryError("positions must hold one list of whole numbers for each output.")
        total = len(rows) + sum(map(len, rows))
        if not rows or total > MOST_POSITIONS:
            raise GeometryError(
                f"positions must hold 1 to {MOST_POSITIONS} outputs and numbers, got {total}."
            )
        for row in rows:
            for position in row:
                check_integer(position, "positions", 0)

    def output_size(self, axis: int, size: int) -> int:
        if axis != self.axis:
            return size
        last = max((row[-1] for row in map(sorted, self.positions) if row), default=-1)
        if last >= size:
            raise GeometryError(
                f"it reads {('row', 'column')[axis]} {last} of an input that has {size}. "
                "Correct the positions or raise the input size."
            )
        return len(self.positions)

    @property
    def is_square(self) -> bool:
        return False

    @property
    def repeats(self) -> bool:
        return False

    def read_rule(self, axis: int, size: int | None) -> ReadRule | None:
        return None if axis == self.axis else IDENTITY

    def listed(self, axis: int, size: int) -> tuple[tuple[int, ...], ...] | None:
        return self.positions if axis == self.axis else None


@dataclass(frozen=True)
class Prefix(OpSettings):
    """Unit ``i`` reads all units up to ``i``: a cumulative sum, a recurrence that runs forward.

    Attributes
    ----------
    axes : (bool, bool)
        Whether it runs along the rows and along the columns.
    reverse : bool
        Whether it runs from the end: unit ``i`` reads ``i`` and all after it.
    """

    op: ClassVar[str] = "prefix"
    always_written: ClassVar[tuple[str, ...]] = ("axes",)
    axes: Flags = (False, True)
    reverse: bool = False

    def __post_init__(self) -> None:
        check_flags(self.axes, "axes")
        check_flag(self.reverse, "reverse")

    @property
    def repeats(self) -> bool:
        return not any(self.axes)

    def read_rule(self, axis: int, size: int | None) -> ReadRule | None:
        return None if self.axes[axis] else IDENTITY


@dataclass(frozen=True)
class Along(OpSettings):
    """Of a concatenation: the axis along which maps lie one after the other.

    Attributes
    ----------
    axis : int or None
        0 for rows, 1 for columns, None for channels.
    """

    op: ClassVar[str] = "concat"
    axis: int | None = None

    def __post_init__(self) -> None:
        if self.axis is not None:
            _check_axis(self.axis)

    @property
    def is_default(self) -> bool:
        return self.axis is None

    @property
    def repeats(self) -> bool:
        return self.axis is None


def _check_axis(axis: object) -> None:
    if axis not in (0, 1) or isinstance(axis, bool):
        raise GeometryError(f"axis must be 0 for rows or 1 for columns, got {axis!r}.")
