"""Values that read all entries along some axes, and keep no positions there."""

from __future__ import annotations

import numpy as np

from dilviz.importing.axes import digits, known_axes, merged, positions, rank_of, set_axis
from dilviz.importing.builder import Builder
from dilviz.importing.sizes import Size, fixed, times
from dilviz.importing.values import Factor, Map, NotFollowed
from dilviz.network.whole_map import Global


def pooled(builder: Builder, value: Map, axes: set[int], kind: str, role: str = "") -> Map:
    """Read all entries along some tensor axes; they keep no positions there.

    Parameters
    ----------
    axes : set of int
        Tensor axes; their sizes become 1.
    kind : str
        One of `dilviz.network.whole_map.GLOBAL_KINDS`.
    """
    whole: list[bool] = [False, False]
    for space in (0, 1):
        all_digits = digits(value, space)
        read = [factor for axis, factor in all_digits if axis in axes]
        whole[space] = bool(read) and len(read) == len(all_digits)
        if not all_digits and builder.is_counted(space):
            whole[space] = bool(single_axes(value, space) & axes)
        if read and not whole[space]:
            value = _block_pooled(builder, value, space, axes)
    for axis in axes:
        value = set_axis(value, axis, ())
    if not any(whole):
        return value
    rows, cols = (value.positioned[space] and not whole[space] for space in (0, 1))
    extent = [1 if whole[space] else value.extent[space] for space in (0, 1)]
    return builder.emit(
        "global",
        [value],
        value.axes,
        settings=Global((whole[0], whole[1]), kind),
        extent=(extent[0], extent[1]),
        positioned=(rows, cols),
        role=role,
    )


def _block_pooled(builder: Builder, value: Map, space: int, axes: set[int]) -> Map:
    """Read all entries along some of the factors that make up the rows (columns)."""
    kept = [(axis, f) for axis, f in digits(value, space) if axis not in axes]
    kept.sort(key=lambda digit: fixed(digit[1].weight), reverse=True)
    read = [f for axis, f in digits(value, space) if axis in axes]
    starts = positions([(f.size, f.weight) for _, f in kept])
    taps = positions([(f.size, f.weight) for f in read])
    if len(starts) * len(taps) > 1 << 18:
        raise NotFollowed("it reads blocks of too many positions")
    weight: Size = 1
    renewed: dict[Factor, Factor] = {}
    for _, factor in reversed(kept):
        renewed[factor] = Factor(factor.size, space, weight)
        weight = times(weight, factor.size)
    for axis in range(rank_of(value)):
        factors = [renewed.get(f, f) for f in known_axes(value)[axis]]
        if axis in axes:
            factors = [f for f in factors if f.space != space]
        value = set_axis(value, axis, merged(factors))
    table = np.sort(starts[:, None] + taps[None, :], axis=1)
    return builder.listed(value, space, table, known_axes(value), role="block")


def single_axes(value: Map, space: int) -> set[int]:
    """The tensor axis on which a single row (column) lies, as far as can be told."""
    axes = known_axes(value)
    if not value.positioned[space] or value.extent[space] != 1 or len(axes) not in (3, 4):
        return set()
    other = {axis for axis, _ in digits(value, 1 - space)}
    if len(axes) == 3:
        places = {2} if not other else set()
    elif len(other) == 1:
        places = {axis + step for axis in other for step in (-1, 1)} & {2, 3}
    else:
        places = {2 + space}
    return {axis for axis in places if not axes[axis]}
