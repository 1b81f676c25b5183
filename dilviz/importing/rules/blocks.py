"""Channels that become blocks of rows and columns, and back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dilviz.convolution.layer import Layer
from dilviz.importing.axes import (
    along,
    axis_size,
    free,
    known_axes,
    merged,
    rank_of,
    reshaped,
    set_axis,
    spaces_of,
    split,
)
from dilviz.importing.call import Call, Rule
from dilviz.importing.joining import joined
from dilviz.importing.masks import masked
from dilviz.importing.pieces import part_size, total_size
from dilviz.importing.sizes import Size, divided, product
from dilviz.importing.values import Factor, Map, NotFollowed, Pieces, Value
from dilviz.importing.windows import plain


def depth_to_space(call: Call) -> Value:
    """``DepthToSpace``: channels become blocks of rows and columns."""
    block = call.get("blocksize", 1)
    pieces = call.value(0)
    if isinstance(pieces, Pieces) and pieces.axis == 1 and 1 <= block <= 4096:
        made = _by_phase(call, pieces, block)
        if made is not None:
            return made
    value = call.map()
    if rank_of(value) != 4 or not 1 <= block <= 4096:
        raise NotFollowed(f"it makes blocks of {block} of a tensor of {rank_of(value)} axes")
    channels = axis_size(known_axes(value)[1])
    fewer = divided(channels, block * block)
    if fewer is None and isinstance(channels, int):
        raise NotFollowed(f"{channels} channels do not make blocks of {block} x {block}")
    axes = list(known_axes(value))
    if _is_plain(value):
        return _repeated(call, value, block, fewer)
    if fewer is None:
        raise NotFollowed("how many channels it reads is not known")
    if call.get("mode", "DCR") == "CRD":
        rest, rows, cols = reshaped([axes[1]], [fewer, block, block])
    else:
        rows, cols, rest = reshaped([axes[1]], [block, block, fewer])
    new = (axes[0], rest, merged((*axes[2], *rows)), merged((*axes[3], *cols)))
    return replace(value, axes=new)


def _is_plain(value: Map) -> bool:
    """Whether its last two axes are all rows and all columns, in order."""
    axes = known_axes(value)
    return len(axes) == 4 and all(
        axes[2 + space] == along(value.extent[space], space) for space in (0, 1)
    )


def _by_phase(call: Call, pieces: Pieces, block: int) -> Map | None:
    """Rows and columns that come of different pieces; None if each comes of every piece."""
    total = total_size(pieces)
    fewer = divided(total, block * block)
    if not isinstance(total, int) or not isinstance(fewer, int):
        return None
    channels = np.arange(total)
    phases = channels % block**2 if call.get("mode", "DCR") == "CRD" else channels // fewer
    found: dict[Map, np.ndarray] = {}
    start = 0
    for part in pieces.parts:
        size = part_size(part, 1)
        assert isinstance(size, int)
        if isinstance(part, Map):
            here = np.isin(np.arange(block**2), phases[start : start + size])
            found[part] = found.get(part, False) | here
        start += size
    if all(here.all() for here in found.values()) or not all(map(_is_plain, found)):
        return None
    maps = [
        _phases_only(call, n, part, block, here) for n, (part, here) in enumerate(found.items())
    ]
    maps = [set_axis(part, 1, free(fewer)) for part in maps]
    return joined(call.builder, maps) if len(maps) > 1 else maps[0]


def _phases_only(call: Call, n: int, part: Map, block: int, here: np.ndarray) -> Map:
    """A piece as blocks of rows and columns, with nothing where those of others stand."""
    made = _repeated(call, part, block, 1, str(n + 1))
    if here.all():
        return made
    rows, cols = (size for size in part.extent if isinstance(size, int))
    return masked(call.builder, made, np.tile(here.reshape(block, block), (rows, cols)))


def _repeated(call: Call, value: Map, block: int, channels: Size | None, role: str = "") -> Map:
    """Each unit becomes a block of rows and columns."""
    spaces = {space for axis in known_axes(value)[:2] for space in spaces_of(axis)}
    if spaces:
        raise NotFollowed("positions lie on its channels")
    made = call.builder.emit("upsample", [value], None, layer=Layer.of(1, stride=block), role=role)
    spatial = [along(made.extent[space], space) for space in (0, 1)]
    channels = 1 if channels is None else channels
    return replace(made, axes=(known_axes(value)[0], free(channels), *spatial))


def space_to_depth(call: Call) -> Value:
    """``SpaceToDepth``: blocks of rows and columns become channels."""
    value = call.map()
    block = call.get("blocksize", 1)
    if rank_of(value) != 4 or not 1 <= block <= 4096:
        raise NotFollowed(f"it takes blocks of {block} of a tensor of {rank_of(value)} axes")
    inner: list[Factor] = []
    for axis in (2, 3):
        value, space = plain(call.builder, value, axis)
        [factor] = known_axes(value)[axis] or (Factor(1),)
        parts = split(factor, block)
        if parts is None:
            return _block_pool(call, value, block)
        value = set_axis(value, axis, merged(parts[:1]))
        inner.append(parts[1])
    return set_axis(value, 1, merged((*inner, *known_axes(value)[1])))


def _block_pool(call: Call, value: Map, block: int) -> Map:
    """Blocks of a map of unknown size, read as one unit each."""
    made = call.builder.emit("pool", [value], value.axes, layer=Layer.of(block, stride=block))
    axes = list(known_axes(made))
    for axis in (2, 3):
        axes[axis] = tuple(
            Factor(made.extent[f.space], f.space) for f in axes[axis] if f.space is not None
        )
    axes[1] = free(product((axis_size(axes[1]), block, block)))
    return replace(made, axes=tuple(axes))


RULES: dict[str, Rule] = {"DepthToSpace": depth_to_space, "SpaceToDepth": space_to_depth}
