"""Numbers that do not depend on the input: settings computed by small operations.

No model is executed: a few dozen operations on tensors of at most `MOST_NUMBERS` numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from dilviz.importing.operation import Operation
from dilviz.importing.sizes import Size
from dilviz.importing.values import Constant, NotFollowed

MOST_NUMBERS = 1 << 16
MOST_AXES = 16
FLOATS = (np.float16, np.float32, np.float64)
# ONNX numbers of data types that settings have
TYPES = {
    1: np.float32, 2: np.uint8, 3: np.int8, 4: np.uint16, 5: np.int16, 6: np.int32,
    7: np.int64, 9: np.bool_, 10: np.float16, 11: np.float64, 12: np.uint32, 13: np.uint64,
}  # fmt: skip
Values = list[Constant | None]
Evaluator = Callable[[Operation, list[Any]], Any]


def from_tensor(tensor: Any) -> Constant:
    """A tensor of the file; its numbers only if they are few."""
    shape = tuple(int(size) for size in tensor.dims)
    total = 1
    for size in shape:
        if size < 0:
            return Constant(None)
        total = min(total * size, MOST_NUMBERS + 1)
    if total > MOST_NUMBERS or tensor.external_data or len(shape) > MOST_AXES:
        return Constant(shape)
    if tensor.data_type not in TYPES:
        return Constant(shape)
    from onnx import numpy_helper

    try:
        return Constant(shape, numpy_helper.to_array(tensor))
    except (ValueError, TypeError, KeyError, OverflowError, MemoryError):
        return Constant(shape)


def evaluated(operation: Operation, values: Values) -> tuple[Constant, ...]:
    """The outputs of an operation that reads constants only."""
    outputs = max(1, len(operation.outputs))
    if operation.kind == "Constant" and operation.get("value") is not None:
        return (from_tensor(operation.get("value")),)
    rule = EVALUATORS.get(operation.kind) if not operation.domain else None
    known = all(v is None or v.data is not None for v in values)
    if rule is not None and known:
        try:
            with np.errstate(all="ignore"):
                made = rule(operation, [None if v is None else v.data for v in values])
        except (ValueError, TypeError, IndexError, OverflowError, KeyError, AttributeError):
            made = None
        except (ZeroDivisionError, NotFollowed, MemoryError):
            made = None
        if made is not None:
            made = made if isinstance(made, tuple) else (made,)
            arrays = [np.asarray(array) for array in made]
            return tuple(
                Constant(array.shape, array if array.size <= MOST_NUMBERS else None)
                for array in arrays
            )
    follows = any(v.open or _holds_open_sizes(v) for v in values if v is not None)
    return tuple(Constant(shape, open=follows) for shape in _shapes(operation, values, outputs))


def _holds_open_sizes(value: Constant) -> bool:
    return value.data is not None and value.data.dtype == object


def _shapes(operation: Operation, values: Values, outputs: int) -> list[tuple[Size, ...] | None]:
    """Shapes where the numbers are not known."""
    shape = values[0].shape if values and values[0] is not None else None
    found: tuple[Size, ...] | None = None
    kind = operation.kind
    if kind in SAME_SHAPE:
        found = shape
    elif kind in BROADCAST:
        found = _broadcast([v.shape for v in values if v is not None])
    elif kind == "Transpose" and shape is not None:
        order = operation.get("perm") or list(range(len(shape)))[::-1]
        found = tuple(shape[n] for n in order) if sorted(order) == list(range(len(shape))) else None
    elif kind in ("Reshape", "Squeeze", "Unsqueeze", "Expand"):
        found = _rearranged(operation, shape, values)
    return [found] * outputs


def _broadcast(shapes: list[tuple[Size, ...] | None]) -> tuple[Size, ...] | None:
    if not shapes or any(shape is None for shape in shapes):
        return None
    known = [shape for shape in shapes if shape is not None]
    rank = max(map(len, known))
    full = [(1,) * (rank - len(shape)) + shape for shape in known]
    return tuple(next((n for n in sizes if n != 1), 1) for sizes in zip(*full, strict=True))


def _rearranged(
    operation: Operation, shape: tuple[Size, ...] | None, values: Values
) -> tuple[Size, ...] | None:
    second = values[1].data if len(values) > 1 and values[1] is not None else None
    attribute = operation.get("axes") or operation.get("shape")
    if second is None and attribute is None and operation.kind != "Squeeze":
        return None
    numbers = list((attribute if second is None else second.ravel().tolist()) or [])
    if shape is None or len(numbers) > MOST_AXES:
        return None
    if not all(isinstance(n, int) for n in (*numbers, *shape)):
        return tuple(numbers) if operation.kind in ("Expand", "Reshape") else None
    if operation.kind == "Expand":
        return _broadcast([shape, tuple(numbers)])
    if operation.kind == "Reshape":
        if 0 in numbers or -1 in numbers:
            sizes = [shape[n] if s == 0 and n < len(shape) else s for n, s in enumerate(numbers)]
            total = int(np.prod([s for s in shape if isinstance(s, int)]))
            rest = int(np.prod([s for s in sizes if s != -1]))
            return tuple(total // rest if s == -1 and rest else s for s in sizes)
        return tuple(numbers)
    if operation.kind == "Squeeze":
        gone = {n % len(shape) for n in numbers} if numbers and shape else None
        return tuple(s for n, s in enumerate(shape) if not (s == 1 if gone is None else n in gone))
    rank = len(shape) + len(numbers)
    places = {n % rank for n in numbers}
    old = iter(shape)
    return tuple(1 if n in places else next(old, 1) for n in range(rank))


def _check(total: int) -> None:
    if not 0 <= total <= MOST_NUMBERS:
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
    for size in np.broadcast_shapes(
        values[0].shape, tuple(min(n, MOST_NUMBERS + 1) for n in shape)
    ):
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
        _check(int(np.prod([min(n, MOST_NUMBERS + 1) for n in shape], dtype=object)))
        return function(*values)

    return rule


def _cumsum(operation: Operation, values: list[Any]) -> Any:
    if operation.get("exclusive", 0) or operation.get("reverse", 0):
        return None
    return np.cumsum(values[0], int(values[1].ravel()[0]))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "Abs": np.abs, "Add": np.add, "And": np.logical_and, "Ceil": np.ceil, "Equal": np.equal,
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
    "Div": _divide,
    "Expand": _expand,
    "Gather": _gather,
    "GatherND": _gather_nd,
    "Max": lambda operation, values: np.maximum.reduce(np.broadcast_arrays(*values)),
    "Min": lambda operation, values: np.minimum.reduce(np.broadcast_arrays(*values)),
    "Mod": _mod,
    "NonZero": lambda operation, values: np.array(np.nonzero(values[0]), np.int64),
    "Range": _range,
    "ReduceMax": _reduce(np.max),
    "ReduceMin": _reduce(np.min),
    "ReduceProd": _reduce(np.prod),
    "ReduceSum": _reduce(np.sum),
    "Reshape": _reshape,
    "ScatterND": _scatter_nd,
    "Shape": _shape,
    "Size": lambda operation, values: np.array(values[0].size, np.int64),
    "Slice": _slice,
    "Split": _split,
    "Squeeze": _squeeze,
    "Tile": _tile,
    "Transpose": lambda operation, values: np.transpose(values[0], operation.get("perm")),
    "Unsqueeze": _unsqueeze,
}
SAME_SHAPE = frozenset(
    [
        "Abs",
        "Cast",
        "Ceil",
        "Clip",
        "CumSum",
        "DequantizeLinear",
        "Dropout",
        "Erf",
        "Exp",
        "Floor",
        "Identity",
        "Log",
        "Neg",
        "Not",
        "QuantizeLinear",
        "Reciprocal",
        "Relu",
        "Round",
        "ScatterND",
        "Sigmoid",
        "Sign",
        "Softmax",
        "Sqrt",
        "Tanh",
    ]
)
BROADCAST = frozenset(
    [
        "Add",
        "And",
        "Div",
        "Equal",
        "Greater",
        "GreaterOrEqual",
        "Less",
        "LessOrEqual",
        "Max",
        "Min",
        "Mod",
        "Mul",
        "Or",
        "Pow",
        "Sub",
        "Where",
        "Xor",
    ]
)
