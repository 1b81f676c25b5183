"""Tensors that are made, cut, joined and arranged anew."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from dilviz.importing.evaluators.limits import (
    LIMIT,
    Evaluator,
    axes_of,
    check_product,
    listed,
)
from dilviz.importing.operation import Operation
from dilviz.importing.tensors import MOST_AXES, from_tensor
from dilviz.importing.values import NotFollowed


def _constant(operation: Operation, values: list[Any]) -> Any:
    for name in ("value_int", "value_float", "value_ints", "value_floats"):
        if operation.get(name) is not None:
            return np.array(operation.get(name), np.int64 if "int" in name else np.float32)
    return None


def _constant_of_shape(operation: Operation, values: list[Any]) -> Any:
    shape = listed(values[0])
    check_product(shape)
    tensor = operation.get("value")
    fill = np.float32(0) if tensor is None else from_tensor(tensor).data.ravel()[0]
    return np.full(shape, fill)


def _shape(operation: Operation, values: list[Any]) -> Any:
    shape = values[0].shape
    return np.array(shape[operation.get("start", 0) : operation.get("end", len(shape))], np.int64)


def _reshape(operation: Operation, values: list[Any]) -> Any:
    target = operation.get("shape") or listed(values[1])
    shape = values[0].shape
    if not operation.get("allowzero", 0):
        target = [shape[n] if size == 0 else size for n, size in enumerate(target)]
    return values[0].reshape(target)


def _flatten(operation: Operation, values: list[Any]) -> Any:
    shape, axis = values[0].shape, operation.get("axis", 1)
    return values[0].reshape(prod(shape[:axis]), prod(shape[axis:]))


def _squeeze(operation: Operation, values: list[Any]) -> Any:
    axes = axes_of(operation, values, values[0].ndim)
    return np.squeeze(values[0], None if axes is None else tuple(axes))


def _unsqueeze(operation: Operation, values: list[Any]) -> Any:
    given = operation.get("axes") or listed(values[1])
    if values[0].ndim + len(given) > MOST_AXES:
        raise NotFollowed("too many axes")
    return np.expand_dims(values[0], tuple(given))


def _expand(operation: Operation, values: list[Any]) -> Any:
    shape = listed(values[1])
    bounded = tuple(min(n, LIMIT.get() + 1) for n in shape)
    check_product(np.broadcast_shapes(values[0].shape, bounded))
    return np.array(np.broadcast_to(values[0], np.broadcast_shapes(values[0].shape, tuple(shape))))


def _tile(operation: Operation, values: list[Any]) -> Any:
    repeats = listed(values[1])
    check_product(repeats, values[0].size)
    return np.tile(values[0], repeats)


def _slice(operation: Operation, values: list[Any]) -> Any:
    data = values[0]
    given = [operation.get(name) for name in ("starts", "ends", "axes", "steps")]
    for n, value in enumerate(values[1:5]):
        given[n] = given[n] if value is None else listed(value)
    starts, ends = given[0] or [], given[1] or []
    axes = given[2] if given[2] is not None else list(range(len(starts)))
    steps = given[3] or [1] * len(starts)
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        end = None if step < 0 and end < -(1 << 31) else end
        index = [slice(None)] * data.ndim
        index[axis] = slice(start, end, step)
        data = data[tuple(index)]
    return data


def _split(operation: Operation, values: list[Any]) -> Any:
    sizes = operation.get("split") or (listed(values[1]) if len(values) > 1 else None)
    axis = operation.get("axis", 0)
    count = len(operation.outputs)
    if sizes is None:
        part = -(-values[0].shape[axis] // count)
        sizes = [part] * count
    return tuple(np.split(values[0], np.cumsum(sizes)[:-1].astype(int), axis))[:count]


def _concat(operation: Operation, values: list[Any]) -> Any:
    return np.concatenate([v for v in values if v is not None], operation.get("axis", 0))


RULES: dict[str, Evaluator] = {
    "Concat": _concat,
    "Constant": _constant,
    "ConstantOfShape": _constant_of_shape,
    "Expand": _expand,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Shape": _shape,
    "Size": lambda operation, values: np.array(values[0].size, np.int64),
    "Slice": _slice,
    "Split": _split,
    "Squeeze": _squeeze,
    "Tile": _tile,
    "Transpose": lambda operation, values: np.transpose(values[0], operation.get("perm")),
    "Unsqueeze": _unsqueeze,
}
