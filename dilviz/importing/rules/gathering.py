"""Operations that take entries by number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dilviz.importing.axes import MOST_POSITIONS, axis_size, free, known_axes, rank_of, spaces_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.pieces import size_along, whole
from dilviz.importing.rules.slicing import MOST_PIECES, apart_along, piece_of
from dilviz.importing.rules.whole_maps import whole_value
from dilviz.importing.sizes import fixed
from dilviz.importing.taking import at_one_position, spread, taken
from dilviz.importing.values import Constant, Factor, Map, NotFollowed, Pieces, Value


def gather(call: Call) -> Value:
    """``Gather`` with constant indices."""
    if not isinstance(call.value(0), Map | Pieces):
        return _looked_up(call)
    value = call.tensor()
    axis = call.axis(call.get("axis", 0), rank_of(value))
    indices = call.value(1)
    if not isinstance(indices, Constant) or indices.data is None:
        return _by_unknown(call, axis)
    chosen = np.asarray(indices.data)
    if chosen.dtype == object or chosen.size > MOST_POSITIONS:
        raise NotFollowed("which entries it takes depends on the input size")
    chosen = chosen.astype(np.int64)
    value = apart_along(call.builder, value, axis)
    size = size_along(value, axis)
    if isinstance(size, int):
        chosen = np.where(chosen < 0, chosen + size, chosen)
        if chosen.size and not 0 <= chosen.min() <= chosen.max() < size:
            raise NotFollowed(f"it takes entry {int(chosen.max())} of {size}")
    if isinstance(value, Pieces):
        part = piece_of(call, value, chosen.ravel())
        if isinstance(part, Constant):
            shape = part.shape or ()
            return Constant((*shape[:axis], *chosen.shape, *shape[axis + 1 :]))
        if isinstance(part, Pieces) and chosen.ndim == 1:
            return part
        return spread(whole(call.builder, part), axis, chosen.shape)
    if chosen.ndim == 1 and len(spaces_of(known_axes(value)[axis])) > 1:
        return _of_both(call, value, axis, chosen)
    made = taken(call.builder, value, axis, chosen.ravel())
    return spread(made, axis, chosen.shape)


def _of_both(call: Call, value: Map, axis: int, chosen: np.ndarray) -> Map | Pieces:
    """Entries that differ in row and column: together, or the phases of blocks in a new order."""
    try:
        return taken(call.builder, value, axis, chosen)
    except NotFollowed:
        runs = at_one_position(value, axis, chosen)
        if len(runs) > MOST_PIECES:
            raise
    parts = tuple(taken(call.builder, value, axis, run) for run in runs)
    return Pieces(axis, parts, call.operation.outputs[0], call.operation.path)


def _looked_up(call: Call) -> Value:
    """Rows of a constant table chosen by a map: an embedding of its values."""
    table, indices = call.value(0), call.map(1)
    if not isinstance(table, Constant) or table.shape is None:
        raise NotFollowed("the shape of its table is not known")
    axis = call.axis(call.get("axis", 0), len(table.shape))
    rest = [free(size) for size in table.shape]
    axes = (*rest[:axis], *known_axes(indices), *rest[axis + 1 :])
    return call.builder.emit("identity", [indices], tuple(axes))


def _by_unknown(call: Call, axis: int) -> Value:
    """Entries chosen by values: the result reads all of the axis."""
    value = call.map()
    if isinstance(call.value(1), Constant):
        if not spaces_of(known_axes(value)[axis]):
            shape = getattr(call.value(1), "shape", None)
            if shape is not None:
                axes = known_axes(value)
                return replace(value, axes=(*axes[:axis], *map(free, shape), *axes[axis + 1 :]))
        raise NotFollowed(call.value(1).missing or "which entries it takes is not known")  # type: ignore[union-attr]
    return whole_value(call)[0]


def compress(call: Call) -> tuple[Value, ...]:
    """``Compress``: the entries of an axis for which a constant is true."""
    condition, axis = call.value(1), call.get("axis")
    if axis is None or not isinstance(condition, Constant):
        return whole_value(call)
    value, kept = call.map(), call.data(1)
    if kept is None:
        raise NotFollowed("which entries it takes is not known")
    return (taken(call.builder, value, call.axis(axis, rank_of(value)), np.flatnonzero(kept)),)


def gather_nd(call: Call) -> Value:
    """``GatherND`` with constant indices, each axis by numbers of its own."""
    value = call.map()
    indices = call.data(1)
    batch = call.get("batch_dims", 0)
    if indices is None or batch or indices.dtype == object or indices.size > MOST_POSITIONS:
        raise NotFollowed("which entries it takes is computed while the model runs")
    count = indices.shape[-1]
    if not 0 < count <= rank_of(value):
        raise NotFollowed(f"it names {count} axes of a tensor that has {rank_of(value)}")
    outer = indices.shape[:-1]
    axes_out: list[tuple[Factor, ...]] = [free(size) for size in outer]
    for axis in range(count):
        value, axes_out = _by_numbers(call, value, axis, indices[..., axis], axes_out)
    return replace(value, axes=(*axes_out, *known_axes(value)[count:]))


def _by_numbers(
    call: Call, value: Map, axis: int, numbers: np.ndarray, axes_out: list[tuple[Factor, ...]]
) -> tuple[Map, list[tuple[Factor, ...]]]:
    """Take entries of one axis; `axes_out` are the result's axes in the shape of the indices."""
    layout = known_axes(value)[axis]
    if not spaces_of(layout):
        return value, axes_out
    size = fixed(axis_size(layout))
    numbers = np.where(numbers < 0, numbers + size, numbers)
    varying = [n for n in range(numbers.ndim) if (numbers != np.take(numbers, [0], axis=n)).any()]
    if any(spaces_of(axes_out[n]) for n in varying):
        raise NotFollowed("it takes single positions of a map out of rows and columns")
    kept = tuple(slice(None) if n in varying else 0 for n in range(numbers.ndim))
    part = numbers[kept]
    made = taken(call.builder, value, axis, part.ravel())
    pieces = spread(made, axis, part.shape)
    new = list(axes_out)
    for n, factors in zip(varying, known_axes(pieces)[axis : axis + len(varying)], strict=True):
        new[n] = factors
    emptied = (*known_axes(pieces)[:axis], (), *known_axes(pieces)[axis + len(varying) :])
    return replace(pieces, axes=emptied), new


def reverse_sequence(call: Call) -> Value:
    """``ReverseSequence`` of whole sequences."""
    value = call.map()
    axis = call.axis(call.get("time_axis", 0), rank_of(value))
    size = axis_size(known_axes(value)[axis])
    lengths = call.numbers(1)
    if not isinstance(size, int) or lengths is None or any(n != size for n in lengths):
        raise NotFollowed("it reverses sequences of different lengths")
    return taken(call.builder, value, axis, np.arange(size)[::-1].copy())


RULES: dict[str, Rule] = {
    "Compress": compress,
    "Gather": gather,
    "GatherND": gather_nd,
    "ReverseSequence": reverse_sequence,
}
