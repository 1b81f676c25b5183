"""Padding: zeros, or real samples mirrored, repeated or wrapped."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dilviz.convolution.geometry import NUMPY_MODES
from dilviz.convolution.layer import Layer
from dilviz.importing.axes import (
    MOST_POSITIONS,
    along,
    axis_size,
    free,
    known_axes,
    rank_of,
    shape_of,
    spaces_of,
)
from dilviz.importing.call import Call, Rule, check_whole
from dilviz.importing.sizes import divided
from dilviz.importing.values import Constant, Map, NotFollowed, Pieces, Value
from dilviz.importing.windows import OPEN_BLOCKS, Place, in_blocks, placed
from dilviz.network.borders import Pad

Sides = dict[int, tuple[int, int]]  # entries before and after, by axis
PAD_MODES = {word: mode for mode, word in NUMPY_MODES.items()}  # ONNX has NumPy's words


def pad(call: Call) -> Value:
    """``Pad``: zeros, or real samples mirrored, repeated or wrapped; negative ones crop."""
    value = call.map()
    rank = rank_of(value)
    pads = call.get("pads") or call.get("paddings") or call.numbers(1)
    axes = call.axes("axes", 3, rank)
    axes = list(range(rank)) if axes is None else axes
    if not isinstance(pads, list) or len(pads) != 2 * len(axes):
        raise NotFollowed(f"pads should have {2 * len(axes)} numbers")
    check_whole(pads)
    mode = call.get("mode", "constant")
    if mode not in PAD_MODES:
        raise NotFollowed(f"padding by {mode!r} is not known")
    by_axis = {a: (pads[n], pads[n + len(axes)]) for n, a in enumerate(axes)}
    by_axis = {axis: sides for axis, sides in by_axis.items() if any(sides)}
    if not by_axis:
        return call.builder.emit("identity", [value], value.axes)
    mixed = [axis for axis in by_axis if len(spaces_of(known_axes(value)[axis])) > 1]
    if mode == "constant" and mixed == list(by_axis) and len(mixed) == 1:
        return _framed(call, value, mixed[0], by_axis[mixed[0]])
    if mode == "constant":
        value, by_axis = _spread(call, value, by_axis)
    if mode == "wrap" and any(min(sides) < 0 < max(sides) for sides in by_axis.values()):
        value, by_axis = _cropped(call, value, by_axis)
    return _pad_axes(call, value, by_axis, PAD_MODES[mode])


def _cropped(call: Call, value: Map, by_axis: Sides) -> tuple[Map, Sides]:
    """What negative padding leaves, around which a map is wrapped, and the padding left to do."""
    negative = {axis: (min(before, 0), min(after, 0)) for axis, (before, after) in by_axis.items()}
    left = {axis: (max(before, 0), max(after, 0)) for axis, (before, after) in by_axis.items()}
    return _pad_axes(call, value, negative, "zeros"), left


def _framed(call: Call, value: Map, axis: int, sides: tuple[int, int]) -> Value:
    """Zeros before and after rows and columns that lie on one axis, as tokens do."""
    if min(sides) < 0:
        raise NotFollowed("it crops an axis on which rows and columns lie")
    shape = shape_of(value)
    frame = [Constant((*shape[:axis], count, *shape[axis + 1 :])) for count in sides]
    parts: list[Map | Constant] = (
        [frame[0]] * (sides[0] > 0) + [value] + [frame[1]] * (sides[1] > 0)
    )
    return Pieces(axis, tuple(parts), call.operation.outputs[0], call.operation.path)


def _spread(call: Call, value: Map, by_axis: Sides) -> tuple[Map, Sides]:
    """Zeros between rows (columns): padding of an axis of one entry behind that of the rows.

    Returns
    -------
    value : Map
        With a part of the rows (columns) on each such axis.
    by_axis : dict
        What is left to be padded.
    """
    left = dict(by_axis)
    for axis, (before, after) in by_axis.items():
        layout = known_axes(value)[axis - 1] if axis > 2 else ()
        one_of_few = not known_axes(value)[axis] and min(before, after) >= 0
        if rank_of(value) < 5 or not one_of_few or [f.weight for f in layout] != [1]:
            continue
        space, size, entries = layout[0].space, layout[0].size, before + 1 + after
        if space is None or size != value.extent[space] or not isinstance(size, int):
            continue
        if size * entries > MOST_POSITIONS:
            raise NotFollowed(f"it makes more than {MOST_POSITIONS} positions")
        table = np.full((size, entries), -1)
        table[:, before] = np.arange(size)
        axes = list(known_axes(value))
        axes[axis - 1], axes[axis] = along(size, space, entries), along(entries, space)
        value = call.builder.listed(value, space, table.reshape(-1, 1), tuple(axes))
        del left[axis]
    return value, left


def _pad_axes(call: Call, value: Map, by_axis: Sides, mode: str) -> Map:
    pair = [2, 3] if rank_of(value) == 4 and set(by_axis) <= {2, 3} else sorted(by_axis)
    still = frozenset(axis for axis in pair if axis not in by_axis)
    value, found = placed(call.builder, value, pair, still)
    places = {axis: place for axis, place in zip(pair, found, strict=True) if axis in by_axis}
    sides = [(0, 0), (0, 0)]
    value = _padded_blocks(call, value, by_axis, places, mode)
    axes = list(known_axes(value))
    for axis, (before, after) in by_axis.items():
        place = places.get(axis)
        if place is None or place.space is None:
            size = axis_size(axes[axis])
            if isinstance(size, int):
                size += before + after
                if size < 1:
                    raise NotFollowed(f"it leaves nothing of axis {axis}")
            axes[axis] = free(size)
            continue
        if place.apart == 1 or mode == "zeros":
            sides[place.space] = (before * place.apart, after * place.apart)
    if not any(map(any, sides)):
        return call.builder.emit("identity", [value], tuple(axes))
    settings = None if mode == "zeros" else Pad(mode)
    layer = Layer((1, 1), padding=(sides[0], sides[1]))
    made = call.builder.emit("pad", [value], None, layer=layer, settings=settings)
    for axis, place in places.items():
        if place.space is not None:
            entries = divided(made.extent[place.space], place.apart)
            if entries is None:
                raise NotFollowed(OPEN_BLOCKS)
            axes[axis] = along(entries, place.space, place.apart)
    return replace(made, axes=tuple(axes))


def _padded_blocks(
    call: Call, value: Map, by_axis: Sides, places: dict[int, Place], mode: str
) -> Map:
    """Pad axes whose entries are blocks of rows (columns) with real entries."""
    for axis, place in places.items():
        if place.space is None or place.apart == 1 or mode == "zeros":
            continue
        size = axis_size(known_axes(value)[axis])
        if not isinstance(size, int) or sum(by_axis[axis]) + size > MOST_POSITIONS:
            raise NotFollowed(OPEN_BLOCKS)
        entries = np.pad(np.arange(size), by_axis[axis], NUMPY_MODES[mode])  # type: ignore[call-overload]
        value = in_blocks(call.builder, value, axis, place, entries[:, None].tolist())
    return value


RULES: dict[str, Rule] = {"Pad": pad}
