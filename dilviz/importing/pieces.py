"""Maps and constants laid one after the other along a tensor axis, made one map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from dilviz.convolution.layer import Layer, Pair, on_axis
from dilviz.importing.aligning import aligned
from dilviz.importing.axes import (
    along,
    axis_size,
    digits,
    free,
    known_axes,
    positions,
    rank_of,
    set_axis,
    shape_of,
    spaces_of,
)
from dilviz.importing.builder import Builder
from dilviz.importing.joining import broadcast
from dilviz.importing.sizes import Size, fixed
from dilviz.importing.values import Constant, Factor, Map, NotFollowed, Pieces
from dilviz.importing.windows import settled
from dilviz.network.lookup import Along

OPEN_PIECES = "it joins maps of open sizes; give an input size (input_size)"


def whole(builder: Builder, value: Map | Pieces) -> Map:
    """A map made of its pieces."""
    if isinstance(value, Map):
        return value
    return builder.whole(value, lambda: _joined_pieces(builder, value))


def _joined_pieces(builder: Builder, value: Pieces) -> Map:
    maps = value.maps
    spaces = set().union(*(spaces_of(known_axes(part)[value.axis]) for part in maps))
    if not spaces:
        space = _unit_by_unit(value, maps, (1,) if builder.one_dimensional else (1, 0))
        if space is not None:
            return _end_to_end(builder, value, space)
        space = _cut_along(builder, value, maps)
        if space is not None:
            return _windows(builder, value, maps, space)
        return _over_channels(builder, value, maps)
    if len(spaces) > 1:
        raise NotFollowed("it joins rows and columns along one axis")
    return _end_to_end(builder, value, spaces.pop())


def _unit_by_unit(value: Pieces, maps: list[Map], spaces: tuple[int, ...]) -> int | None:
    """The space whose single positions are laid out one by one, as unrolled loops do."""
    alone = len(maps) >= 3 and all(part_size(part, value.axis) == 1 for part in value.parts)
    rank = rank_of(value)
    for space in spaces:
        usual = rank == 2 + len(spaces) and value.axis == rank - 2 + space
        single = all(part.positioned[space] and part.extent[space] == 1 for part in maps)
        if single and (alone or (usual and len(maps) > 1)):
            return space
    return None


def _cut_along(builder: Builder, value: Pieces, maps: list[Map]) -> int | None:
    """The space along which the pieces are windows cut out of one map."""
    first = maps[0]
    if len(maps) < len(value.parts) or any(part_size(part, value.axis) != 1 for part in maps):
        return None
    if any(part.axes != first.axes or part.extent != first.extent for part in maps):
        return None
    copies = {
        node.id: node.inputs[0]
        for node in builder.nodes
        if node.op == "identity" and len(node.inputs) == 1
    }
    wanted = {_copied(copies, part.node) for part in maps}
    cuts = [node for node in builder.nodes if node.id in wanted and node.op == "slice"]
    sources = {_copied(copies, node.inputs[0]) for node in cuts}
    if len(wanted) < 2 or len(cuts) < len(wanted) or len(sources) > 1:
        return None
    for space in (0, 1):
        starts = {node.settings.starts[space] for node in cuts}  # type: ignore[union-attr]
        if len(starts) == len(cuts) and len(digits(first, space)) == 1:
            return space
    return None


def _copied(copies: Mapping[str, str], node: str) -> str:
    """The map that others copy, as they do between quantising and back."""
    while node in copies:
        node = copies[node]
    return node


def _windows(builder: Builder, value: Pieces, maps: list[Map], space: int) -> Map:
    """Windows laid one after the other: an axis counts windows, another what lies inside."""
    [(_, factor)] = digits(maps[0], space)
    size = factor.size
    if not isinstance(size, int) or size != maps[0].extent[space] or factor.weight != 1:
        raise NotFollowed("it lays windows of open size one after the other")
    axes = list(known_axes(maps[0]))
    axes[value.axis] = (Factor(len(maps), space, size),)
    return _end_on_end(builder, value, maps, axes, space, size * len(maps))


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


def size_along(value: Map | Pieces, axis: int) -> Size:
    """Entries along an axis, for pieces their own."""
    return total_size(value) if isinstance(value, Pieces) else axis_size(known_axes(value)[axis])


def total_size(value: Pieces) -> int:
    """Entries along the axis of the pieces."""
    return sum(fixed(part_size(part, value.axis), OPEN_PIECES) for part in value.parts)


def shape_of_pieces(value: Pieces) -> tuple[Size, ...]:
    """Sizes of all axes of the pieces together."""
    sizes = list(shape_of(value.maps[0]))
    sizes[value.axis] = total_size(value)
    return tuple(sizes)


def cut_constant(value: Constant, axis: int, entries: np.ndarray) -> Constant:
    """Some entries of a constant along an axis; of many numbers none are kept."""
    shape = list(value.shape or ())
    shape[axis] = len(entries)
    data = None if value.data is None else value.data.take(entries, axis)
    return Constant(tuple(shape), data, value.missing)


def part_size(part: Map | Constant, axis: int) -> Size:
    """Count the entries of one piece along the axis of the pieces."""
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
            added = fixed(size, "it joins a constant of open size")
            if parts:
                parts[-1] = padded(builder, parts[-1], value.axis, space, (0, added))
            else:
                before += added
            continue
        part = _plain_piece(builder, part, value.axis, space, size)
        if before and not parts:
            part = padded(builder, part, value.axis, space, (before, 0))
        parts.append(part)
    if len(parts) == 1:
        return parts[0]
    total = sum(fixed(part.extent[space], OPEN_PIECES) for part in parts)
    parts, common = aligned(builder, [set_axis(part, value.axis, ()) for part in parts])
    axes = list(common)
    axes[value.axis] = along(total, space)
    return _end_on_end(builder, value, parts, axes, space, total)


def _end_on_end(
    builder: Builder, value: Pieces, parts: list[Map], axes: list, space: int, total: Size
) -> Map:
    """Make the node that lays maps end on end along rows or columns, `total` positions in all."""
    return builder.emit(
        "concat",
        parts,
        tuple(axes),
        settings=Along(space),
        extent=on_axis(space, total, parts[0].extent[1 - space]),
        label=value.label,
        path=value.path,
    )


def _plain_piece(builder: Builder, part: Map, axis: int, space: int, size: Size) -> Map:
    layout = known_axes(part)[axis]
    if not spaces_of(layout):
        if not part.positioned[space]:
            raise NotFollowed("it lays a pooled value beside a map, along rows or columns")
        layout = along(size, space)
        if size == 1:
            return set_axis(part, axis, layout)
        return builder.listed(
            part, space, positions([(size, 0)])[:, None], known_axes(set_axis(part, axis, layout))
        )
    if any(other != axis for other, _ in digits(part, space)):
        raise NotFollowed("it lays blocks of rows or columns end to end")
    if len(layout) != 1:
        return settled(builder, part, axis, space)
    return part


def padded(builder: Builder, part: Map, axis: int, space: int, sides: Pair) -> Map:
    """A map with more rows (columns) at both ends of an axis that counts them; below 0, fewer."""
    layer = Layer((1, 1), padding=on_axis(space, sides, (0, 0)))
    made = builder.emit("pad", [part], part.axes, layer=layer, role="pad")
    return set_axis(made, axis, along(made.extent[space], space))
