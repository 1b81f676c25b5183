"""Brings maps that meet to one order of rows and columns, whatever the layout of their tensors."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dilviz.importing.axes import (
    axis_size,
    known_axes,
    merged,
    positions,
    set_axis,
    spaces_of,
    split,
)
from dilviz.importing.builder import Builder
from dilviz.importing.open_sizes import agreed
from dilviz.importing.sizes import Size, divided, product, times
from dilviz.importing.values import Axis, Factor, Map, NotFollowed

MEET = "what it joins lies along different axes"


@dataclass(frozen=True)
class Slot:
    """A place in the common shape: a tensor axis and the part of it with this size."""

    axis: int
    size: Size
    space: int | None = None


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
    maps = agreed(maps)
    cut = [_cut(maps, axis) for axis in range(len(known_axes(maps[0])))]
    maps = [_of_cuts(value, cut) for value in maps]
    slots = [Slot(axis, size) for axis, parts in enumerate(cut) for size in parts]
    maps = _turned(builder, maps, slots)
    slots = _agreed_slots(maps, slots)
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


def _factors(value: Map, slots: list[Slot]) -> list[Factor | None]:
    """The factor of a map in each slot, None where it has no positions."""
    result: list[Factor | None] = []
    for axis, layout in enumerate(known_axes(value)):
        count = sum(slot.axis == axis for slot in slots)
        result += layout if spaces_of(layout) else [None] * count
    return result


def _spaces(value: Map, slots: list[Slot]) -> list[int | None]:
    """For each slot: which positions the map counts there."""
    return [None if factor is None else factor.space for factor in _factors(value, slots)]


def _turned(builder: Builder, maps: list[Map], slots: list[Slot]) -> list[Map]:
    """Exchange rows and columns of maps that lie the other way round than the first."""
    first = max(maps, key=lambda value: sum(s is not None for s in _spaces(value, slots)))
    agreed = _spaces(first, slots)
    used = {space for value in maps for space in _spaces(value, slots)} - {None}
    result = []
    for value in maps:
        spaces = _spaces(value, slots)
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


def _agreed_slots(maps: list[Map], slots: list[Slot]) -> list[Slot]:
    spaces = zip(*(_spaces(value, slots) for value in maps), strict=True)
    agreed = (next((space for space in of if space is not None), None) for of in spaces)
    return [replace(slot, space=space) for slot, space in zip(slots, agreed, strict=True)]


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
    standard: list[Size] = []
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
