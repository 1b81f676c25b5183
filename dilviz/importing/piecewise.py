"""Operations on pieces that cannot be joined, applied to each piece alone.

Coordinate attention lays rows and columns end to end; transformers lay a class token before the
positions of the map.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

import numpy as np

from dilviz.importing.axes import free, known_axes, rank_of, set_axis, spaces_of
from dilviz.importing.builder import Builder
from dilviz.importing.constant_shapes import BROADCAST
from dilviz.importing.joining import joined
from dilviz.importing.operation import Operation
from dilviz.importing.piece_axes import axis_after, new_shape
from dilviz.importing.pieces import cut_constant, part_size, total_size
from dilviz.importing.pooling import pooled
from dilviz.importing.values import ALONG, Constant, Map, NotFollowed, Pieces, Value, numbers_at

READ_WHOLE = {"Softmax": "softmax", "LogSoftmax": "softmax", "ReduceMean": "pooling",
              "ReduceSum": "pooling", "ReduceMax": "pooling"}  # fmt: skip
# Where their second factor is; the integers' scales and zero points lie between and after.
PRODUCTS = {"FusedMatMul": 1, "MatMul": 1, "MatMulInteger": 1, "QLinearMatMul": 3}
Rule = Callable[[Operation, "Sequence[Value | None]"], "tuple[Value, ...]"]


def piece_by_piece(
    builder: Builder, operation: Operation, found: Sequence[Value | None], rule: Rule
) -> tuple[Value, ...]:
    """Apply an operation to each piece, or read the axis of the pieces as a whole.

    Parameters
    ----------
    rule : callable
        Gives the results of the operation for other inputs.
    """
    pieces = [value for value in found if isinstance(value, Pieces)]
    if operation.kind in PRODUCTS:
        return (_product(builder, operation, list(found), rule),)
    if len({(value.axis, _sizes(value)) for value in pieces}) != 1:
        raise NotFollowed(ALONG)
    if operation.kind in READ_WHOLE and len(pieces) == 1 and _along(operation, found, pieces[0]):
        return (_read_whole(builder, operation, pieces[0]),)
    after = axis_after(operation, pieces[0], found)
    return _each(operation, found, pieces[0], after, rule)


def _each(
    operation: Operation,
    found: Sequence[Value | None],
    pieces: Pieces,
    after: int,
    rule: Rule,
) -> tuple[Value, ...]:
    rank, total = rank_of(pieces), total_size(pieces)
    results: list[tuple[Map | Constant, ...]] = []
    sizes = _sizes(pieces)
    target = new_shape(found) if operation.kind == "Reshape" else None
    for n, (size, start) in enumerate(zip(sizes, accumulate(sizes, initial=0), strict=False)):
        names = tuple(f"{name}:{n + 1}" for name in operation.outputs)
        inputs = [_part(value, n, pieces.axis - rank, total, start, size) for value in found]
        if operation.kind not in BROADCAST:  # its constants are settings, which have no pieces
            inputs = [
                Constant(made.shape)
                if isinstance(made, Constant) and isinstance(value, Constant) and made is not value
                else made
                for value, made in zip(found, inputs, strict=True)
            ]
        if operation.kind == "Conv" and pieces.axis == 1:
            inputs[1:] = [_filters(value, start, size) for value in found[1:]]
        if operation.kind == "Reshape":
            size = size if target is None else size * target[after] // total
            inputs[1] = _resized(found[1], after, size)
        if operation.kind == "Resize" and len(inputs) > 3:
            inputs[3] = _resized(found[3], after, size)
        made = []
        for part in rule(replace(operation, outputs=names), inputs):
            if not isinstance(part, Map | Constant) or part_size(part, after) != size:
                raise NotFollowed(ALONG)
            made.append(part)
        results.append(tuple(made))
    return tuple(
        Pieces(after, parts, name, operation.path)
        for name, parts in zip(operation.outputs, zip(*results, strict=True), strict=False)
    )


def _sizes(value: Pieces) -> tuple[Any, ...]:
    return tuple(part_size(part, value.axis) for part in value.parts)


def _resized(shape: Value | None, after: int, size: Any) -> Constant:
    """The new shape of one piece."""
    assert isinstance(shape, Constant) and shape.data is not None
    target = np.array(shape.data, object)
    target[after] = size
    return Constant(shape.shape, target)


def _filters(value: Value | None, start: Any, size: Any) -> Value | None:
    """The weights of some channels, of which each has its own."""
    if not isinstance(value, Constant) or value.shape is None:
        return value
    return cut_constant(value, 0, np.arange(start, start + size))


def _part(
    value: Value | None, n: int, axis: int, total: Any, start: Any, size: Any
) -> Value | None:
    """One piece of an input; constants along the axis of the pieces are cut to its size."""
    if isinstance(value, Pieces):
        return value.parts[n]
    if isinstance(value, Map):
        if len(known_axes(value)) < -axis or known_axes(value)[axis] == ():
            return value
        if spaces_of(known_axes(value)[axis]):
            raise NotFollowed(ALONG)
        return set_axis(value, rank_of(value) + axis, free(size))
    if not isinstance(value, Constant) or value.shape is None or len(value.shape) < -axis:
        return value
    if value.shape[axis] != total or total == 1:
        return value
    return cut_constant(value, axis, np.arange(start, start + size))


def collapsed(builder: Builder, value: Pieces, kind: str) -> Map:
    """All pieces read as a whole; their axis keeps one entry."""
    parts = [
        set_axis(pooled(builder, part, {value.axis}, kind, "whole"), value.axis, ())
        for part in value.maps
    ]
    return parts[0] if len(parts) == 1 else joined(builder, parts, role="pieces")


def _along(operation: Operation, found: Sequence[Value | None], value: Pieces) -> bool:
    """Whether the operation reads along the axis of the pieces."""
    rank = rank_of(value)
    axes = operation.get("axes") or [operation.get("axis", -1)]
    if operation.kind.startswith("Reduce") and len(found) > 1 and isinstance(found[1], Constant):
        axes = numbers_at(found, 1) or []
    return value.axis in [axis % rank for axis in axes] and len(axes) == 1


def _read_whole(builder: Builder, operation: Operation, value: Pieces) -> Value:
    """A reduction over all pieces, or each piece joined with what is computed of all of them."""
    gate = collapsed(builder, value, READ_WHOLE[operation.kind])
    if not operation.kind.startswith("Reduce"):
        parts = tuple(
            joined(builder, [part, gate], role=str(n + 1))
            if isinstance(part, Map)
            else joined(builder, [gate], [part.shape or ()], role=str(n + 1))
            for n, part in enumerate(value.parts)
        )
        return Pieces(value.axis, parts, operation.outputs[0], operation.path)
    made = joined(builder, [gate])
    if operation.get("keepdims", 1):
        return made
    axes = known_axes(made)
    return replace(made, axes=axes[: value.axis] + axes[value.axis + 1 :])


def _product(builder: Builder, operation: Operation, found: list[Any], rule: Rule) -> Value:
    """``MatMul``: rows of the first factor stay apart, what is added up is read as a whole."""
    second = PRODUCTS[operation.kind]
    one, other = found[0], found[second]
    after = {}
    for n, side in ((0, "A"), (second, "B")):
        value = found[n]
        if isinstance(value, Pieces):
            outer, inner = _outer_and_inner(operation, rank_of(value), side)
            kept = value.axis == outer
            if value.axis == inner or (n > 0 and kept and isinstance(one, Pieces)):
                whole = collapsed(builder, value, "attention")
                found[n] = set_axis(whole, value.axis, free(total_size(value)))
            after[n] = rank_of(value) - (1 if n else 2) if kept else value.axis
    place = next((n for n in (0, second) if isinstance(found[n], Pieces)), None)
    if place is None:
        return rule(operation, found)[0]
    pieces = found[place]
    if place == 0 and pieces.axis < rank_of(pieces) - 2 and isinstance(other, Pieces):
        raise NotFollowed(ALONG)
    parts = []
    for n, part in enumerate(pieces.parts):
        own = replace(operation, outputs=(f"{operation.outputs[0]}:{n + 1}",))
        parts.append(rule(own, [part if value is pieces else value for value in found])[0])
    if not all(isinstance(part, Map | Constant) for part in parts):
        raise NotFollowed(ALONG)
    return Pieces(after[place], tuple(parts), operation.outputs[0], operation.path)  # type: ignore[arg-type]


def _outer_and_inner(operation: Operation, rank: int, side: str) -> tuple[int, int]:
    """The axis of a factor that the product keeps, and the one that is added up."""
    if operation.get(f"transBatch{side}", 0):
        raise NotFollowed(ALONG)
    turned = bool(operation.get(f"trans{side}", 0)) != (side == "B")
    return (rank - 1, rank - 2) if turned else (rank - 2, rank - 1)
