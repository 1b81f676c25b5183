"""Operations in which maps meet entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dilviz.importing.aligning import aligned
from dilviz.importing.axes import free, known_axes
from dilviz.importing.builder import Builder
from dilviz.importing.sizes import Size
from dilviz.importing.values import Axis, Constant, Map


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
    """Axes after meeting a constant of this shape."""
    return tuple(
        free(size) if not axis and size != 1 else axis
        for axis, size in zip(axes, shape, strict=True)
    )


def _of_rank(value: Map, rank: int) -> Map:
    axes = known_axes(value)
    added = rank - len(axes)
    return replace(value, axes=((),) * added + axes) if added else value


def shapes_of(values: Sequence[object]) -> list[tuple[Size, ...]]:
    """Shapes of the constants among values, where known."""
    return [v.shape for v in values if isinstance(v, Constant) and v.shape is not None]
