"""Operations that take tensors apart or lay them one after the other."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

import numpy as np

from dilviz.convolution.layer import on_axis
from dilviz.importing.axes import (
    MOST_POSITIONS,
    along,
    axis_size,
    check_apart,
    free,
    known_axes,
    rank_of,
    set_axis,
    shape_of,
    spaces_of,
)
from dilviz.importing.builder import Builder
from dilviz.importing.call import COMPUTED, LARGEST_NUMBER, Call, Rule, check_whole
from dilviz.importing.pieces import cut_constant, padded, part_size, size_along, whole
from dilviz.importing.sizes import OpenSize, Size, difference, fixed
from dilviz.importing.taking import taken
from dilviz.importing.values import Constant, Factor, Map, NotFollowed, Pieces, Value
from dilviz.network.moves import Flip, Slice

MOST_PIECES = 512
OPEN_CUT = "it cuts maps of open sizes; give an input size (input_size)"
FAR = 10**9  # exporters write this, or more, for the end of an axis


def concat(call: Call) -> Value:
    """``Concat``: the pieces stay apart until an operation reads them together."""
    parts: list[Map | Constant] = []
    rank = next((rank_of(v) for v in call.values if isinstance(v, Map | Pieces)), 0)
    axis = call.axis(call.get("axis", 1), rank)
    for n, value in enumerate(call.values):
        if isinstance(value, Pieces) and value.axis == axis and len(parts) < MOST_PIECES:
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


def apart_along(builder: Builder, value: Map | Pieces, axis: int) -> Map | Pieces:
    """Pieces that lie along this axis as they are, others joined."""
    return value if isinstance(value, Pieces) and value.axis == axis else whole(builder, value)


def split(call: Call) -> tuple[Value, ...]:
    """``Split``."""
    value, outputs = call.tensor(), len(call.operation.outputs)
    axis = call.axis(call.get("axis", 0), rank_of(value))
    value = apart_along(call.builder, value, axis)
    size = size_along(value, axis)
    sizes = call.setting("split", 1)
    if sizes is None:
        sizes = _even(size, call.get("num_outputs") or outputs)
    if len(sizes) < outputs or any(not isinstance(n, int) or n < 1 for n in sizes):
        raise NotFollowed(f"it splits {len(sizes)} parts off into {outputs}")
    starts = [0, *accumulate(sizes)]
    return tuple(cut_out(call, value, axis, starts[n], 1, sizes[n]) for n in range(outputs))


def _even(size: Size, outputs: int) -> list[Any]:
    known = fixed(size, f"it splits an axis of open size into {outputs}")
    part = -(-known // outputs)
    return [min(part, known - n * part) for n in range(outputs)]


def cut_out(
    call: Call, value: Map | Pieces, axis: int, start: int, step: int, count: int
) -> Map | Pieces | Constant:
    """Entries ``start, start + step, ...`` of an axis, `count` of them, all inside."""
    if not isinstance(value, Pieces) and not spaces_of(layout := known_axes(value)[axis]):
        if count != axis_size(layout):
            check_apart(layout)
        return set_axis(value, axis, free(count))
    if count > MOST_POSITIONS:
        raise NotFollowed(f"it takes {count} entries")
    entries = start + step * np.arange(count)
    if isinstance(value, Pieces):
        return piece_of(call, value, entries)
    return taken(call.builder, value, axis, entries)


def piece_of(call: Call, value: Pieces, entries: np.ndarray) -> Map | Pieces | Constant:
    """The pieces, or parts of pieces, in which entries lie."""
    known = [fixed(part_size(part, value.axis), OPEN_CUT) for part in value.parts]
    if entries.size == sum(known) and (entries == np.arange(entries.size)).all():
        return value
    ends = np.cumsum(known)
    lies_in = np.searchsorted(ends, entries, "right")
    parts: list[Map | Constant] = []
    for here in np.split(entries, np.flatnonzero(np.diff(lies_in)) + 1):
        n = int(lies_in[entries == here[0]][0])
        part, own = value.parts[n], here - (ends[n] - known[n])
        if own.size == known[n] and (own == np.arange(own.size)).all():
            parts.append(part)
        elif isinstance(part, Constant):
            parts.append(cut_constant(part, value.axis, own))
        else:
            parts.append(taken(call.builder, part, value.axis, own))
    if len(parts) == 1:
        return parts[0]
    return Pieces(value.axis, tuple(parts), call.operation.outputs[0], call.operation.path)


def slice_(call: Call) -> Value:
    """``Slice``, along any of its axes."""
    value: Map | Pieces | Constant = call.tensor()
    rank = rank_of(call.tensor())
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
        value = apart_along(call.builder, value, axis)
        value = _sliced(call, value, axis, start, end, step)
    return value


def _sliced(
    call: Call, value: Map | Pieces, axis: int, start: Any, end: Any, step: Any
) -> Map | Pieces | Constant:
    size = size_along(value, axis)
    check_whole([step])
    if step == 0:
        raise NotFollowed(COMPUTED)
    if isinstance(size, int) and isinstance(start, int) and isinstance(end, int):
        first, last, step = slice(start, end if end > -LARGEST_NUMBER else None, step).indices(size)
        count = len(range(first, last, step))
        if not count:
            return _nothing(value, axis)
        return cut_out(call, value, axis, first, step, count)
    if isinstance(value, Pieces):
        raise NotFollowed(OPEN_CUT)
    return _open_slice(call, value, axis, start, end, step, size)


def _nothing(value: Map | Pieces, axis: int) -> Constant:
    """A tensor without entries."""
    shape = list(shape_of(value if isinstance(value, Map) else value.maps[0]))
    shape[axis] = 0
    return Constant(tuple(shape))


def _open_slice(
    call: Call, value: Map, axis: int, start: Any, end: Any, step: int, size: Size
) -> Map:
    """A slice of a map whose size is not known."""
    if isinstance(end, OpenSize) and (behind := difference(end, size)) is not None:
        end = min(behind, 0) or LARGEST_NUMBER
    if not isinstance(start, int) or not isinstance(end, int):
        raise NotFollowed("where it cuts depends on the input size; give one (input_size)")
    [factor] = known_axes(value)[axis] or (Factor(1),)
    space = factor.space
    if space is None or factor.size != value.extent[space]:
        if start == 0 and end >= FAR and step == 1:
            return value
        raise NotFollowed("it cuts an axis of open size; give an input size (input_size)")
    if step == -1 and start == -1 and end < -FAR:
        settings = Flip((space == 0, space == 1))
        return call.builder.emit("flip", [value], value.axes, settings=settings, role="flip")
    if step < 0 or start < 0 or (end >= 0 and end < FAR and end <= start):
        raise NotFollowed("where it cuts depends on the input size; give one (input_size)")
    if end < 0:
        made = padded(call.builder, value, axis, space, (0, end))
        end = FAR
    else:
        made = value
    if start or step != 1 or end < FAR:
        count = None if end >= FAR else -(-(end - start) // step)
        crop = Slice(on_axis(space, start, 0), on_axis(space, step, 1), on_axis(space, count, None))
        made = call.builder.emit("slice", [made], made.axes, settings=crop, role="slice")
    return set_axis(made, axis, along(made.extent[space], space))


RULES: dict[str, Rule] = {
    "Concat": concat,
    "Slice": slice_,
    "Split": split,
}
