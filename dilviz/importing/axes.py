"""Arithmetic of tensor axes: sizes, splitting and joining of factors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import gcd

import numpy as np

from dilviz.importing.sizes import OPEN, Size, divided, fixed, product, times
from dilviz.importing.values import Axis, Factor, Map, NotFollowed, Pieces

MOST_POSITIONS = 1 << 18  # of one table
OUT_OF_STEP = "it cuts through rows or columns at a place where nothing repeats"


def free(size: Size) -> Axis:
    """An axis along which every entry depends on the same positions."""
    return () if size == 1 else (Factor(size),)


def along(size: Size, space: int, weight: Size = 1) -> Axis:
    """An axis that counts rows (0) or columns (1) of the node; empty for a single one."""
    return () if size == 1 else (Factor(size, space, weight),)


def axis_size(axis: Axis) -> Size:
    """Count the entries of a tensor axis."""
    return product(factor.size for factor in axis)


def shape_of(value: Map) -> tuple[Size, ...]:
    """Sizes of all tensor axes."""
    return tuple(map(axis_size, known_axes(value)))


def known_axes(value: Map) -> tuple[Axis, ...]:
    """The tensor's axes.

    Raises
    ------
    NotFollowed
        If the shape is not known.
    """
    if value.axes is None:
        raise NotFollowed("the shape of what it reads is not known")
    return value.axes


def rank_of(value: Map | Pieces) -> int:
    """Count the tensor's axes."""
    return len(known_axes(value if isinstance(value, Map) else value.maps[0]))


def check_apart(axis: Axis) -> None:
    """Refuse to take some entries of an axis that was read as a whole.

    Raises
    ------
    NotFollowed
    """
    if any(factor.whole for factor in axis):
        raise NotFollowed("it takes some of the positions that a product of maps reads as a whole")


def spaces_of(axis: Axis) -> set[int]:
    """Which of rows (0) and columns (1) a tensor axis counts."""
    return {factor.space for factor in axis if factor.space is not None}


def digits(value: Map, space: int) -> list[tuple[int, Factor]]:
    """All factors that count rows (columns), with their tensor axes."""
    return [
        (axis, factor)
        for axis, factors in enumerate(known_axes(value))
        for factor in factors
        if factor.space == space
    ]


def set_axis(value: Map, axis: int, factors: Axis) -> Map:
    """The same map with another tensor axis."""
    axes = known_axes(value)
    return replace(value, axes=(*axes[:axis], factors, *axes[axis + 1 :]))


def merged(axis: Iterable[Factor]) -> Axis:
    """Join neighbouring factors that count on without a gap.

    Eight blocks of seven rows are 56 rows:

    >>> merged((Factor(8, 0, 7), Factor(7, 0, 1)))
    (Factor(size=56, space=0, weight=1),)
    """
    result: list[Factor] = []
    for factor in axis:
        if factor.size == 1:
            continue
        last = result[-1] if result else None
        if last and last.space == factor.space and _continues(last, factor):
            result[-1] = replace(factor, size=times(last.size, factor.size))
        else:
            result.append(factor)
    return tuple(result)


def _continues(last: Factor, factor: Factor) -> bool:
    if last.whole != factor.whole:
        return False
    return factor.space is None or last.weight == times(factor.size, factor.weight)


def split(factor: Factor, minor: Size) -> tuple[Factor, Factor] | None:
    """Split a factor into a slow part and a fast one of size `minor`, if it divides."""
    major = divided(factor.size, minor)
    if major is None:
        return None
    if factor.space is None:
        return replace(factor, size=major), replace(factor, size=minor)
    slow = replace(factor, size=major, weight=times(factor.weight, minor))
    return slow, replace(factor, size=minor)


def reshaped(axes: Sequence[Axis], target: Sequence[Size]) -> tuple[Axis, ...]:
    """Lay the factors of a tensor out in another shape of the same size.

    Examples
    --------
    Six rows cut into three windows of two:

    >>> reshaped([(Factor(6, 0),)], [3, 2])
    ((Factor(size=3, space=0, weight=2),), (Factor(size=2, space=0, weight=1),))

    Raises
    ------
    NotFollowed
        If a new axis begins in the middle of rows, columns or channels.
    """
    waiting = list(merged(factor for axis in axes for factor in axis))[::-1]
    result = []
    for size in target:
        axis, rest = [], size
        while rest != 1:
            if not waiting:
                raise NotFollowed("its new shape holds more entries than what it reads")
            part, rest = _taken(waiting, rest)
            axis.append(part)
        result.append(merged(axis))
    if waiting:
        raise NotFollowed("its new shape holds fewer entries than what it reads")
    return tuple(result)


def _taken(waiting: list[Factor], size: Size) -> tuple[Factor, Size]:
    """Take the next factor, or the slow part of it that fits into `size`."""
    factor = waiting.pop()
    rest = divided(size, factor.size)
    if rest is not None:
        return factor, rest
    minor = divided(factor.size, size)
    common = size if minor is not None else _common(factor.size, size)
    parts = split(factor, divided(factor.size, common) or 1) if common else None
    after = divided(size, common) if common else None
    if parts is None or after is None:
        known = isinstance(factor.size, int) and isinstance(size, int)
        raise NotFollowed(OUT_OF_STEP if known else OPEN)
    waiting.append(parts[1])
    return parts[0], after


def _common(one: Size, other: Size) -> int:
    if not isinstance(one, int) or not isinstance(other, int):
        return 0
    common = gcd(one, other)
    return common if common > 1 else 0


def positions_along(layout: Axis, space: int) -> np.ndarray:
    """The row (column) of every entry of a tensor axis, as far as it counts those."""
    return positions((f.size, f.weight if f.space == space else 0) for f in layout)


def positions(parts: Iterable[tuple[Size, Size]]) -> np.ndarray:
    """Positions in the order of digits (size, weight), the slowest first.

    >>> positions([(2, 1), (3, 2)]).tolist()
    [0, 2, 4, 1, 3, 5]
    """
    result = np.zeros(1, np.int64)
    for size, weight in parts:
        count, step = fixed(size), fixed(weight)
        if count * len(result) > MOST_POSITIONS:
            raise NotFollowed(f"it rearranges more than {MOST_POSITIONS} positions")
        result = (result[:, None] + np.arange(count) * step).ravel()
    return result
