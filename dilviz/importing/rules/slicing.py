"""Operations that take tensors apart or lay them one after the other, and padding."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Any

import numpy as np

from dilviz.convolution.layer import Layer
from dilviz.importing.axes import (
    MOST_POSITIONS,
    axis_size,
    free,
    known_axes,
    set_axis,
    shape_of,
    spaces_of,
)
from dilviz.importing.call import COMPUTED, LARGEST_NUMBER, Call, Rule, rank_of
from dilviz.importing.joining import part_size, total_size, whole
from dilviz.importing.sizes import Size, divided
from dilviz.importing.taking import spread, taken
from dilviz.importing.values import Constant, Factor, Map, NotFollowed, Pieces, Value
from dilviz.importing.windows import OPEN_BLOCKS, Place, in_blocks, placed
from dilviz.network.borders import Pad
from dilviz.network.moves import Flip, Slice

PAD_MODES = {"constant": "zeros", "reflect": "reflect", "edge": "replicate", "wrap": "circular"}


def concat(call: Call) -> Value:
    """``Concat``: the pieces stay apart until an operation reads them together."""
    parts: list[Map | Constant] = []
    rank = next(
        (rank_of(v) for v in call.values if isinstance(v, Map)),
        next((rank_of_pieces(v) for v in call.values if isinstance(v, Pieces)), 0),
    )
    axis = call.axis(call.get("axis", 1), rank)
    for n, value in enumerate(call.values):
        if isinstance(value, Pieces) and value.axis == axis:
            parts += value.parts
        elif isinstance(value, Constant):
            if value.shape is None or len(value.shape) != rank:
                raise NotFollowed("it joins a tensor whose shape is not known")
            if value.shape[axis] != 0:
                parts.append(value)
        elif value is not None:
            parts.append(call.map(n))
    if len(parts) == 1:
        return parts[0]
    for part in parts:
        if isinstance(part, Map) and rank_of(part) != rank:
            raise NotFollowed("it joins tensors of different rank")
    return Pieces(axis, tuple(parts), call.operation.outputs[0], call.operation.path)


def rank_of_pieces(value: Pieces) -> int:
    """Count the axes of pieces."""
    return rank_of(_first_map(value))


def _first_map(value: Pieces) -> Map:
    return next(part for part in value.parts if isinstance(part, Map))


def split(call: Call) -> tuple[Value, ...]:
    """``Split``."""
    value = call.value(0)
    outputs = len(call.operation.outputs)
    if isinstance(value, Pieces):
        rank, size = rank_of_pieces(value), None
    else:
        value = call.map()
        rank = rank_of(value)
    axis = call.axis(call.get("axis", 0), rank)
    if isinstance(value, Pieces) and axis != value.axis:
        value = call.map()
    size = total_size(value) if isinstance(value, Pieces) else axis_size(known_axes(value)[axis])
    sizes = call.setting("split", 1)
    if sizes is None:
        sizes = _even(size, call.get("num_outputs") or outputs)
    if len(sizes) < outputs or any(not isinstance(n, int) or n < 1 for n in sizes):
        raise NotFollowed(f"it splits {len(sizes)} parts off into {outputs}")
    starts = [0, *accumulate(sizes)]
    return tuple(cut_out(call, value, axis, starts[n], 1, sizes[n]) for n in range(outputs))


def _even(size: Size, outputs: int) -> list[Any]:
    if not isinstance(size, int):
        part = divided(size, outputs)
        raise NotFollowed(f"it splits an axis of open size into {outputs}" + " " * (part is None))
    part = -(-size // outputs)
    return [min(part, size - n * part) for n in range(outputs)]


def cut_out(
    call: Call, value: Map | Pieces, axis: int, start: int, step: int, count: int
) -> Map | Pieces | Constant:
    """Entries ``start, start + step, ...`` of an axis, `count` of them, all inside."""
    if isinstance(value, Pieces):
        return _of_pieces(call, value, start, step, count)
    layout = known_axes(value)[axis]
    if not spaces_of(layout):
        return set_axis(value, axis, free(count))
    if count > MOST_POSITIONS:
        raise NotFollowed(f"it takes {count} entries")
    return taken(call.builder, value, axis, start + step * np.arange(count))


def _of_pieces(
    call: Call, value: Pieces, start: int, step: int, count: int
) -> Map | Pieces | Constant:
    """The pieces, or parts of pieces, in which entries lie."""
    sizes = [part_size(part, value.axis) for part in value.parts]
    if not all(isinstance(size, int) for size in sizes):
        raise NotFollowed("it cuts maps of open sizes; give an input size (input_size)")
    if step != 1:
        return cut_out(call, whole(call.builder, value), value.axis, start, step, count)
    parts: list[Map | Constant] = []
    begin = 0
    for part, size in zip(value.parts, sizes, strict=True):
        assert isinstance(size, int)
        first, last = max(start - begin, 0), min(start + count - begin, size)
        begin += size
        if first >= last:
            continue
        if first == 0 and last == size:
            parts.append(part)
        elif isinstance(part, Constant):
            shape = part.shape or ()
            parts.append(Constant((*shape[: value.axis], last - first, *shape[value.axis + 1 :])))
        else:
            cut = cut_out(call, part, value.axis, first, 1, last - first)
            assert isinstance(cut, Map)
            parts.append(cut)
    if len(parts) == 1:
        return parts[0]
    return Pieces(value.axis, tuple(parts), call.operation.outputs[0], call.operation.path)


def slice_(call: Call) -> Value:
    """``Slice``, along any of its axes."""
    value = call.value(0)
    value = value if isinstance(value, Pieces) else call.map()
    rank = rank_of_pieces(value) if isinstance(value, Pieces) else rank_of(value)
    starts, ends = call.setting("starts", 1), call.setting("ends", 2)
    if starts is None or ends is None or len(starts) != len(ends):
        raise NotFollowed("its starts and ends do not match")
    axes = call.axes("axes", 3, rank)
    axes = list(range(len(starts))) if axes is None else axes
    steps = call.numbers(4) or [1] * len(starts)
    if not len(axes) == len(starts) == len(steps):
        raise NotFollowed("its starts, axes and steps do not match")
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        if isinstance(value, Constant):
            return value
        if isinstance(value, Pieces) and axis != value.axis:
            value = whole(call.builder, value)
        value = _sliced(call, value, axis, start, end, step)
    return value


def _sliced(
    call: Call, value: Map | Pieces, axis: int, start: Any, end: Any, step: Any
) -> Map | Pieces | Constant:
    size = total_size(value) if isinstance(value, Pieces) else axis_size(known_axes(value)[axis])
    if not isinstance(step, int) or step == 0:
        raise NotFollowed(COMPUTED)
    if isinstance(size, int) and isinstance(start, int) and isinstance(end, int):
        first, last, step = slice(start, end if end > -LARGEST_NUMBER else None, step).indices(size)
        count = len(range(first, last, step))
        if not count:
            return _nothing(value, axis)
        return cut_out(call, value, axis, first, step, count)
    if isinstance(value, Pieces):
        raise NotFollowed("it cuts maps of open sizes; give an input size (input_size)")
    return _open_slice(call, value, axis, start, end, step, size)


def _nothing(value: Map | Pieces, axis: int) -> Constant:
    """A tensor without entries."""
    shape = list(shape_of(value if isinstance(value, Map) else _first_map(value)))
    shape[axis] = 0
    return Constant(tuple(shape))


def _open_slice(
    call: Call, value: Map, axis: int, start: Any, end: Any, step: int, size: Size
) -> Map:
    """A slice of a map whose size is not known."""
    far = LARGEST_NUMBER >> 32
    if end == size:
        end = LARGEST_NUMBER
    if not isinstance(start, int) or not isinstance(end, int):
        raise NotFollowed("where it cuts depends on the input size; give one (input_size)")
    [factor] = known_axes(value)[axis] or (Factor(1),)
    space = factor.space
    if space is None or factor.size != value.extent[space]:
        if start == 0 and end >= far and step == 1:
            return value
        raise NotFollowed("it cuts an axis of open size; give an input size (input_size)")
    if step == -1 and start == -1 and end < -far:
        settings = Flip((space == 0, space == 1))
        return call.builder.emit("flip", [value], value.axes, settings=settings, role="flip")
    if step < 0 or start < 0 or (end >= 0 and end < far and end <= start):
        raise NotFollowed("where it cuts depends on the input size; give one (input_size)")
    if end < 0:
        made = _padded(call, value, axis, space, 0, end)
        end = far
    else:
        made = value
    if start or step != 1 or end < far:
        count = None if end >= far else -(-(end - start) // step)
        here = (start, step, count)
        settings = Slice(*(_pair(space, n, d) for n, d in zip(here, (0, 1, None), strict=True)))
        made = call.builder.emit("slice", [made], made.axes, settings=settings, role="slice")
    return set_axis(made, axis, (Factor(made.extent[space], space),))


def _pair(space: int, value: Any, other: Any) -> Any:
    return (value, other) if space == 0 else (other, value)


def _padded(call: Call, value: Map, axis: int, space: int, before: int, after: int) -> Map:
    layer = Layer((1, 1), padding=_pair(space, (before, after), (0, 0)))
    made = call.builder.emit("pad", [value], value.axes, layer=layer, role="pad")
    return set_axis(made, axis, (Factor(made.extent[space], space),))


def gather(call: Call) -> Value:
    """``Gather`` with constant indices."""
    value = call.value(0)
    if not isinstance(value, Map | Pieces):
        return _looked_up(call)
    rank = rank_of_pieces(value) if isinstance(value, Pieces) else rank_of(call.map())
    axis = call.axis(call.get("axis", 0), rank)
    indices = call.value(1)
    if not isinstance(indices, Constant) or indices.data is None:
        return _by_unknown(call, axis)
    chosen = np.asarray(indices.data)
    if chosen.dtype == object or chosen.size > MOST_POSITIONS:
        raise NotFollowed("which entries it takes depends on the input size")
    chosen = chosen.astype(np.int64)
    if isinstance(value, Pieces) and (axis != value.axis or chosen.size != 1):
        value = whole(call.builder, value)
    size = total_size(value) if isinstance(value, Pieces) else axis_size(known_axes(value)[axis])
    if isinstance(size, int):
        chosen = np.where(chosen < 0, chosen + size, chosen)
        if chosen.size and not 0 <= chosen.min() <= chosen.max() < size:
            raise NotFollowed(f"it takes entry {int(chosen.max())} of {size}")
    if isinstance(value, Pieces):
        part = _of_pieces(call, value, int(chosen.ravel()[0]), 1, 1)
        if isinstance(part, Constant):
            shape = part.shape or ()
            return Constant((*shape[:axis], *chosen.shape, *shape[axis + 1 :]))
        assert isinstance(part, Map)
        return spread(part, axis, chosen.shape)
    made = taken(call.builder, value, axis, chosen.ravel())
    return spread(made, axis, chosen.shape)


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
    from dilviz.importing.rules.whole_maps import whole_value

    value = call.map()
    if isinstance(call.value(1), Constant):
        if not spaces_of(known_axes(value)[axis]):
            shape = getattr(call.value(1), "shape", None)
            if shape is not None:
                axes = known_axes(value)
                return replace(value, axes=(*axes[:axis], *map(free, shape), *axes[axis + 1 :]))
        raise NotFollowed("which entries it takes is computed while the model runs")
    return whole_value(call)[0]


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
    size = axis_size(layout)
    if not isinstance(size, int):
        raise NotFollowed("what it reads depends on the input size; give one (input_size)")
    numbers = np.where(numbers < 0, numbers + size, numbers)
    varying = [n for n in range(numbers.ndim) if (numbers != np.take(numbers, [0], axis=n)).any()]
    if any(spaces_of(axes_out[n]) for n in varying):
        raise NotFollowed("it takes single positions of a map out of rows and columns")
    fixed = tuple(slice(None) if n in varying else 0 for n in range(numbers.ndim))
    part = numbers[fixed]
    made = taken(call.builder, value, axis, part.ravel())
    pieces = spread(made, axis, part.shape)
    new = list(axes_out)
    for n, factors in zip(varying, known_axes(pieces)[axis : axis + len(varying)], strict=True):
        new[n] = factors
    emptied = (*known_axes(pieces)[:axis], (), *known_axes(pieces)[axis + len(varying) :])
    return replace(pieces, axes=emptied), new


def pad(call: Call) -> Value:
    """``Pad``: zeros, or real samples mirrored, repeated or wrapped; negative ones crop."""
    value = call.map()
    rank = rank_of(value)
    pads = call.get("pads") or call.get("paddings") or call.numbers(1)
    axes = call.axes("axes", 3, rank)
    axes = list(range(rank)) if axes is None else axes
    if not isinstance(pads, list) or len(pads) != 2 * len(axes):
        raise NotFollowed(f"pads should have {2 * len(axes)} numbers")
    if not all(isinstance(n, int) for n in pads):
        raise NotFollowed(COMPUTED)
    mode = call.get("mode", "constant")
    if mode not in PAD_MODES:
        raise NotFollowed(f"padding by {mode!r} is not known")
    by_axis = {a: (pads[n], pads[n + len(axes)]) for n, a in enumerate(axes)}
    by_axis = {axis: sides for axis, sides in by_axis.items() if any(sides)}
    if not by_axis:
        return call.builder.emit("identity", [value], value.axes)
    return _pad_axes(call, value, by_axis, PAD_MODES[mode])


def _pad_axes(call: Call, value: Map, by_axis: dict[int, tuple[int, int]], mode: str) -> Map:
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
            size = divided(made.extent[place.space], place.apart)
            axes[axis] = (Factor(1 if size is None else size, place.space, place.apart),)
    return replace(made, axes=tuple(axes))


def _padded_blocks(
    call: Call, value: Map, by_axis: dict[int, tuple[int, int]], places: dict[int, Place], mode: str
) -> Map:
    """Pad axes whose entries are blocks of rows (columns) with real entries."""
    for axis, place in places.items():
        if place.space is None or place.apart == 1 or mode == "zeros":
            continue
        size = axis_size(known_axes(value)[axis])
        if not isinstance(size, int) or sum(by_axis[axis]) + size > MOST_POSITIONS:
            raise NotFollowed(OPEN_BLOCKS)
        numpy_mode = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}[mode]
        entries = np.pad(np.arange(size), by_axis[axis], numpy_mode)  # type: ignore[call-overload]
        value = in_blocks(call.builder, value, axis, place, entries[:, None].tolist())
    return value


def reverse_sequence(call: Call) -> Value:
    """``ReverseSequence`` of whole sequences."""
    value = call.map()
    axis = call.axis(call.get("time_axis", 0), rank_of(value))
    size = axis_size(known_axes(value)[axis])
    lengths = call.numbers(1)
    if not isinstance(size, int) or lengths is None or any(n != size for n in lengths):
        raise NotFollowed("it reverses sequences of different lengths")
    return taken(call.builder, value, axis, np.arange(size)[::-1].copy())


__all__ = ["RULES", "shape_of"]
RULES: dict[str, Rule] = {
    "Concat": concat,
    "Gather": gather,
    "GatherND": gather_nd,
    "Pad": pad,
    "ReverseSequence": reverse_sequence,
    "Slice": slice_,
    "Split": split,
}
