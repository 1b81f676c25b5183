"""Operations that only arrange a tensor's axes anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dilviz.importing.axes import (
    axis_size,
    free,
    known_axes,
    merged,
    rank_of,
    reshaped,
    shape_of,
)
from dilviz.importing.call import COMPUTED, Call, Rule, check_whole
from dilviz.importing.interleaving import interleaved, interleaved_axis
from dilviz.importing.joining import broadcast
from dilviz.importing.pieces import shape_of_pieces
from dilviz.importing.pooling import pooled
from dilviz.importing.sizes import OPEN, OpenSize, Size, filled_in, product
from dilviz.importing.tensors import sizes_constant
from dilviz.importing.values import Axis, Constant, NotFollowed, Pieces, Value
from dilviz.importing.windows import straightened

MOST_AXES = 16


def transpose(call: Call) -> Value:
    """``Transpose``."""
    value = call.map()
    order = call.get("perm") or list(range(rank_of(value)))[::-1]
    if sorted(order) != list(range(rank_of(value))):
        raise NotFollowed(f"perm is {order} for a tensor of {rank_of(value)} axes")
    return replace(value, axes=tuple(known_axes(value)[axis] for axis in order))


def reshape(call: Call) -> Value:
    """``Reshape``."""
    target = _target(call)
    pieces = call.value(0)
    if isinstance(pieces, Pieces):
        shape = full_shape(shape_of_pieces(pieces), target, call)
        axis = interleaved_axis(pieces, shape)
        if axis is not None:
            return interleaved(call.builder, pieces, shape, axis)
    value = call.map()
    if value.axes is None:
        if any(size == 0 or size == -1 for size in target):
            raise NotFollowed("the shape of what it reads is not known")
        return replace(value, axes=tuple(map(free, target)))
    shape = full_shape(shape_of(value), target, call)
    try:
        return replace(value, axes=reshaped(value.axes, shape))
    except NotFollowed:
        straight = straightened(call.builder, value)
        if straight is not value:
            return replace(straight, axes=reshaped(known_axes(straight), shape))
        if not call.builder.depends_on_all(value):
            raise
    # What is mixed up here depends on the whole map already.
    value = pooled(call.builder, value, set(range(rank_of(value))), "mixing")
    return replace(value, axes=tuple(map(free, shape)))


def _target(call: Call) -> list[Size]:
    target = call.setting("shape", 1)
    if target is None:
        target = []
    if len(target) > MOST_AXES:
        raise NotFollowed(f"its new shape has {len(target)} axes")
    if not all(isinstance(size, int | OpenSize) for size in target):
        raise NotFollowed(COMPUTED)
    return target


def full_shape(shape: tuple[Size, ...], target: list[Size], call: Call) -> list[Size]:
    """A shape with its 0 (copied) and -1 (the rest) worked out."""
    if target.count(-1) > 1:
        raise NotFollowed("its new shape leaves two sizes open")
    sizes = filled_in(shape, target, zero=bool(call.get("allowzero", 0)))
    if sizes is None and any(isinstance(size, OpenSize) for size in (*shape, *target)):
        raise NotFollowed(OPEN)
    if sizes is None:
        raise NotFollowed(f"{str(shape)[:80]} entries do not fit into the shape {str(target)[:80]}")
    if any(isinstance(size, int) and size < 1 for size in sizes):
        raise NotFollowed("its new shape is empty")
    return sizes


def flatten(call: Call) -> Value:
    """``Flatten``: two axes, cut at `axis`."""
    value = call.map()
    rank = rank_of(value)
    cut = call.get("axis", 1)
    cut = cut if cut == rank else call.axis(cut, rank)
    axes = known_axes(value)
    return replace(
        value,
        axes=(merged(f for a in axes[:cut] for f in a), merged(f for a in axes[cut:] for f in a)),
    )


def squeeze(call: Call) -> Value:
    """``Squeeze``."""
    value = call.map()
    axes = call.axes("axes", 1, rank_of(value))
    if axes is None:
        axes = [n for n, size in enumerate(shape_of(value)) if size == 1]
    if any(axis_size(known_axes(value)[axis]) not in (1,) for axis in axes):
        raise NotFollowed("it takes away an axis that has more than one entry")
    kept = [axis for n, axis in enumerate(known_axes(value)) if n not in axes]
    return replace(value, axes=tuple(kept))


def unsqueeze(call: Call) -> Value:
    """``Unsqueeze``."""
    value = call.map()
    given = call.setting("axes", 1) or []
    rank = rank_of(value) + len(given)
    if rank > MOST_AXES:
        raise NotFollowed(f"it makes {rank} axes")
    places = {call.axis(int(axis), rank) for axis in given}
    old = iter(known_axes(value))
    if len(places) != len(given):
        raise NotFollowed("it names an axis twice")
    return replace(value, axes=tuple(() if n in places else next(old) for n in range(rank)))


def expand(call: Call) -> Value:
    """``Expand``: axes of one entry are repeated."""
    value = call.map()
    target = _target(call)
    axes = known_axes(value)
    rank = max(len(axes), len(target))
    axes = ((),) * (rank - len(axes)) + axes
    return replace(value, axes=broadcast(axes, [1] * (rank - len(target)) + target))


def tile(call: Call) -> Value:
    """``Tile``: an axis is repeated as a whole."""
    value = call.map()
    repeats = call.numbers(1)
    if repeats is None or len(repeats) != rank_of(value):
        raise NotFollowed("it repeats other axes than there are")
    axes: list[Axis] = []
    for axis, count in zip(known_axes(value), repeats, strict=True):
        check_whole([count])
        if count < 1:
            raise NotFollowed(COMPUTED)
        axes.append(merged((*free(int(count)), *axis)))
    return replace(value, axes=tuple(axes))


def shape(call: Call) -> Value:
    """``Shape``: known without a value of the map."""
    value = call.value(0)
    sizes = shape_of_pieces(value) if isinstance(value, Pieces) else shape_of(call.map())
    sizes = sizes[call.get("start", 0) : call.get("end", len(sizes))]
    return sizes_constant(sizes)


def count(call: Call) -> Value:
    """``Size``: how many entries a map has."""
    total = product(shape_of(call.map()))
    data = np.array(total, np.int64) if isinstance(total, int) else np.array(total, object)
    return Constant((), data)


RULES: dict[str, Rule] = {
    "Expand": expand,
    "Flatten": flatten,
    "Reshape": reshape,
    "Shape": shape,
    "Size": count,
    "Squeeze": squeeze,
    "Tile": tile,
    "Transpose": transpose,
    "Unsqueeze": unsqueeze,
}
