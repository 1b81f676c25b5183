"""Numbers that do not depend on the input: settings computed by small operations.

No model is executed: a few dozen operations on tensors of at most `MOST_NUMBERS` numbers.
"""

from __future__ import annotations

from math import prod

import numpy as np

from dilviz.importing.builder import Builder
from dilviz.importing.constant_shapes import Shape, Values, shapes_of_constants
from dilviz.importing.evaluators import EVALUATORS, Evaluator, computed
from dilviz.importing.operation import Operation
from dilviz.importing.sizes import product
from dilviz.importing.tensors import (
    MOST_LATER,
    MOST_NUMBERS,
    from_tensor,
    sizes_constant,
)
from dilviz.importing.values import OPEN_SETTING, Constant, Later

TOO_MANY = "a constant that is computed has numbers that are too many or not known"


def evaluated(operation: Operation, values: Values) -> tuple[Constant, ...]:
    """The outputs of an operation that reads constants only."""
    outputs = max(1, len(operation.outputs))
    if operation.kind == "Constant" and operation.get("value") is not None:
        return (from_tensor(operation.get("value")),)
    if operation.kind == "Shape" and values and values[0] and values[0].shape is not None:
        shape = values[0].shape
        part = shape[operation.get("start", 0) : operation.get("end", len(shape))]
        return (sizes_constant(part),)
    if operation.kind == "Size" and values and values[0] and values[0].shape is not None:
        return (Constant((), np.array(product(values[0].shape))),)
    rule = EVALUATORS.get(operation.kind) if not operation.domain else None
    known = all(v is None or v.data is not None for v in values)
    if rule is not None and known:
        data = [None if v is None else v.data for v in values]
        made = computed(rule, operation, data, MOST_NUMBERS)
        if made is not None:
            return tuple(Constant(array.shape, array) for array in made)
    missing = TOO_MANY if rule is not None and known else ""
    missing = next(filter(None, (_missing(v) for v in values if v is not None)), missing)
    shapes = shapes_of_constants(operation, values, outputs)
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
