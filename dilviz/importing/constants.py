"""Numbers that do not depend on the input: settings computed by small operations.

No model is executed: a few dozen operations on tensors of at most `MOST_NUMBERS` numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from dilviz.importing.builder import Builder
from dilviz.importing.evaluators import EVALUATORS, LIMIT, Evaluator
from dilviz.importing.operation import Operation
from dilviz.importing.sizes import Size, divided, product
from dilviz.importing.tensors import (
    MOST_AXES,
    MOST_LATER,
    MOST_NUMBERS,
    from_tensor,
    sizes_constant,
)
from dilviz.importing.values import OPEN_SETTING, Constant, Later, NotFollowed

_SAME_SHAPE = """
Abs Cast Ceil Clip CumSum DequantizeLinear Dropout Erf Exp Floor Identity LayerNormalization Log
Neg Not QuantizeLinear Reciprocal Relu Round ScatterND Sigmoid Sign Softmax Sqrt Tanh
"""
_BROADCAST = """
Add And Div Equal Greater GreaterOrEqual Less LessOrEqual Max Min Mod Mul Or Pow Sub Where Xor
"""
SAME_SHAPE, BROADCAST = frozenset(_SAME_SHAPE.split()), frozenset(_BROADCAST.split())
CUTS = ("Gather", "Slice", "Split")
TOO_MANY = "a constant that is computed has numbers that are too many or not known"
STAND_INS = (61, 127)  # for a size that is left open
LARGEST_BLANK = 1 << 22  # numbers
Values = list[Constant | None]
Shape = tuple[Size, ...] | None


def evaluated(operation: Operation, values: Values) -> tuple[Constant, ...]:
    """The outputs of an operation that reads constants only."""
    outputs = max(1, len(operation.outputs))
    if operation.kind == "Constant" and operation.get("value") is not None:
        return (from_tensor(operation.get("value")),)
    if operation.kind == "Shape" and values and values[0] and values[0].shape is not None:
        shape = values[0].shape
        part = shape[operation.get("start", 0) : operation.get("end", len(shape))]
        return (sizes_constant(part),)
    rule = EVALUATORS.get(operation.kind) if not operation.domain else None
    known = all(v is None or v.data is not None for v in values)
    if rule is not None and known:
        data = [None if v is None else v.data for v in values]
        made = computed(rule, operation, data, MOST_NUMBERS)
        if made is not None:
            return tuple(Constant(array.shape, array) for array in made)
    missing = TOO_MANY if rule is not None and known else ""
    missing = next(filter(None, (_missing(v) for v in values if v is not None)), missing)
    shapes = _shapes(operation, values, outputs)
    return tuple(
        Constant(shape, missing=missing, later=_later(operation, values, n, shape, rule))
        for n, shape in enumerate(shapes)
    )


def _later(
    operation: Operation, values: Values, n: int, shape: Shape, rule: Evaluator | None
) -> Later | None:
    """How output `n` is computed once it is asked for."""
    given = [v for v in values if v is not None]
    if rule is None or shape is None or any(v.data is None and v.later is None for v in given):
        return None
    sizes = [size for size in (*shape, 1) if isinstance(size, int)]
    cost = prod(sizes) + sum(v.later.cost for v in given if v.later)
    if len(sizes) <= len(shape) or cost > MOST_LATER:
        return None

    def compute() -> np.ndarray | None:
        data = [
            v if v is None else v.data if v.later is None else v.later.compute() for v in values
        ]
        if any(d is None for v, d in zip(values, data, strict=True) if v is not None):
            return None
        made = computed(rule, operation, data, MOST_LATER)
        return made[n] if made and n < len(made) else None

    return Later(cost, compute)


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


def numbers_of(builder: Builder, value: Constant) -> np.ndarray | None:
    """The numbers of a constant, computed now if they are many; None if they are not known."""
    if value.data is not None or value.later is None:
        return value.data
    builder.spend(value.later.cost)
    return value.later.compute()


def _missing(value: Constant) -> str:
    """Why what is computed from a constant is not known."""
    holds_open_sizes = value.data is not None and value.data.dtype == object
    return OPEN_SETTING if holds_open_sizes else value.missing


def _shapes(operation: Operation, values: Values, outputs: int) -> list[Shape]:
    """Shapes where the numbers are not known."""
    shape = values[0].shape if values and values[0] is not None else None
    found: Shape = None
    kind = operation.kind
    if kind in SAME_SHAPE:
        found = shape
    elif kind in BROADCAST:
        found = _broadcast([v.shape for v in values if v is not None])
    elif kind == "MatMul" and len(values) == 2:
        one, other = (None if v is None else v.shape for v in values)
        found = _product(one, other)
    elif kind in CUTS and values:
        parts = _cut(operation, values)
        return parts if len(parts) == outputs else [None] * outputs
    elif kind == "Transpose" and shape is not None:
        order = operation.get("perm") or list(range(len(shape)))[::-1]
        found = tuple(shape[n] for n in order) if sorted(order) == list(range(len(shape))) else None
    elif kind == "ConstantOfShape" and values and values[0] and values[0].data is not None:
        found = tuple(values[0].data.ravel().tolist())
    elif kind in ("Reshape", "Squeeze", "Unsqueeze", "Expand"):
        found = _rearranged(operation, shape, values)
    elif kind == "Flatten" and shape is not None:
        cut = operation.get("axis", 1)
        found = product(shape[:cut]), product(shape[cut:])
    elif kind.startswith("Reduce") and shape is not None:
        found = _reduced(operation, shape, values)
    return [found] * outputs


def _product(one: Shape, other: Shape) -> Shape:
    """Shape of a product of tensors of at least two axes."""
    if one is None or other is None or min(len(one), len(other)) < 2:
        return None
    batch = _broadcast([one[:-2], other[:-2]])
    return None if batch is None else (*batch, one[-2], other[-1])


def _cut(operation: Operation, values: Values) -> list[Shape]:
    """Shapes of what is cut out of a tensor; open sizes have two stand-ins, which must agree."""
    first, second = (_cut_of_size(operation, values, size) for size in STAND_INS)
    if len(first) != len(second):
        return [None]
    shape = (values[0].shape if values[0] is not None else None) or ()
    sizes = [size for size in shape if not isinstance(size, int)]
    return [_agreed(one, other, sizes) for one, other in zip(first, second, strict=True)]


def _agreed(one: Shape, other: Shape, sizes: Sequence[Size]) -> Shape:
    """The shape that two stand-ins lead to, with the open sizes in their places again."""
    if one is None or other is None or len(one) != len(other):
        return None
    waiting, found = list(sizes), list[Size]()
    for pair in zip(one, other, strict=True):
        if pair[0] == pair[1]:
            found.append(pair[0])
        elif pair == STAND_INS and waiting:
            found.append(waiting.pop(0))
        else:
            return None
    return tuple(found) if not waiting or len(set(sizes)) == 1 else None


def _cut_of_size(operation: Operation, values: Values, stand_in: int) -> list[Shape]:
    """Shapes of what is cut out of a tensor whose numbers are all 0."""
    first, *others = values
    shape = None if first is None else first.shape
    sizes = [size if isinstance(size, int) else stand_in for size in shape or ()]
    if shape is None or prod(sizes) > LARGEST_BLANK:
        return [None]
    data = [None if v is None else v.data for v in others]
    if any(v is not None and v.data is None for v in others):
        return [None]
    blank = np.broadcast_to(np.int8(0), sizes)
    made = computed(EVALUATORS[operation.kind], operation, [blank, *data], LARGEST_BLANK)
    return [None] if made is None else [part.shape for part in made]


def _broadcast(shapes: list[Shape]) -> Shape:
    if not shapes or any(shape is None for shape in shapes):
        return None
    known = [shape for shape in shapes if shape is not None]
    rank = max(map(len, known))
    full = [(1,) * (rank - len(shape)) + shape for shape in known]
    return tuple(next((n for n in sizes if n != 1), 1) for sizes in zip(*full, strict=True))


def _rearranged(operation: Operation, shape: Shape, values: Values) -> Shape:
    second = values[1].data if len(values) > 1 and values[1] is not None else None
    attribute = operation.get("axes") or operation.get("shape")
    if second is None and attribute is None and operation.kind != "Squeeze":
        return None
    numbers = list((attribute if second is None else second.ravel().tolist()) or [])
    if shape is None or len(numbers) > MOST_AXES:
        return None
    if not all(isinstance(n, int) for n in numbers):
        return tuple(numbers) if operation.kind in ("Expand", "Reshape") else None
    return _REARRANGED[operation.kind](shape, numbers)


def _reduced(operation: Operation, shape: tuple[Size, ...], values: Values) -> Shape:
    """Shape of what is computed along some axes."""
    given = operation.get("axes")
    if given is None and len(values) > 1 and values[1] is not None:
        given = None if values[1].data is None else values[1].data.ravel().tolist()
        if given is None:
            return None
    if not given and operation.get("noop_with_empty_axes", 0):
        return shape
    gone = {axis % len(shape) for axis in given} if given else set(range(len(shape)))
    keep = operation.get("keepdims", 1)
    return tuple(1 if n in gone else s for n, s in enumerate(shape) if keep or n not in gone)


def _expanded(shape: tuple[Size, ...], numbers: list[int]) -> Shape:
    return _broadcast([shape, tuple(numbers)])


def _reshaped(shape: tuple[Size, ...], numbers: list[int]) -> Shape:
    sizes = [shape[n] if s == 0 and n < len(shape) else s for n, s in enumerate(numbers)]
    if -1 in sizes:
        rest = divided(product(shape), product(size for size in sizes if size != -1))
        if rest is None:
            return None
        sizes[sizes.index(-1)] = rest
    return tuple(sizes)


def _squeezed(shape: tuple[Size, ...], numbers: list[int]) -> Shape:
    gone = {n % len(shape) for n in numbers} if numbers and shape else None
    return tuple(s for n, s in enumerate(shape) if not (s == 1 if gone is None else n in gone))


def _unsqueezed(shape: tuple[Size, ...], numbers: list[int]) -> Shape:
    rank = len(shape) + len(numbers)
    places = {n % rank for n in numbers}
    old = iter(shape)
    return tuple(1 if n in places else next(old, 1) for n in range(rank))


_REARRANGED: dict[str, Callable[[tuple[Size, ...], list[int]], Shape]] = {
    "Expand": _expanded,
    "Reshape": _reshaped,
    "Squeeze": _squeezed,
    "Unsqueeze": _unsqueezed,
}
