"""Operations on pieces that cannot be joined, applied to each piece alone.

Coordinate attention lays rows and columns end to end, transformers lay a class token before the
positions of the map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dilviz.importing.axes import known_axes
from dilviz.importing.builder import Builder
from dilviz.importing.operation import Operation
from dilviz.importing.pieces import part_size, total_size
from dilviz.importing.rules.pointwise import RULES as POINTWISE
from dilviz.importing.values import Constant, Map, NotFollowed, Pieces, Value

ONE_BY_ONE = frozenset({*POINTWISE, "Conv", "LayerNormalization", "MatMul", "Softmax"})
ALONG = "it reads pieces that lie one after the other"
Rule = Callable[[Operation, "tuple[Value | None, ...]"], Value]


def piece_by_piece(
    builder: Builder, operation: Operation, found: tuple[Value | None, ...], rule: Rule
) -> tuple[Value, ...]:
    """Apply an operation to each piece, if it does not read along the axis of the pieces."""
    pieces = [value for value in found if isinstance(value, Pieces)]
    if len({len(value.parts) for value in pieces}) != 1:
        raise NotFollowed(ALONG)
    axis, rank = pieces[0].axis, _rank(pieces[0])
    sizes = [part_size(part, axis) for part in pieces[0].parts]
    for value in pieces:
        if value.axis != axis or [part_size(part, axis) for part in value.parts] != sizes:
            raise NotFollowed(ALONG)
    after = _axis_after(operation, axis, rank, found)
    parts = []
    for n, size in enumerate(sizes):
        own = replace(operation, outputs=(f"{operation.outputs[0]}:{n + 1}",))
        inputs = tuple(_part(value, n, axis - rank, total_size(pieces[0]), size) for value in found)
        part = rule(own, inputs)
        if not isinstance(part, Map | Constant) or part_size(part, after) != size:
            raise NotFollowed(ALONG)
        parts.append(part)
    return (Pieces(after, tuple(parts), operation.outputs[0], operation.path),)


def _rank(value: Pieces) -> int:
    return next(len(known_axes(part)) for part in value.parts if isinstance(part, Map))


def _axis_after(operation: Operation, axis: int, rank: int, found: tuple[Value | None, ...]) -> int:
    """Where the axis of the pieces lies in the result; refused if the operation reads along it."""
    kind = operation.kind
    if kind == "Transpose":
        order = operation.get("perm") or list(range(rank))[::-1]
        if axis in order:
            return int(order.index(axis))
    last = operation.get("axis", -1)
    along = {
        "LayerNormalization": axis >= last % rank,
        "MatMul": axis == rank - 1,
        "Softmax": axis == last % rank,
        "Conv": axis < 2 or _wide(operation, axis - 2, found[1] if len(found) > 1 else None),
    }
    if kind not in ONE_BY_ONE or along.get(kind, False):
        raise NotFollowed(ALONG)
    return axis


def _wide(operation: Operation, n: int, weights: Value | None) -> bool:
    """Whether a convolution has several taps, strides or padding along an axis."""
    kernel: Any = operation.get("kernel_shape")
    if not kernel:
        shape = weights.shape if isinstance(weights, Constant) else None
        kernel = (shape or ())[2:] or [0] * (n + 1)
    strides = operation.get("strides") or [1] * (n + 1)
    return bool(kernel[n] != 1 or strides[n] != 1 or any(operation.get("pads") or []))


def _part(value: Value | None, n: int, axis: int, total: Any, size: Any) -> Value | None:
    """One piece of an input; constants along the axis of the pieces are cut to its size."""
    if isinstance(value, Pieces):
        return value.parts[n]
    if isinstance(value, Map):
        if len(known_axes(value)) >= -axis and known_axes(value)[axis] != ():
            raise NotFollowed(ALONG)
        return value
    if not isinstance(value, Constant) or value.shape is None or len(value.shape) < -axis:
        return value
    if value.shape[axis] != total or total == 1:
        return value
    shape = list(value.shape)
    shape[axis] = size
    return Constant(tuple(shape))
