"""Which rows and columns a window moves over, whatever the layout of its tensor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dilviz.convolution.layer import Layer, on_axis
from dilviz.importing.aligning import transposed
from dilviz.importing.axes import (
    MOST_POSITIONS,
    along,
    digits,
    known_axes,
    rank_of,
    set_axis,
    spaces_of,
)
from dilviz.importing.builder import Builder
from dilviz.importing.listed import table_of
from dilviz.importing.pooling import pooled
from dilviz.importing.sizes import Size, fixed, product, times
from dilviz.importing.values import Factor, Map, NotFollowed

OPEN_BLOCKS = "blocks of an open size; give an input size (input_size)"


@dataclass(frozen=True)
class Place:
    """Where a tensor axis lies on the map.

    Attributes
    ----------
    space : int or None
        0 if it counts rows, 1 for columns, None if it has no positions.
    apart : int
        Rows (columns) from one entry to the next: more than 1 where the others in between lie
        on the axis of the pictures, as space-to-batch puts them.
    """

    space: int | None
    apart: int = 1


def placed(
    builder: Builder, value: Map, axes: list[int], still: frozenset[int] = frozenset()
) -> tuple[Map, list[Place]]:
    """Bring tensor axes to a form in which a window moves over one factor of each.

    Axes in `still`, over which it has one tap and does not move, stay as they are.

    Raises
    ------
    NotFollowed
        If rows and columns share one of the axes, or two of them count rows (columns).
    """
    places = []
    for axis in axes:
        place = Place(None)
        if axis not in still:
            value, place = _placed(builder, value, axis)
        places.append(place)
    taken = {place.space for place in places}
    if len(taken - {None}) < sum(place.space is not None for place in places):
        raise NotFollowed("it moves over two axes on which rows, or columns, are split")
    for n, axis in enumerate(axes):  # an axis of one entry may still be rows or columns
        space = n if len(axes) == 2 else 1
        unclaimed = places[n].space is None and not known_axes(value)[axis] and space not in taken
        single = value.positioned[space] and value.extent[space] == 1
        if unclaimed and single and builder.is_counted(space):
            places[n] = Place(space)
    return value, places


def is_whole(value: Map, axis: int) -> bool:
    """Whether a tensor axis is all rows or all columns, in order."""
    layout = known_axes(value)[axis]
    if len(layout) != 1 or layout[0].space is None:
        return False
    return layout[0].weight == 1 and layout[0].size == value.extent[layout[0].space]


def _placed(builder: Builder, value: Map, axis: int) -> tuple[Map, Place]:
    layout = known_axes(value)[axis]
    spaces = spaces_of(layout)
    if not spaces:
        return value, Place(None)
    if is_whole(value, axis):
        return value, Place(layout[0].space)
    if len(spaces) > 1:
        raise NotFollowed("rows and columns lie on one axis of what it reads")
    space = spaces.pop()
    others = [(a, f) for a, f in digits(value, space) if a != axis]
    inner = product(f.size for _, f in others)
    if len(layout) != 1 or layout[0].weight != inner:
        value = settled(builder, value, axis, space)
    return value, Place(space, fixed(inner, OPEN_BLOCKS))


def settled(builder: Builder, value: Map, axis: int, space: int) -> Map:
    """Make the entries of a tensor axis consecutive blocks of rows (columns)."""
    layout = known_axes(value)[axis]
    others = [(a, f) for a, f in digits(value, space) if a != axis]
    if not others:
        direct = _upsampled(builder, value, axis, space)
        if direct is not None:
            return direct
    order = [(axis, f.size, f.weight if f.space == space else 0) for f in layout]
    return builder.reordered(value, space, order + [(a, f.size, f.weight) for a, f in others])


def _upsampled(builder: Builder, value: Map, axis: int, space: int) -> Map | None:
    """Rows (columns) repeated next to each other, which needs no sizes."""
    match known_axes(value)[axis]:
        case (Factor(space=found, weight=1) as factor, Factor(size=int(repeat), space=None)) if (
            found == space and factor.size == value.extent[space]
        ):
            made = builder.emit(
                "upsample",
                [value],
                value.axes,
                layer=Layer.of(1, stride=on_axis(space, repeat, 1)),
                role="upsample",
                label=value.label,
            )
            return set_axis(made, axis, along(made.extent[space], space))
    return None


def plain(builder: Builder, value: Map, axis: int) -> tuple[Map, int | None]:
    """Bring a tensor axis to the form in which it is all rows or all columns, in order."""
    value, place = _placed(builder, value, axis)
    if place.apart != 1:
        raise NotFollowed("the rows or columns are split over several axes of what it reads")
    return value, place.space


def straightened(builder: Builder, value: Map) -> Map:
    """The same tensor with each axis that mixes positions with repeats made one factor."""
    for axis, layout in enumerate(known_axes(value)):
        spaces = spaces_of(layout)
        if len(spaces) == 1 and len(layout) > 1:
            value = settled(builder, value, axis, spaces.pop())
    return value


def picture(builder: Builder, value: Map) -> Map:
    """Bring a result that people see to the form of a plain map, rows before columns.

    Parts of rows or columns that lie on the axes of channels and pictures are read together.
    """
    for space in (0, 1):
        value = _one_axis(builder, value, space)
    rows, cols = ([axis for axis, _ in digits(value, space)] for space in (0, 1))
    if rows and cols and rows[0] > cols[0]:
        value = transposed(builder, value, "")
    return value


def _one_axis(builder: Builder, value: Map, space: int) -> Map:
    """Rows (columns) on one axis of the tensor, one after the other."""
    if not value.positioned[space]:
        return value
    found = digits(value, space)
    if not found:
        return _claimed(builder, value, space)
    main, across = _main_axis(found), digits(value, 1 - space)
    others = {axis for axis, _ in found if axis != main}
    shared = bool(across) and _main_axis(across) in others
    if shared or spaces_of(known_axes(value)[main]) != {space}:
        raise NotFollowed("rows and columns lie on one axis of it")
    if others:
        value = pooled(builder, value, others, "mixing", "blocks")
    layout = known_axes(value)[main]
    if len(layout) != 1 or layout[0].weight != 1:
        value = settled(builder, value, main, space)
    return value


def _main_axis(found: Sequence[tuple[int, Factor]]) -> int:
    """The tensor axis on which the largest steps of rows (columns) lie."""
    return max(found, key=lambda digit: (_weight(digit[1]), digit[0]))[0]


def _weight(factor: Factor) -> int:
    return factor.weight if isinstance(factor.weight, int) else 0


def _claimed(builder: Builder, value: Map, space: int) -> Map:
    """A single row (column) that a tensor axis repeats."""
    rank = rank_of(value)
    if rank != (3 if builder.one_dimensional else 4) or not builder.is_counted(space):
        return value
    other = next((axis for axis, _ in digits(value, 1 - space)), None)
    axis = rank - 2 + space if other is None else {1: 2, 2: 3, 3: 2}.get(other, 2 + space)
    layout = known_axes(value)[axis]
    if value.extent[space] != 1 or spaces_of(layout) or not layout:
        return value
    return builder.reordered(value, space, [(axis, f.size, 0) for f in layout])


def strided(builder: Builder, value: Map, axis: int, space: int, stride: int) -> Map:
    """Keep every so many entries of a tensor axis whose others lie in between."""
    if not known_axes(value)[axis]:
        return value
    [factor] = [f for f in known_axes(value)[axis] if f.space == space]
    kept = -(-fixed(factor.size, OPEN_BLOCKS) // stride)
    others = [(a, f) for a, f in digits(value, space) if a != axis]
    value = set_axis(value, axis, (replace(factor, size=kept),))
    order: list[tuple[int, Size, Size]] = [(axis, kept, times(factor.weight, stride))]
    return builder.reordered(value, space, order + [(a, f.size, f.weight) for a, f in others])


def in_blocks(
    builder: Builder, value: Map, axis: int, place: Place, lists: Sequence[Sequence[int]]
) -> Map:
    """A tensor axis whose entries read listed entries, its others lying in between.

    The rows (columns) in between stay apart: each reads its like in other blocks.
    """
    assert place.space is not None
    most = max(map(len, lists))
    if len(lists) * most * place.apart > MOST_POSITIONS:
        raise NotFollowed("it reads blocks of too many positions")
    table = table_of(lists)
    between = np.arange(place.apart)[:, None]
    spread = np.where(table[:, None] < 0, -1, table[:, None] * place.apart + between)
    value = set_axis(value, axis, along(len(lists), place.space, place.apart))
    return builder.listed(
        value, place.space, spread.reshape(-1, table.shape[1]), known_axes(value), role="blocks"
    )
