"""Entries of one tensor axis, chosen by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import prod

import numpy as np

from dilviz.importing.axes import (
    MOST_POSITIONS,
    check_apart,
    digits,
    free,
    known_axes,
    merged,
    positions,
    positions_along,
    reshaped,
    set_axis,
    spaces_of,
)
from dilviz.importing.builder import Builder
from dilviz.importing.sizes import Size, fixed, times
from dilviz.importing.values import Factor, Map, NotFollowed


def taken(builder: Builder, value: Map, axis: int, chosen: np.ndarray) -> Map:
    """Keep the entries `chosen` of a tensor axis, in that order.

    The axis keeps its place and has ``chosen.size`` entries afterwards.
    """
    if chosen.size > MOST_POSITIONS or not chosen.size:
        raise NotFollowed(f"it takes {chosen.size} entries")
    layout = known_axes(value)[axis]
    spaces = spaces_of(layout)
    if not spaces:
        check_apart(layout)
        return set_axis(value, axis, free(int(chosen.size)))
    if len(spaces) == 1:
        return _taken(builder, value, axis, chosen, spaces.pop())
    return _from_both(builder, value, axis, chosen)


def _taken(builder: Builder, value: Map, axis: int, chosen: np.ndarray, space: int) -> Map:
    layout = known_axes(value)[axis]
    entries = positions_along(layout, space)
    if chosen.min() < 0 or chosen.max() >= len(entries):
        raise NotFollowed(f"it takes entry {int(chosen.max())} of {len(entries)}")
    others = sorted(
        ((a, f) for a, f in digits(value, space) if a != axis),
        key=lambda digit: -digit[1].weight if isinstance(digit[1].weight, int) else 0,
    )
    fast = [(a, f) for a, f in others if _lighter(f, layout)]
    slow = [(a, f) for a, f in others if not _lighter(f, layout)]
    offsets = [positions([(f.size, f.weight) for _, f in part]) for part in (slow, fast)]
    table = (
        offsets[0][:, None, None] + entries[chosen.ravel()][None, :, None] + offsets[1][None, None]
    ).ravel()
    weight: Size = 1
    renewed: list[tuple[int, Factor]] = []
    own = (axis, Factor(int(chosen.size), space))
    for a, f in reversed([*slow, own, *fast]):
        renewed.insert(0, (a, Factor(f.size, space, weight)))
        weight = times(weight, f.size)
    old = [*slow, own, *fast]
    for (a, before), (_, after) in zip(old, renewed, strict=True):
        if a == axis:
            value = set_axis(value, axis, (after,) if after.size != 1 else ())
        else:
            parts = [after if f == before else f for f in known_axes(value)[a]]
            value = set_axis(value, a, merged(parts))
    return builder.listed(value, space, table[:, None], known_axes(value))


def _lighter(factor: Factor, layout: Sequence[Factor]) -> bool:
    lightest = min(f.weight for f in layout if f.space == factor.space)  # type: ignore[type-var]
    return bool(factor.weight < lightest)  # type: ignore[operator]


def _from_both(builder: Builder, value: Map, axis: int, chosen: np.ndarray) -> Map:
    """Entries of an axis that counts rows and columns: whole rows of whole columns only."""
    layout = known_axes(value)[axis]
    known = [fixed(f.size) for f in layout]
    total = prod(known)
    if chosen.min() < 0 or chosen.max() >= total:
        raise NotFollowed(f"it takes entry {int(chosen.max())} of {total}")
    if chosen.size == total and (chosen == np.arange(total)).all():
        return value
    lists = [np.unique(part) for part in np.unravel_index(chosen.ravel(), known)]
    grid = np.arange(total).reshape(known)[np.ix_(*lists)]
    if grid.size != chosen.size or (grid.ravel() != chosen.ravel()).any():
        raise NotFollowed("it takes single positions of a map out of rows and columns")
    spread = list(known_axes(value))
    spread[axis : axis + 1] = [(f,) for f in layout]
    apart = replace(value, axes=tuple(spread))
    for n, kept in enumerate(lists):
        apart = taken(builder, apart, axis + n, kept)
    axes = list(known_axes(apart))
    joined = merged(f for a in axes[axis : axis + len(layout)] for f in a)
    axes[axis : axis + len(layout)] = [joined]
    return replace(apart, axes=tuple(axes), label=value.label)


def at_one_position(value: Map, axis: int, chosen: np.ndarray) -> list[np.ndarray]:
    """The entries `chosen` of an axis in runs of neighbours that lie at one row and column."""
    layout = known_axes(value)[axis]
    known = [fixed(f.size) for f in layout]
    places = np.unravel_index(chosen, known)
    counted = [place for place, f in zip(places, layout, strict=True) if f.space is not None]
    ends = np.any([np.diff(place) != 0 for place in counted], axis=0)
    return np.split(chosen, np.flatnonzero(ends) + 1)


def spread(value: Map, axis: int, shape: Sequence[int]) -> Map:
    """Replace one tensor axis by several of the same entries."""
    axes = known_axes(value)
    new = reshaped([axes[axis]], list(shape))
    return replace(value, axes=(*axes[:axis], *new, *axes[axis + 1 :]))
