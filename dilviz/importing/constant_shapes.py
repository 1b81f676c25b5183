"""Shapes of constants whose numbers are not known, or too many to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from dilviz.importing.evaluators import EVALUATORS, computed
from dilviz.importing.operation import Operation
from dilviz.importing.sizes import Size, filled_in, product, times
from dilviz.importing.tensors import MOST_AXES
from dilviz.importing.values import Constant, numbers_at, shape_at

_SAME_SHAPE = """
Abs Cast Ceil Clip CumSum DequantizeLinear Dropout Erf Exp Floor Gelu Identity LayerNormalization
Log Neg Not QLinearSigmoid QLinearSoftmax QuantizeLinear Reciprocal Relu Round ScatterND Sigmoid
Sign Softmax Sqrt Tanh
"""
_BROADCAST = """
Add And Div Equal Greater GreaterOrEqual Less LessOrEqual Max Min Mod Mul Or Pow QLinearAdd
QLinearMul Sub Where Xor
"""
_REDUCTIONS = """
ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum
ReduceSumSquare
"""
SAME_SHAPE, BROADCAST, REDUCTIONS = (
    frozenset(kinds.split()) for kinds in (_SAME_SHAPE, _BROADCAST, _REDUCTIONS)
)
CUTS = ("Gather", "Slice", "Split")
STAND_INS = (61, 127)  # for a size that is left open
LARGEST_BLANK = 1 << 22  # numbers
Values = list[Constant | None]
Known = tuple[Size, ...]
Shape = Known | None


def shapes_of_constants(operation: Operation, values: Values, outputs: int) -> list[Shape]:
    """Shapes of the outputs of an operation that reads constants; None where not known."""
    if operation.kind in CUTS and values:
        parts = _cut(operation, values)
        return parts if len(parts) == outputs else [None] * outputs
    if operation.kind in BROADCAST:
        return [_broadcast([v.shape for v in values if v is not None])] * outputs
    if operation.kind == "Concat":
        return [_laid_together(operation, [v.shape for v in values if v is not None])]
    shape = shape_at(values, 0)
    rule = _RULES.get(operation.kind)
    if operation.kind == "Reshape" and shape is None:
        return [_named(numbers_at(values, 1))]
    found = None if shape is None or rule is None else rule(operation, shape, values)
    return [found] * outputs


def _named(sizes: list[Size] | None) -> Shape:
    """The new shape of a tensor that is not known, where every size is given.

    Kernels that are standardised while the model runs get their shape so.
    """
    if sizes is None or not 0 < len(sizes) <= MOST_AXES:
        return None
    given = all(isinstance(size, int) and size > 0 for size in sizes)
    return tuple(sizes) if given else None


def _same(operation: Operation, shape: Known, values: Values) -> Shape:
    return shape


def _transposed(operation: Operation, shape: Known, values: Values) -> Shape:
    order = operation.get("perm") or list(range(len(shape)))[::-1]
    return tuple(shape[n] for n in order) if sorted(order) == list(range(len(shape))) else None


def _filled(operation: Operation, shape: Known, values: Values) -> Shape:
    sizes = numbers_at(values, 0)
    return None if sizes is None else tuple(sizes)


def _flattened(operation: Operation, shape: Known, values: Values) -> Shape:
    cut = operation.get("axis", 1)
    return product(shape[:cut]), product(shape[cut:])


def _tiled(operation: Operation, shape: Known, values: Values) -> Shape:
    repeats = numbers_at(values, 1)
    if repeats is None or len(repeats) != len(shape):
        return None
    return tuple(times(size, count) for size, count in zip(shape, repeats, strict=True))


def _resized(operation: Operation, shape: Known, values: Values) -> Shape:
    """Sizes as they are given, or by scales; position embeddings are adapted so."""
    sizes, scales = numbers_at(values, 3), numbers_at(values, 2)
    if sizes and len(sizes) == len(shape):
        return tuple(sizes)
    if not scales or len(scales) != len(shape):
        return None
    if not all(isinstance(size, int) for size in shape):
        return None
    return tuple(int(size * scale) for size, scale in zip(shape, scales, strict=True))


def _multiplied(operation: Operation, shape: Known, values: Values) -> Shape:
    """Shape of a product of tensors of at least two axes, of which none is transposed."""
    other = shape_at(values, 3 if operation.kind == "QLinearMatMul" else 1)
    if other is None or min(len(shape), len(other)) < 2:
        return None
    if any(name.startswith("trans") and turned for name, turned in operation.attributes.items()):
        return None
    batch = _broadcast([shape[:-2], other[:-2]])
    return None if batch is None else (*batch, shape[-2], other[-1])


def _linear(operation: Operation, shape: Known, values: Values) -> Shape:
    """Shape of ``Gemm``."""
    other = shape_at(values, 1)
    if other is None or len(shape) != 2 or len(other) != 2:
        return None
    return shape[operation.get("transA", 0) > 0], other[operation.get("transB", 0) == 0]


def _laid_together(operation: Operation, shapes: list[Shape]) -> Shape:
    """Shape of ``Concat``: position embeddings of a class and of patches are joined so."""
    known = [shape for shape in shapes if shape]
    if not known or len(known) < len(shapes) or len({len(shape) for shape in known}) > 1:
        return None
    axis = operation.get("axis", 1) % len(known[0])
    sizes = [size for shape in known if isinstance(size := shape[axis], int)]
    if len(sizes) < len(known):
        return None
    return (*known[0][:axis], sum(sizes), *known[0][axis + 1 :])


def _cut(operation: Operation, values: Values) -> list[Shape]:
    """Shapes of what is cut out of a tensor; open sizes have two stand-ins, which must agree."""
    first, second = (_cut_of_size(operation, values, size) for size in STAND_INS)
    if len(first) != len(second):
        return [None]
    sizes = [size for size in shape_at(values, 0) or () if not isinstance(size, int)]
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
    shape, others = shape_at(values, 0), values[1:]
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


def _rearranged(operation: Operation, shape: Known, values: Values) -> Shape:
    second = numbers_at(values, 1)
    attribute = operation.get("axes") or operation.get("shape")
    if second is None and attribute is None and operation.kind != "Squeeze":
        return None
    numbers = list((attribute if second is None else second) or [])
    if len(numbers) > MOST_AXES:
        return None
    if not all(isinstance(n, int) for n in numbers):
        return tuple(numbers) if operation.kind in ("Expand", "Reshape") else None
    return _REARRANGED[operation.kind](shape, numbers)


def _reduced(operation: Operation, shape: Known, values: Values) -> Shape:
    """Shape of what is computed along some axes."""
    given = operation.get("axes")
    if given is None and len(values) > 1 and values[1] is not None:
        given = numbers_at(values, 1)
        if given is None:
            return None
    if not given and operation.get("noop_with_empty_axes", 0):
        return shape
    gone = {axis % len(shape) for axis in given} if given else set(range(len(shape)))
    keep = operation.get("keepdims", 1)
    return tuple(1 if n in gone else s for n, s in enumerate(shape) if keep or n not in gone)


def _expanded(shape: Known, numbers: list[int]) -> Shape:
    return _broadcast([shape, tuple(numbers)])


def _reshaped(shape: Known, numbers: list[int]) -> Shape:
    sizes = filled_in(shape, numbers)
    return None if sizes is None else tuple(sizes)


def _squeezed(shape: Known, numbers: list[int]) -> Shape:
    gone = {n % len(shape) for n in numbers} if numbers and shape else None
    return tuple(s for n, s in enumerate(shape) if not (s == 1 if gone is None else n in gone))


def _unsqueezed(shape: Known, numbers: list[int]) -> Shape:
    rank = len(shape) + len(numbers)
    places = {n % rank for n in numbers}
    old = iter(shape)
    return tuple(1 if n in places else next(old, 1) for n in range(rank))


_REARRANGED: dict[str, Callable[[Known, list[int]], Shape]] = {
    "Expand": _expanded,
    "Reshape": _reshaped,
    "Squeeze": _squeezed,
    "Unsqueeze": _unsqueezed,
}

Rule = Callable[[Operation, Known, Values], Shape]
_RULES: dict[str, Rule] = {
    **dict.fromkeys(SAME_SHAPE, _same),
    **dict.fromkeys(_REARRANGED, _rearranged),
    **dict.fromkeys(REDUCTIONS, _reduced),
    "ConstantOfShape": _filled,
    "Flatten": _flattened,
    "Gemm": _linear,
    **dict.fromkeys(["FusedMatMul", "MatMul", "MatMulInteger", "QLinearMatMul"], _multiplied),
    "Resize": _resized,
    "Tile": _tiled,
    "Transpose": _transposed,
}
