"""Arithmetic, comparisons and reductions of small tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dilviz.importing.evaluators.limits import LIMIT, Evaluator, axes_of, check
from dilviz.importing.operation import Operation
from dilviz.importing.sizes import OPEN, OpenSize
from dilviz.importing.tensors import MOST_AXES, TYPES
from dilviz.importing.values import NotFollowed


def _cast(operation: Operation, values: list[Any]) -> Any:
    if values[0].dtype == object:
        return values[0]
    return values[0].astype(TYPES[operation.get("to", 1)])


def _dequantized(operation: Operation, values: list[Any]) -> Any:
    numbers, scale, *zero = values
    if operation.get("block_size", 0) or numbers.dtype == object:
        return None
    along = [1] * numbers.ndim
    if np.ndim(scale) and np.size(scale) > 1:
        along[operation.get("axis", 1)] = -1
    shift = np.reshape(zero[0], along) if zero and zero[0] is not None else 0
    return (numbers.astype(np.float64) - shift) * np.reshape(scale, along)


def _quantized(operation: Operation, values: list[Any]) -> Any:
    """Quantisers put it between the operations that compute sizes, too."""
    numbers, scale, *zero = values
    shift = zero[0] if zero and zero[0] is not None else np.uint8(0)
    plain = np.size(scale) == 1 and np.size(shift) == 1 and numbers.dtype != object
    if not plain or shift.dtype.kind not in "iu" or operation.get("output_dtype", 0):
        return None
    limits = np.iinfo(shift.dtype)
    rounded = np.rint(numbers / np.ravel(scale)[0]) + int(np.ravel(shift)[0])
    return np.clip(rounded, limits.min, limits.max).astype(shift.dtype)


def _divide(operation: Operation, values: list[Any]) -> Any:
    one, other = np.asarray(values[0]), np.asarray(values[1])
    if one.dtype == object or other.dtype == object:
        return one // other
    if one.dtype.kind in "iu":
        return (
            np.trunc(one / other).astype(one.dtype)
            if (one < 0).any() or (other < 0).any()
            else (one // other)
        )
    return one / other


def _mod(operation: Operation, values: list[Any]) -> Any:
    return (np.fmod if operation.get("fmod", 0) else np.mod)(values[0], values[1])


def _clip(operation: Operation, values: list[Any]) -> Any:
    low = operation.get("min") if len(values) < 2 or values[1] is None else values[1]
    high = operation.get("max") if len(values) < 3 or values[2] is None else values[2]
    return np.clip(values[0], low, high)


def _plainly(function: Callable[..., Any]) -> Evaluator:
    def rule(operation: Operation, values: list[Any]) -> Any:
        shape = np.broadcast_shapes(*(np.shape(value) for value in values))
        check(int(np.prod([min(n, LIMIT.get() + 1) for n in shape], dtype=object)))
        return function(*values)

    return rule


def _reduce(function: Callable[..., Any]) -> Evaluator:
    def rule(operation: Operation, values: list[Any]) -> Any:
        axes = axes_of(operation, values, values[0].ndim)
        if not axes:
            axes = [] if operation.get("noop_with_empty_axes", 0) else list(range(values[0].ndim))
        keep = bool(operation.get("keepdims", 1))
        return function(values[0], axis=tuple(axes), keepdims=keep)

    return rule


def _cumsum(operation: Operation, values: list[Any]) -> Any:
    if operation.get("exclusive", 0) or operation.get("reverse", 0):
        return None
    return np.cumsum(values[0], int(values[1].ravel()[0]))


def _equal(operation: Operation, values: list[Any]) -> Any:
    if all(value.dtype != object for value in values):
        return _plainly(np.equal)(operation, values)
    one, other = np.broadcast_arrays(*values)
    if one.size > MOST_AXES:
        return None
    pairs = zip(one.ravel().tolist(), other.ravel().tolist(), strict=True)
    return np.array([_same(a, b) for a, b in pairs], bool).reshape(one.shape)


def _same(one: Any, other: Any) -> bool:
    """Whether two numbers are equal; an open size is more than 1."""
    if one == other:
        return True
    is_open = [isinstance(size, OpenSize) for size in (one, other)]
    if all(is_open) or (is_open[0] and other > 1) or (is_open[1] and one > 1):
        raise NotFollowed(OPEN)
    return False


def _range(operation: Operation, values: list[Any]) -> Any:
    start, stop, step = (np.asarray(value).ravel()[0] for value in values)
    check(int(max(0, np.ceil((stop - start) / step))))
    return np.arange(start, stop, step).astype(values[0].dtype)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "Abs": np.abs, "Add": np.add, "And": np.logical_and, "Ceil": np.ceil,
    "Floor": np.floor, "Greater": np.greater, "GreaterOrEqual": np.greater_equal,
    "Identity": np.array, "Less": np.less, "LessOrEqual": np.less_equal, "Mul": np.multiply,
    "Neg": np.negative, "Not": np.logical_not, "Or": np.logical_or, "Pow": np.power,
    "Reciprocal": np.reciprocal, "Round": np.round, "Sign": np.sign, "Sqrt": np.sqrt,
    "Sub": np.subtract, "Where": np.where,
}  # fmt: skip


RULES: dict[str, Evaluator] = {
    **{kind: _plainly(function) for kind, function in _FUNCTIONS.items()},
    "Cast": _cast,
    "Clip": _clip,
    "CumSum": _cumsum,
    "DequantizeLinear": _dequantized,
    "Div": _divide,
    "Equal": _equal,
    "Max": lambda operation, values: np.maximum.reduce(np.broadcast_arrays(*values)),
    "Min": lambda operation, values: np.minimum.reduce(np.broadcast_arrays(*values)),
    "Mod": _mod,
    "QuantizeLinear": _quantized,
    "Range": _range,
    "ReduceMax": _reduce(np.max),
    "ReduceMin": _reduce(np.min),
    "ReduceProd": _reduce(np.prod),
    "ReduceSum": _reduce(np.sum),
}
