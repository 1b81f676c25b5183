"""Operations that move samples and change none: slices, flips, rolls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.network.op_settings import (
    Flags,
    OpSettings,
    check_flags,
    check_integers,
    check_sizes,
)
from dilviz.network.read_rule import IDENTITY, ReadRule, strided


@dataclass(frozen=True)
class Slice(OpSettings):
    """Samples at equal distances: output ``o`` reads ``start + o * step``.

    Attributes
    ----------
    starts : (int, int)
        Counted from 0, per axis.
    steps : (int, int)
        Negative ones run backwards; never 0.
    sizes : (int or None, int or None)
        Outputs at most; None takes all up to the end.

    Examples
    --------
    ``x[1:, ::2]`` of 5 x 7 samples:

    >>> rows_from_1 = Slice(starts=(1, 0), steps=(1, 2))
    >>> rows_from_1.output_size(0, 5), rows_from_1.output_size(1, 7)
    (4, 4)
    """

    op: ClassVar[str] = "slice"
    always_written: ClassVar[tuple[str, ...]] = ("starts", "steps")
    starts: Pair = (0, 0)
    steps: Pair = (1, 1)
    sizes: tuple[int | None, int | None] = (None, None)

    def __post_init__(self) -> None:
        check_integers(self.starts, "starts", 0)
        check_integers(self.steps, "steps")
        if 0 in self.steps:
            raise GeometryError(f"steps must not be 0, got {self.steps}.")
        check_sizes(self.sizes, "sizes")

    def output_size(self, axis: int, size: int) -> int:
        start, step, most = self.starts[axis], self.steps[axis], self.sizes[axis]
        room = size - start if step > 0 else start + 1
        outputs = -(-room // abs(step))
        if start >= size:
            raise GeometryError(
                f"it starts at {('row', 'column')[axis]} {start} of an input that has {size}. "
                "Lower the start or raise the input size."
            )
        return outputs if most is None else min(outputs, most)

    def read_rule(self, axis: int, size: int | None) -> ReadRule:
        return strided(self.starts[axis], self.steps[axis])


@dataclass(frozen=True)
class Flip(OpSettings):
    """The samples in opposite order along an axis.

    Attributes
    ----------
    axes : (bool, bool)
        Whether rows and columns are flipped.
    """

    op: ClassVar[str] = "flip"
    always_written: ClassVar[tuple[str, ...]] = ("axes",)
    axes: Flags = (True, True)

    def __post_init__(self) -> None:
        check_flags(self.axes, "axes")

    def read_rule(self, axis: int, size: int | None) -> ReadRule | None:
        if not self.axes[axis]:
            return IDENTITY
        return None if size is None else strided(size - 1, -1)


@dataclass(frozen=True)
class Roll(OpSettings):
    """The samples moved in a circle: output ``o`` reads ``(o - shift) % size``.

    Attributes
    ----------
    shifts : (int, int)
        Samples by which rows and columns move towards the end.

    Examples
    --------
    >>> Roll((0, 1)).read_rule(1, 4).runs
    (TapRun(first=-1, step=1, count=1),)
    """

    op: ClassVar[str] = "roll"
    always_written: ClassVar[tuple[str, ...]] = ("shifts",)
    shifts: Pair = (0, 0)

    def __post_init__(self) -> None:
        check_integers(self.shifts, "shifts")

    @property
    def outside(self) -> str:
        return "circular"

    @property
    def repeats(self) -> bool:
        return self.shifts == (0, 0)

    def read_rule(self, axis: int, size: int | None) -> ReadRule | None:
        if not self.shifts[axis]:
            return IDENTITY
        return None if size is None else strided(-(self.shifts[axis] % size), 1)
