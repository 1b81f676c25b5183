"""What is written alike in every framework: pooled maps, slices, flips, rolls, sums of all before.

Expressions of `X`, whose first axis of positions is 1, or 2 in PyTorch.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dilviz.convolution.layer import Pair
from dilviz.export.code_functions import X
from dilviz.export.code_operations import Write, not_written
from dilviz.export.code_step import Step
from dilviz.network.borders import Pad
from dilviz.network.lookup import Prefix, Table
from dilviz.network.moves import Flip, Roll, Slice
from dilviz.network.whole_map import Global

MOST_LISTED = 1000  # positions that are written out


class Moves(NamedTuple):
    """The first axis of positions, a framework's module, and its names for functions in it."""

    spatial: int
    module: str
    take: str  # of {0} the positions {1} along axis {2}
    mean: str = "mean"
    flip: str = "flip"
    transpose: str = "transpose"

    def writers(self) -> dict[str, Write]:
        """The writer of each operation."""
        return {
            "global": self._pooled,
            "slice": self.sliced,
            "flip": self._flipped,
            "roll": self._rolled,
            "prefix": self._accumulated,
            "transpose": self._transposed,
            "table": self._listed,
        }

    def _axes(self, step: Step, chosen: tuple[bool, ...]) -> tuple[int, ...]:
        return tuple(self.spatial + number for number, one in enumerate(chosen) if one)

    def _pooled(self, step: Step) -> Iterator[str]:
        assert isinstance(step.node.settings, Global)
        if axes := self._axes(step, step.along(step.node.settings.axes, False)):
            yield f"{self.module}.{self.mean}({X}, {axes}, keepdims=True)"

    def sliced(self, step: Step) -> Iterator[str]:
        slices = [slice_text(*part) for part in slices_of(step)]
        if set(slices) != {":"}:
            yield f"{X}[{', '.join([':'] * self.spatial + slices)}]"

    def _flipped(self, step: Step) -> Iterator[str]:
        assert isinstance(step.node.settings, Flip)
        if axes := self._axes(step, step.along(step.node.settings.axes, False)):
            yield f"{self.module}.{self.flip}({X}, {axes})"

    def _rolled(self, step: Step) -> Iterator[str]:
        assert isinstance(step.node.settings, Roll)
        shifts = step.along(step.node.settings.shifts, 0)
        axes = tuple(range(self.spatial, self.spatial + step.dimensions))
        if any(shifts):
            yield f"{self.module}.roll({X}, {shifts}, {axes})"

    def _accumulated(self, step: Step) -> Iterator[str]:
        assert isinstance(step.node.settings, Prefix)
        axes = self._axes(step, step.along(step.node.settings.axes, False))
        turn = [f"{self.module}.{self.flip}({X}, {axes})"] * bool(
            step.node.settings.reverse and axes
        )
        yield from turn
        for axis in axes:
            yield f"{self.module}.cumsum({X}, {axis})"
        yield from turn

    def _listed(self, step: Step) -> Iterator[str]:
        """Add what each output reads: the first position of all, the second, ..."""
        found = step.node.settings
        assert isinstance(found, Table)
        most = max(map(len, found.positions))
        even = all(len(row) == most for row in found.positions)
        if not even or not most or most * len(found.positions) > MOST_LISTED or any(step.flat):
            raise not_written(step.node)
        axis = self.spatial + step.axes.index(found.axis)
        columns = zip(*found.positions, strict=True)
        yield " + ".join(self.take.format(X, list(column), axis) for column in columns)

    def _transposed(self, step: Step) -> Iterator[str]:
        order = (0, 2, 1, 3) if self.spatial == 1 else (0, 1, 3, 2)
        yield f"{self.module}.{self.transpose}({X}, {order})"


def slices_of(step: Step) -> list[tuple[int, int, int | None]]:
    """Start, step and size of a slice along each axis."""
    found = step.node.settings
    assert isinstance(found, Slice)
    along = step.along(found.starts, 0), step.along(found.steps, 1), step.along(found.sizes, None)
    return [*zip(*along, strict=True)]


def slice_text(start: int, step: int, size: int | None = None) -> str:
    """Write a slice of so many samples, all up to the end without a size.

    >>> slice_text(0, 1), slice_text(1, 2), slice_text(2, 1, 4), slice_text(4, -2, 2)
    (':', '1::2', '2:6', '4:0:-2')
    """
    stop = None if size is None else start + step * size
    first = "" if start == 0 and step > 0 else start
    last = "" if stop is None or stop < 0 else stop
    return f"{first}:{last}" + (f":{step}" if step != 1 else "")


def cropped(crop: tuple[Pair, ...], spatial: int = 1) -> Iterator[str]:
    """Write what leaves both ends of a map as a slice.

    >>> [*cropped(((1, 2), (0, 0)))][0].replace(X, "x")
    'x[:, 1:-2, :]'
    """
    if any(map(any, crop)):
        slices = [f"{before or ''}:{-after if after else ''}" for before, after in crop]
        yield f"{X}[{', '.join([':'] * spatial + slices)}]"


class Border(NamedTuple):
    """A pad as what it adds, how that is filled, and what it cuts off afterwards."""

    added: tuple[Pair, ...]
    mode: str
    crop: tuple[Pair, ...]

    @classmethod
    def of(cls, step: Step) -> Border:
        """Read the pad of a step."""
        sides, settings = step.padding or (), step.node.settings
        return cls(
            tuple((max(before, 0), max(after, 0)) for before, after in sides),
            settings.padding_mode if isinstance(settings, Pad) else "zeros",
            tuple((max(-before, 0), max(-after, 0)) for before, after in sides),
        )


def ends_added(added: tuple[Pair, ...], mode: str, concatenate: str, repeat: str) -> Iterator[str]:
    """Write a padding that repeats the ends, or goes round, for channels that are last.

    >>> [*ends_added(((0, 2),), "circular", "tf.concat", "tf.repeat")][0].replace(X, "x")
    'tf.concat([x, x[:, :2]], axis=1)'
    """
    for axis, (before, after) in enumerate(added, start=1):
        start, end = f"{X}[{':, ' * axis}", "]"
        if mode == "circular":
            parts = [f"{start}-{before}:{end}"] * bool(before), [f"{start}:{after}{end}"]
        else:
            first, last = f"{start}:1{end}", f"{start}-1:{end}"
            parts = (
                [f"{repeat}({first}, {before}, axis={axis})"] * bool(before),
                [f"{repeat}({last}, {after}, axis={axis})"],
            )
        if before or after:
            joined = ", ".join([*parts[0], X, *parts[1][: bool(after)]])
            yield f"{concatenate}([{joined}], axis={axis})"
