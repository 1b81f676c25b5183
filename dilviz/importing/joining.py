"""Where several maps meet: elementwise operations, and maps laid one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dilviz.convolution.layer import Layer
from dilviz.importing.axes import (
    axis_size,
    digits,
    free,
    known_axes,
    merged,
    positions,
    set_axis,
    shape_of,
    spaces_of,
)
from dilviz.importing.builder import Builder
from dilviz.importing.sizes import Size, divided, product, times
from dilviz.importing.values import Axis, Constant, Factor, Map, NotFollowed, Pieces
from dilviz.network.lookup import Along

MEET = "what it joins lies along different axes"


@dataclass(frozen=True)
class Slot:
    """A place in the common shape: a tensor axis and the part of it with this size."""

    axis: int
    size: Size
    space: int | None


def joined(
    builder: Builder,
    maps: Sequence[Map],
    shapes: Sequence[tuple[Size, ...]] = (),
    op: str = "add",
    role: str = "",
    **settings: Any,
) -> Map:
    """Join maps entry by entry, with broadcasting.

    Parameters
    ----------
    maps : sequence of Map
        At least one.
    shapes : sequence of shapes
        Of constants that take part: they only make axes longer.
    """
    unknown = [value for value in maps if value.axes is None]
    known = [value for value in maps if value.axes is not None]
    if not known:
        return builder.emit(op, maps, None, role=role, **settings)
    rank = max([len(known_axes(value)) for value in known] + [len(shape) for shape in shapes])
    known = [_of_rank(value, rank) for value in known]
    known, axes = aligned(builder, known)
    for shape in shapes:
        axes = broadcast(axes, (1,) * (rank - len(shape)) + tuple(shape))
    if len(maps) == 1 and op == "add":
        op = "identity"
    return builder.emit(op, [*known, *unknown], axes, role=role, **settings)


def broadcast(axes: tuple[Axis, ...], shape: Sequence[Size]) -> tuple[Axis, ...]:
    """Axes after meeting a constant of this shape."""
    return tuple(
        free(size) if not axis and size != 1 else axis
        for axis, size in zip(axes, shape, strict=True)
    )


def _of_rank(value: Map, rank: int) -> Map:
    axes = known_axes(value)
    return replace(value, axes=((),) * (rank - len(axes)) + axes)


def aligned(builder: Builder, maps: list[Map]) -> tuple[list[Map], tuple[Axis, ...]]:
    """Bring maps of one rank to one order of rows and columns.

    Returns
    -------
    maps : list of Map
        Each with its node's positions in the common order, or without positions.
    axes : tuple of Axis
        Of the result.
    """
    if all(value.axes == maps[0].axes for value in maps) and all(
        value.extent == maps[0].extent and value.positioned == maps[0].positioned for value in maps
    ):
        return maps, known_axes(maps[0])
    cut = [_cut(maps, axis) for axis in range(len(known_axes(maps[0])))]
    maps = [_of_cuts(value, cut) for value in maps]
    maps = _turned(builder, maps, cut)
    slots = _slots(maps, cut)
    for space in (0, 1):
        maps = _same_order(builder, maps, slots, space)
    return maps, _result_axes(maps, slots, len(cut))


def _cut(maps: list[Map], axis: int) -> list[Size]:
    """Sizes of the parts into which a tensor axis falls so that every map's factors fit."""
    layouts = [known_axes(value)[axis] for value in maps]
    spatial = [layout for layout in layouts if spaces_of(layout)]
    sizes = [axis_size(layout) for layout in layouts if layout]
    if not spatial:
        return [max(sizes, key=lambda size: size != 1)] if sizes else [1]
    if len({tuple(f.size for f in layout) for layout in spatial}) == 1:
        return [factor.size for factor in spatial[0]]
    ends: set[Size] = set()
    for layout in spatial:
        total: Size = 1
        for factor in reversed(layout):
            total = times(total, factor.size)
            ends.add(total)
    if not all(isinstance(end, int) for end in ends):
        raise NotFollowed("sizes that depend on the input size meet; give one (input_size)")
    ordered = sorted(end for end in ends if isinstance(end, int))
    parts: list[Size] = []
    for below, end in zip([1, *ordered], ordered, strict=False):
        part = divided(end, below)
        if part is None:
            raise NotFollowed(MEET)
        parts.insert(0, part)
    return parts


def _of_cuts(value: Map, cut: list[list[Size]]) -> Map:
    """The same map with its factors split where those of others end."""
    for axis, parts in enumerate(cut):
        layout = known_axes(value)[axis]
        if not spaces_of(layout) or len(layout) == len(parts):
            continue
        if axis_size(layout) != product(parts):
            raise NotFollowed(
                f"maps of {axis_size(layout)} and {product(parts)} entries meet along an axis"
            )
        value = set_axis(value, axis, _split_at(layout, parts))
    return value


def _split_at(layout: Axis, parts: list[Size]) -> Axis:
    from dilviz.importing.axes import split

    result: list[Factor] = []
    waiting = list(layout)[::-1]
    for size in parts:
        factor = waiting.pop()
        if factor.size != size:
            minor = divided(factor.size, size)
            pair = split(factor, minor) if minor is not None else None
            if pair is None:
                raise NotFollowed(MEET)
            factor = pair[0]
            waiting.append(pair[1])
        result.append(factor)
    return tuple(result)


def _spaces(value: Map, cut: list[list[Size]]) -> list[int | None]:
    """For each part of each axis: which positions the map counts there."""
    result: list[int | None] = []
    for axis, parts in enumerate(cut):
        layout = known_axes(value)[axis]
        if spaces_of(layout):
            result += [factor.space for factor in layout]
        else:
            result += [None] * len(parts)
    return result


def _turned(builder: Builder, maps: list[Map], cut: list[list[Size]]) -> list[Map]:
    """Exchange rows and columns of maps that lie the other way round than the first."""
    first = max(maps, key=lambda value: sum(s is not None for s in _spaces(value, cut)))
    agreed = _spaces(first, cut)
    used = {space for value in maps for space in _spaces(value, cut)} - {None}
    result = []
    for value in maps:
        spaces = _spaces(value, cut)
        swapped = [None if space is None else 1 - space for space in spaces]
        if _fit(agreed, spaces) and not (len(used) == 1 and _apart(agreed, spaces)):
            result.append(value)
        elif _fit(agreed, swapped):
            value = transposed(builder, value)
            result.append(value)
            spaces = swapped
        else:
            raise NotFollowed(MEET)
        agreed = [a if a is not None else s for a, s in zip(agreed, spaces, strict=True)]
        used |= set(spaces) - {None}
    return result


def _fit(agreed: list[int | None], spaces: list[int | None]) -> bool:
    return all(a == s or a is None or s is None for a, s in zip(agreed, spaces, strict=True))


def _apart(agreed: list[int | None], spaces: list[int | None]) -> bool:
    """Whether two maps with positions share none of their axes."""
    pairs = list(zip(agreed, spaces, strict=True))
    return any(s is not None for s in spaces) and all(a is None or s is None for a, s in pairs)


def transposed(builder: Builder, value: Map, role: str = "transpose") -> Map:
    """The same tensor, on a node whose rows are the columns."""
    axes = tuple(
        tuple(replace(f, space=None if f.space is None else 1 - f.space) for f in axis)
        for axis in known_axes(value)
    )
    return builder.emit(
        "transpose",
        [value],
        axes,
        extent=value.extent[::-1],
        positioned=value.positioned[::-1],
        role=role,
    )


def _slots(maps: list[Map], cut: list[list[Size]]) -> list[Slot]:
    spaces = [_spaces(value, cut) for value in maps]
    agreed = [next((s for s in of if s is not None), None) for of in zip(*spaces, strict=True)]
    places = [(axis, size) for axis, parts in enumerate(cut) for size in parts]
    return [Slot(axis, size, space) for (axis, size), space in zip(places, agreed, strict=True)]


def _factors(value: Map, slots: list[Slot]) -> list[Factor | None]:
    """The factor of a map in each slot, None where it has none."""
    result: list[Factor | None] = []
    for axis in range(len(known_axes(value))):
        layout = known_axes(value)[axis]
        count = sum(slot.axis == axis for slot in slots)
        result += layout if spaces_of(layout) else [None] * count
    return result


def _same_order(builder: Builder, maps: list[Map], slots: list[Slot], space: int) -> list[Map]:
    """Bring the rows (columns) of all maps to the order of the one that has the most of them."""
    places = [n for n, slot in enumerate(slots) if slot.space == space]
    if not places:
        return maps
    present = [[_factors(value, slots)[n] for n in places] for value in maps]
    counts = [sum(f is not None and f.space == space for f in factors) for factors in present]
    leader = counts.index(max(counts))
    order = list(range(len(places)))
    if counts[leader] == len(places):
        weights = [getattr(factor, "weight", 1) for factor in present[leader]]
        if all(isinstance(weight, int) for weight in weights):
            order.sort(key=lambda n: weights[n], reverse=True)
    return [
        _in_order(builder, value, slots, [places[n] for n in order], space)
        if value.positioned[space]
        else value
        for value in maps
    ]


def _in_order(
    builder: Builder, value: Map, slots: list[Slot], places: list[int], space: int
) -> Map:
    factors = _factors(value, slots)
    found = [factors[n] for n in places]
    weights = [f.weight if f is not None and f.space == space else 0 for f in found]
    total: Size = 1
    standard = []
    for n in reversed(places):
        standard.insert(0, total)
        total = times(total, slots[n].size)
    if weights == standard:
        return value
    table = positions([(slots[n].size, w) for n, w in zip(places, weights, strict=True)])
    renewed = {n: Factor(slots[n].size, space, w) for n, w in zip(places, standard, strict=True)}
    value = _with_factors(value, slots, renewed)
    return builder.listed(value, space, table[:, None], known_axes(value))


def _with_factors(value: Map, slots: list[Slot], renewed: dict[int, Factor]) -> Map:
    """A map that has these factors in these slots and keeps the others."""
    factors = _factors(value, slots)
    for axis in {slots[n].axis for n in renewed}:
        here = [n for n, slot in enumerate(slots) if slot.axis == axis]
        old = [factors[n] or Factor(slots[n].size) for n in here]
        value = set_axis(
            value, axis, tuple(renewed.get(n, f) for n, f in zip(here, old, strict=True))
        )
    return value


def _result_axes(maps: list[Map], slots: list[Slot], rank: int) -> tuple[Axis, ...]:
    axes: list[list[Factor]] = [[] for _ in range(rank)]
    for n, slot in enumerate(slots):
        factor = Factor(slot.size)
        if slot.space is not None:
            factor = next(
                f
                for value in maps
                if (f := _factors(value, slots)[n]) is not None and f.space == slot.space
            )
        axes[slot.axis].append(factor)
    return tuple(merged(axis) for axis in axes)


def whole(builder: Builder, value: Map | Pieces) -> Map:
    """A map made of its pieces."""
    if isinstance(value, Map):
        return value
    if id(value) not in builder.joined:
        builder.joined[id(value)] = (value, _made_whole(builder, value))
    return builder.joined[id(value)][1]


def _made_whole(builder: Builder, value: Pieces) -> Map:
    maps = [part for part in value.parts if isinstance(part, Map)]
    along = set().union(*(spaces_of(known_axes(part)[value.axis]) for part in maps))
    if not along:
        space = _unit_by_unit(value, maps, (1,) if builder.one_dimensional else (1, 0))
        if space is not None:
            return _end_to_end(builder, value, space)
        return _over_channels(builder, value, maps)
    if len(along) > 1:
        raise NotFollowed("it joins rows and columns along one axis")
    return _end_to_end(builder, value, along.pop())


def _unit_by_unit(value: Pieces, maps: list[Map], spaces: tuple[int, ...]) -> int | None:
    """The space whose single positions are laid out one by one, as unrolled loops do."""
    if len(maps) < 3 or any(part_size(part, value.axis) != 1 for part in value.parts):
        return None
    for space in spaces:
        if all(part.positioned[space] and part.extent[space] == 1 for part in maps):
            return space
    return None


def _over_channels(builder: Builder, value: Pieces, maps: list[Map]) -> Map:
    size = total_size(value)
    maps = [set_axis(part, value.axis, ()) for part in maps]
    maps, axes = aligned(builder, maps)
    for part in value.parts:
        if isinstance(part, Constant) and part.shape is not None:
            shape = (*part.shape[: value.axis], 1, *part.shape[value.axis + 1 :])
            axes = broadcast(axes, shape)
    axes = (*axes[: value.axis], free(size), *axes[value.axis + 1 :])
    if len(maps) == 1:
        return replace(maps[0], axes=axes)
    return builder.emit("concat", maps, axes, label=value.label, path=value.path)


def total_size(value: Pieces) -> Size:
    """Entries along the axis of the pieces."""
    sizes = [part_size(part, value.axis) for part in value.parts]
    if all(isinstance(size, int) for size in sizes):
        return sum(size for size in sizes if isinstance(size, int))
    raise NotFollowed("it joins maps of open sizes; give an input size (input_size)")


def part_size(part: Map | Constant, axis: int) -> Size:
    """Entries of one piece along the axis of the pieces."""
    if isinstance(part, Map):
        return axis_size(known_axes(part)[axis])
    if part.shape is None:
        raise NotFollowed("it joins a tensor whose shape is not known")
    return part.shape[axis]


def _end_to_end(builder: Builder, value: Pieces, space: int) -> Map:
    """Maps laid one after the other along rows or columns; constants become padding."""
    parts: list[Map] = []
    before = 0
    for part in value.parts:
        size = part_size(part, value.axis)
        if isinstance(part, Constant):
            if not isinstance(size, int):
                raise NotFollowed("it joins a constant of open size")
            if parts:
                parts[-1] = _padded(builder, parts[-1], value.axis, space, 0, size)
            else:
                before += size
            continue
        part = _plain_piece(builder, part, value.axis, space, size)
        if before and not parts:
            part = _padded(builder, part, value.axis, space, before, 0)
        parts.append(part)
    if len(parts) == 1:
        return parts[0]
    total: Size = 0
    for part in parts:
        size = part.extent[space]
        if not isinstance(size, int) or not isinstance(total, int):
            raise NotFollowed("it joins maps of open sizes; give an input size (input_size)")
        total += size
    parts = _without_axis(builder, parts, value.axis, space)
    axes = list(known_axes(parts[0]))
    axes[value.axis] = (Factor(total, space),)
    extent = list(parts[0].extent)
    extent[space] = total
    return builder.emit(
        "concat",
        parts,
        tuple(axes),
        settings=Along(space),
        extent=(extent[0], extent[1]),
        label=value.label,
        path=value.path,
    )


def _without_axis(builder: Builder, parts: list[Map], axis: int, space: int) -> list[Map]:
    """Bring the other axes of pieces to one order."""
    bare = [
        replace(
            set_axis(part, axis, ()),
            extent=(1, part.extent[1]) if space == 0 else (part.extent[0], 1),
        )
        for part in parts
    ]
    first = bare[0]
    if any(other.axes != first.axes or other.extent != first.extent for other in bare):
        sizes = {tuple(map(axis_size, known_axes(other))) for other in bare}
        spaces = {tuple(tuple(f.space for f in a) for a in known_axes(other)) for other in bare}
        if len(sizes) > 1 or len(spaces) > 1:
            raise NotFollowed("it lays maps end to end that differ in their other axes")
    return parts


def _plain_piece(builder: Builder, part: Map, axis: int, space: int, size: Size) -> Map:
    layout = known_axes(part)[axis]
    if not spaces_of(layout):
        if not part.positioned[space]:
            raise NotFollowed("it lays a pooled value beside a map, along rows or columns")
        layout = (Factor(size, space),)
        if size == 1:
            return set_axis(part, axis, layout)
        return builder.listed(
            part, space, positions([(size, 0)])[:, None], known_axes(set_axis(part, axis, layout))
        )
    others = [digit for digit in digits(part, space) if digit[0] != axis]
    if others or len(layout) != 1:
        if others:
            raise NotFollowed("it lays blocks of rows or columns end to end")
        order = [(axis, f.size, f.weight if f.space == space else 0) for f in layout]
        return builder.reordered(part, space, order)
    return part


def _padded(builder: Builder, part: Map, axis: int, space: int, before: int, after: int) -> Map:
    sides = ((before, after), (0, 0)) if space == 0 else ((0, 0), (before, after))
    made = builder.emit("pad", [part], part.axes, layer=Layer.of(1, padding=sides), role="pad")
    return set_axis(made, axis, (Factor(made.extent[space], space),))


def shapes_of(values: Sequence[object]) -> list[tuple[Size, ...]]:
    """Shapes of the constants among values, where known."""
    return [v.shape for v in values if isinstance(v, Constant) and v.shape is not None]


__all__ = ["aligned", "joined", "shape_of", "shapes_of", "transposed", "whole"]
