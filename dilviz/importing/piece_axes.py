"""On which axis pieces lie after an operation that does not read along it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dilviz.importing.operation import Operation
from dilviz.importing.pieces import part_size, shape_of_pieces
from dilviz.importing.rules.pointwise import RULES as POINTWISE
from dilviz.importing.rules.whole_maps import REDUCTIONS
from dilviz.importing.sizes import product
from dilviz.importing.values import ALONG, Constant, NotFollowed, Pieces, Value

NEIGHBOURS = ("LRN", "Trilu")  # what they read or hide depends on the place along the axis
Inputs = Sequence["Value | None"]


def keeps_pieces(operation: Operation) -> bool:
    """Whether an operation may leave apart what lies in pieces."""
    return operation.kind in POINTWISE or operation.kind in _RULES


def axis_after(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int:
    """The axis of the pieces in the result.

    Raises
    ------
    NotFollowed
        If the operation reads along it, or is not known to leave it alone.
    """
    kind = operation.kind
    if kind in POINTWISE and kind not in NEIGHBOURS:
        return axis
    rule = _RULES.get(kind)
    place = None if rule is None else rule(operation, axis, rank, total, found)
    if place is None:
        raise NotFollowed(ALONG)
    return place


def _transposed(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int:
    order = operation.get("perm") or list(range(rank))[::-1]
    return int(order.index(axis))


def _normalized(
    operation: Operation, axis: int, rank: int, total: Any, found: Inputs
) -> int | None:
    return axis if axis < operation.get("axis", -1) % rank else None


def _softmax(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    new = operation.version >= 13 and axis != operation.get("axis", -1) % rank
    return axis if new else None


def _convolved(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    n = axis - 2
    if axis == 1 and operation.get("group", 1) == total and operation.kind == "Conv":
        weights = found[1] if len(found) > 1 else None
        return (
            1 if isinstance(weights, Constant) and (weights.shape or ())[:1] == (total,) else None
        )
    place = 3 if operation.kind == "QLinearConv" else 1
    weights = found[place] if len(found) > place else None
    kernel: Any = operation.get("kernel_shape")
    if not kernel:
        shape = weights.shape if isinstance(weights, Constant) else None
        kernel = (shape or ())[2:] or [0] * (rank - 2)
    strides = operation.get("strides") or [1] * (rank - 2)
    wide = n < 0 or kernel[n] != 1 or strides[n] != 1 or any(operation.get("pads") or [])
    return None if wide else axis


def new_shape(found: Inputs) -> list[Any] | None:
    """The shape that pieces together get, its 0 (copied) and -1 (the rest) worked out."""
    first, shape = (*found, None)[:2]
    if not isinstance(shape, Constant) or shape.data is None or not isinstance(first, Pieces):
        return None
    sizes = shape_of_pieces(first)
    given = enumerate(shape.data.tolist())
    target = [sizes[n] if s == 0 and n < len(sizes) else s for n, s in given]
    if -1 in target:
        rest = product(s for s in target if s != -1)
        whole = product(sizes)
        if not isinstance(whole, int) or not isinstance(rest, int) or not rest:
            return None
        target[target.index(-1)] = whole // rest
    return target


def _reshaped(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    """The axis that has as many entries, or whole parts of each piece, with as many before it."""
    target = new_shape(found)
    if target is None:
        return None
    first = found[0]
    assert isinstance(first, Pieces)
    before = product(shape_of_pieces(first)[:axis])
    places = [n for n in range(len(target)) if product(target[:n]) == before]
    alike = [n for n in places if target[n] == total]
    parts = [part_size(part, axis) for part in first.parts]
    whole = [n for n in places if target[n] != 1 and _in_parts(parts, target[n], total)]
    return next(iter(alike + whole), None)


def _in_parts(parts: Sequence[Any], size: Any, total: Any) -> bool:
    """Whether every piece fills a whole number of the entries of an axis of another size."""
    if not all(isinstance(n, int) for n in (*parts, size, total)):
        return False
    return all(n * size % total == 0 for n in parts)


def _gathered(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    taken = operation.get("axis", 0) % rank
    indices = found[1]
    if taken == axis or not isinstance(indices, Constant) or indices.shape is None:
        return None
    return axis + (len(indices.shape) - 1 if taken < axis else 0)


def _multiplied(
    operation: Operation, axis: int, rank: int, total: Any, found: Inputs
) -> int | None:
    rows = 1 if operation.get("transA", 0) else 0
    return 0 if axis == rows and isinstance(found[0], Pieces) else None


def _reordered(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    return None if operation.get("channels_last", 0) else axis


def _channelwise(
    operation: Operation, axis: int, rank: int, total: Any, found: Inputs
) -> int | None:
    return axis if axis == 1 else None


def _constant(found: Inputs, place: int) -> list[Any] | None:
    """The numbers of a constant input, if it is there and they are known."""
    value = found[place] if place < len(found) else None
    known = isinstance(value, Constant) and value.data is not None
    return np.asarray(value.data).ravel().tolist() if known else None  # type: ignore[union-attr]


def _padded(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    pads = operation.get("pads") or _constant(found, 1)
    if pads is None or len(pads) != 2 * rank or len(found) > 3:
        return None
    return axis if pads[axis] == pads[axis + rank] == 0 else None


def _resampled(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    """An axis that keeps its size, told by scales."""
    scales = operation.get("scales") or _constant(found, min(2, len(found) - 1))
    if operation.get("axes") or len(found) > 3 or scales is None or len(scales) != rank:
        return None
    return axis if scales[axis] == 1 else None


def _listed_axes(operation: Operation, position: int, rank: int, found: Inputs) -> list[int] | None:
    given = operation.get("axes")
    if given is None and len(found) > position and isinstance(found[position], Constant):
        data = found[position].data  # type: ignore[union-attr]
        given = None if data is None else np.asarray(data).ravel().tolist()
    return None if given is None else [int(n) % rank for n in given]


def _reduced(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    axes = _listed_axes(operation, 1, rank, found)
    if not axes or axis in axes:
        return None
    return axis if operation.get("keepdims", 1) else axis - sum(n < axis for n in axes)


def _cut(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    axes = _listed_axes(operation, 3, rank, found)
    return None if axes is None or axis in axes else axis


def _split(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    return None if operation.get("axis", 0) % rank == axis else axis


def _squeezed(operation: Operation, axis: int, rank: int, total: Any, found: Inputs) -> int | None:
    axes = _listed_axes(operation, 1, rank, found)
    return None if axes is None or axis in axes else axis - sum(n < axis for n in axes)


def _unsqueezed(
    operation: Operation, axis: int, rank: int, total: Any, found: Inputs
) -> int | None:
    given = operation.get("axes") or (_listed_axes(operation, 1, 1 << 30, found) or [])
    full = rank + len(given)
    axes = _listed_axes(operation, 1, full, found) or []
    return [n for n in range(full) if n not in axes][axis] if axes else None


_RULES = {
    **dict.fromkeys(["AveragePool", "GlobalAveragePool", "GlobalMaxPool", "MaxPool"], _channelwise),
    "InstanceNormalization": _channelwise,
    "Conv": _convolved,
    "ConvInteger": _convolved,
    "Gather": _gathered,
    "Gemm": _multiplied,
    "LayerNormalization": _normalized,
    "LogSoftmax": _softmax,
    "QLinearConv": _convolved,
    **dict.fromkeys(REDUCTIONS.split(), _reduced),
    "Pad": _padded,
    "ReorderInput": _reordered,
    "ReorderOutput": _reordered,
    "Reshape": _reshaped,
    "Resize": _resampled,
    "Slice": _cut,
    "Softmax": _softmax,
    "Split": _split,
    "Squeeze": _squeezed,
    "Transpose": _transposed,
    "Unsqueeze": _unsqueezed,
    "Upsample": _resampled,
}
