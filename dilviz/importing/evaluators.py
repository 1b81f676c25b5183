"""The operations by which settings are computed from constants: one entry adds one."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from math import prod
from typing import Any

import numpy as np

from dilviz.importing.operation import Operation
from dilviz.importing.sizes import OPEN, OpenSize
from dilviz.importing.tensors import MOST_AXES, MOST_NUMBERS, TYPES, from_tensor
from dilviz.importing.values import NotFollowed

Evaluator = Callable[[Operation, list[Any]], Any]


LIMIT = ContextVar("most numbers that may be computed", default=MOST_NUMBERS)


def _check(total: int) -> None:
    if not 0 <= total <= LIMIT.get():
        raise NotFollowed("a constant has too many numbers")


def _listed(value: Any) -> list[Any]:
    return np.asarray(value).ravel().tolist()


def _axes(operation: Operation, values: list[Any], rank: int) -> list[int] | None:
    given = operation.get("axes")
    if given is None and len(values) > 1 and values[1] is not None:
        given = [int(n) for n in _listed(values[1])]
    return None if given is None else [int(n) % max(rank, 1) for n in given]


def _cast(operation: Operation, values: list[Any]) -> Any:
    if values[0].dtype == object:
        return values[0]
    return values[0].astype(TYPES[operation.get("to", 1)])


def _constant_of_shape(operation: Operation, values: list[Any]) -> Any:
    shape = [int(n) for n in _listed(values[0])]
    total = 1
    for size in shape:
        total *= size
        _check(total)
    tensor = operation.get("value")
    fill = np.float32(0) if tensor is None else from_tensor(tensor).data.ravel()[0]
    return np.full(shape, fill)


def _reshape(operation: Operation, values: list[Any]) -> Any:
    target = operation.get("shape") or [int(n) for n in _listed(values[1])]
    shape = values[0].shape
    if not operation.get("allowzero", 0):
        target = [shape[n] if size == 0 else size for n, size in enumerate(target)]
    return values[0].reshape(target)


def _flatten(operation: Operation, values: list[Any]) -> Any:
    shape, axis = values[0].shape, operation.get("axis", 1)
    return values[0].reshape(prod(shape[:axis]), prod(shape[axis:]))


def _slice(operation: Operation, values: list[Any]) -> Any:
    data = values[0]
    given = [operation.get(name) for name in ("starts", "ends", "axes", "steps")]
    for n, value in enumerate(values[1:5]):
        given[n] = given[n] if value is None else [int(i) for i in _listed(value)]
    starts, ends = given[0] or [], given[1] or []
    axes = given[2] if given[2] is not None else list(range(len(starts)))
    steps = given[3] or [1] * len(starts)
    for start, end, axis, step in zip(starts, ends, axes, steps, strict=True):
        end = None if step < 0 and end < -(1 << 31) else end
        index = [slice(None)] * data.ndim
        index[axis] = slice(start, end, step)
        data = data[tuple(index)]
    return data


def _squeeze(operation: Operation, values: list[Any]) -> Any:
    axes = _axes(operation, values, values[0].ndim)
    return np.squeeze(values[0], None if axes is None else tuple(axes))


def _unsqueeze(operation: Operation, values: list[Any]) -> Any:
    given = operation.get("axes") or [int(n) for n in _listed(values[1])]
    if values[0].ndim + len(given) > MOST_AXES:
        raise NotFollowed("too many axes")
    return np.expand_dims(values[0], tuple(given))


def _dequantized(operation: Operation, values: list[Any]) -> Any:
    numbers, scale, *zero = values
    if operation.get("block_size", 0) or numbers.dtype == object:
        return None
    along = [1] * numbers.ndim
    if np.ndim(scale) and np.size(scale) > 1:
        along[operation.get("axis", 1)] = -1
    shift = np.reshape(zero[0], along) if zero and zero[0] is not None else 0
    return (numbers.astype(np.float64) - shift) * np.reshape(scale, along)


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


def _expand(operation: Operation, values: list[Any]) -> Any:
    shape = [int(n) for n in _listed(values[1])]
    total = 1
    for size in np.broadcast_shapes(values[0].shape, tuple(min(n, LIMIT.get() + 1) for n in shape)):
        total *= size
        _check(total)
    return np.array(np.broadcast_to(values[0], np.broadcast_shapes(values[0].shape, tuple(shape))))


def _tile(operation: Operation, values: list[Any]) -> Any:
    repeats = [int(n) for n in _listed(values[1])]
    total = values[0].size
    for count in repeats:
        total *= count
        _check(total)
    return np.tile(values[0], repeats)


def _range(operation: Operation, values: list[Any]) -> Any:
    start, stop, step = (np.asarray(value).ravel()[0] for value in values)
    _check(int(max(0, np.ceil((stop - start) / step))))
    return np.arange(start, stop, step).astype(values[0].dtype)


def _split(operation: Operation, values: list[Any]) -> Any:
    sizes = operation.get("split") or (_listed(values[1]) if len(values) > 1 else None)
    axis = operation.get("axis", 0)
    count = len(operation.outputs)
    if sizes is None:
        part = -(-values[0].shape[axis] // count)
        sizes = [part] * count
    return tuple(np.split(values[0], np.cumsum(sizes)[:-1].astype(int), axis))[:count]


def _reduce(function: Callable[..., Any]) -> Evaluator:
    def rule(operation: Operation, values: list[Any]) -> Any:
        axes = _axes(operation, values, values[0].ndim)
        if not axes:
            axes = [] if operation.get("noop_with_empty_axes", 0) else list(range(values[0].ndim))
        keep = bool(operation.get("keepdims", 1))
        return function(values[0], axis=tuple(axes), keepdims=keep)

    return rule


def _shape(operation: Operation, values: list[Any]) -> Any:
    shape = values[0].shape
    return np.array(shape[operation.get("start", 0) : operation.get("end", len(shape))], np.int64)


def _constant(operation: Operation, values: list[Any]) -> Any:
    for name in ("value_int", "value_float"):
        if operation.get(name) is not None:
            kind = np.int64 if name == "value_int" else np.float32
            return np.array(operation.get(name), kind)
    for name, kind in (("value_ints", np.int64), ("value_floats", np.float32)):
        if operation.get(name) is not None:
            return np.array(operation.get(name), kind)
    return None


def _gather_nd(operation: Operation, values: list[Any]) -> Any:
    if operation.get("batch_dims", 0):
        return None
    index = np.moveaxis(values[1], -1, 0)
    _check(index[0].size * int(np.prod(values[0].shape[len(index) :])))
    return values[0][tuple(index)]


def _gather(operation: Operation, values: list[Any]) -> Any:
    axis = operation.get("axis", 0)
    shape = values[0].shape
    _check(values[0].size // max(shape[axis], 1) * values[1].size)
    return np.take(values[0], values[1].astype(np.int64), axis=axis)


def _scatter_nd(operation: Operation, values: list[Any]) -> Any:
    data = values[0].copy()
    if operation.get("reduction", "none") != "none":
        return None
    data[tuple(np.moveaxis(values[1], -1, 0))] = values[2]
    return data


def _concat(operation: Operation, values: list[Any]) -> Any:
    return np.concatenate([v for v in values if v is not None], operation.get("axis", 0))


def _mod(operation: Operation, values: list[Any]) -> Any:
    return (np.fmod if operation.get("fmod", 0) else np.mod)(values[0], values[1])


def _clip(operation: Operation, values: list[Any]) -> Any:
    low = operation.get("min") if len(values) < 2 or values[1] is None else values[1]
    high = operation.get("max") if len(values) < 3 or values[2] is None else values[2]
    return np.clip(values[0], low, high)


def _plainly(function: Callable[..., Any]) -> Evaluator:
    def rule(operation: Operation, values: list[Any]) -> Any:
        shape = np.broadcast_shapes(*(np.shape(value) for value in values))
        _check(int(np.prod([min(n, LIMIT.get() + 1) for n in shape], dtype=object)))
        return function(*values)

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


def _eye(operation: Operation, values: list[Any]) -> Any:
    rows, cols = values[0].shape
    kind = TYPES[operation.get("dtype", 0)] if operation.get("dtype", 0) else values[0].dtype
    return np.eye(rows, cols, operation.get("k", 0), dtype=kind)


def _trilu(operation: Operation, values: list[Any]) -> Any:
    diagonal = int(values[1].ravel()[0]) if len(values) > 1 and values[1] is not None else 0
    return (np.triu if operation.get("upper", 1) else np.tril)(values[0], diagonal)


def _one_hot(operation: Operation, values: list[Any]) -> Any:
    depth = int(np.ravel(values[1])[0])
    _check(values[0].size * depth)
    off, on = np.ravel(values[2])
    axis = operation.get("axis", -1)
    hot = (values[0] % depth)[..., None] == np.arange(depth)
    return np.moveaxis(np.where(hot, on, off), -1, axis if axis >= 0 else hot.ndim + axis)


def _gather_elements(operation: Operation, values: list[Any]) -> Any:
    return np.take_along_axis(values[0], values[1], operation.get("axis", 0))


def _scatter_elements(operation: Operation, values: list[Any]) -> Any:
    if operation.get("reduction", "none") != "none":
        return None
    data = values[0].copy()
    np.put_along_axis(data, values[1], values[2], operation.get("axis", 0))
    return data


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "Abs": np.abs, "Add": np.add, "And": np.logical_and, "Ceil": np.ceil,
    "Floor": np.floor, "Greater": np.greater, "GreaterOrEqual": np.greater_equal,
    "Identity": np.array, "Less": np.less, "LessOrEqual": np.less_equal, "Mul": np.multiply,
    "Neg": np.negative, "Not": np.logical_not, "Or": np.logical_or, "Pow": np.power,
    "Reciprocal": np.reciprocal, "Round": np.round, "Sign": np.sign, "Sqrt": np.sqrt,
    "Sub": np.subtract, "Where": np.where,
}  # fmt: skip


EVALUATORS: dict[str, Evaluator] = {
    **{kind: _plainly(function) for kind, function in _FUNCTIONS.items()},
    "Cast": _cast,
    "Clip": _clip,
    "Concat": _concat,
    "Constant": _constant,
    "ConstantOfShape": _constant_of_shape,
    "CumSum": _cumsum,
    "DequantizeLinear": _dequantized,
    "Div": _divide,
    "Equal": _equal,
    "Expand": _expand,
    "Flatten": _flatten,
    "EyeLike": _eye,
    "Gather": _gather,
    "GatherElements": _gather_elements,
    "GatherND": _gather_nd,
    "Max": lambda operation, values: np.maximum.reduce(np.broadcast_arrays(*values)),
    "Min": lambda operation, values: np.minimum.reduce(np.broadcast_arrays(*values)),
    "Mod": _mod,
    "NonZero": lambda operation, values: np.array(np.nonzero(values[0]), np.int64),
    "OneHot": _one_hot,
    "Range": _range,
    "ReduceMax": _reduce(np.max),
    "ReduceMin": _reduce(np.min),
    "ReduceProd": _reduce(np.prod),
    "ReduceSum": _reduce(np.sum),
    "Reshape": _reshape,
    "ScatterElements": _scatter_elements,
    "ScatterND": _scatter_nd,
    "Shape": _shape,
    "Size": lambda operation, values: np.array(values[0].size, np.int64),
    "Slice": _slice,
    "Split": _split,
    "Squeeze": _squeeze,
    "Tile": _tile,
    "Transpose": lambda operation, values: np.transpose(values[0], operation.get("perm")),
    "Trilu": _trilu,
    "Unsqueeze": _unsqueeze,
}


def computed(
    rule: Evaluator, operation: Operation, data: list[np.ndarray | None], most: int
) -> list[np.ndarray] | None:
    """What an evaluator makes of numbers; None if it cannot, or of more than `most`."""
    limit = LIMIT.set(most)
    try:
        with np.errstate(all="ignore"):
            made = rule(operation, data)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return None
    except (NotFollowed, MemoryError):
        return None
    finally:
        LIMIT.reset(limit)
    if made is None:
        return None
    arrays = [np.asarray(array) for array in (made if isinstance(made, tuple) else (made,))]
    return arrays if all(array.size <= most for array in arrays) else None
