"""Operations in which maps meet entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dilviz.importing.aligning import aligned
from dilviz.importing.axes import axis_size, free, known_axes, spaces_of
from dilviz.importing.builder import Builder
from dilviz.importing.sizes import Size
from dilviz.importing.values import Axis, Constant, Map, NotFollowed


def joined(
    builder: Builder,
    maps: Sequence[Map],
    shapes: Sequence[tuple[Size, ...]] = (),
    op: str = "add",
    role: str = "",
    **settings: Any,
) -> Map:
    """Join maps entry by entry, with broadcasting; a single map becomes a node "identity".

    Parameters
    ----------
    maps : sequence of Map
        At least one.
    shapes : sequence of shapes
        Of constants that take part: they only make axes longer.
    """
    op = "identity" if len(maps) == 1 and op == "add" else op
    unknown = [value for value in maps if value.axes is None]
    known = [value for value in maps if value.axes is not None]
    if not known:
        return builder.emit(op, maps, None, role=role, **settings)
    rank = max([len(known_axes(value)) for value in known] + [len(shape) for shape in shapes])
    known = [_of_rank(value, rank) for value in known]
    known, axes = aligned(builder, known)
    for shape in shapes:
        axes = broadcast(axes, (1,) * (rank - len(shape)) + tuple(shape))
    return builder.emit(op, [*known, *unknown], axes, role=role, **settings)


def broadcast(axes: tuple[Axis, ...], shape: Sequence[Size]) -> tuple[Axis, ...]:
    """Axes after meeting a constant of this shape.

    Raises
    ------
    NotFollowed
        If it does not fit to the rows or columns, as in files whose declared sizes were changed.
    """
    for axis, size in zip(axes, shape, strict=True):
        check_fits(axis, size)
    return tuple(
        free(size) if not axis and size != 1 else axis
        for axis, size in zip(axes, shape, strict=True)
    )


def check_fits(axis: Axis, size: Size) -> None:
    """Raise if rows or columns meet another number of entries."""
    own = axis_size(axis)
    known = isinstance(own, int) and isinstance(size, int)
    if known and spaces_of(axis) and 1 not in (own, size) and own != size:
        raise NotFollowed(f"{own} rows or columns meet {size} entries of a constant")


def _of_rank(value: Map, rank: int) -> Map:
    axes = known_axes(value)
    added = rank - len(axes)
    return replace(value, axes=((),) * added + axes) if added else value


def shapes_of(values: Sequence[object]) -> list[tuple[Size, ...]]:
    """Shapes of the constants among values, where known."""
    return [v.shape for v in values if isinstance(v, Constant) and v.shape is not None]
