"""The operations by which settings are computed from constants: one entry adds one.

* limits: how many numbers may be computed, and how settings are read
* arithmetic: arithmetic, comparisons, reductions
* arranging: tensors that are made, cut, joined and arranged anew
* picking: entries that are taken, replaced or marked by their numbers
"""

from __future__ import annotations

import numpy as np

from dilviz.importing.evaluators import arithmetic, arranging, picking
from dilviz.importing.evaluators.limits import LIMIT, Evaluator
from dilviz.importing.operation import Operation
from dilviz.importing.values import NotFollowed

# What settings of other types and numbers than an operation takes may raise.
WRONG_SETTINGS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

EVALUATORS: dict[str, Evaluator] = arithmetic.RULES | arranging.RULES | picking.RULES


def computed(
    rule: Evaluator, operation: Operation, data: list[np.ndarray | None], most: int
) -> list[np.ndarray] | None:
    """What an evaluator makes of numbers; None if it cannot, or of more than `most`."""
    limit = LIMIT.set(most)
    try:
        with np.errstate(all="ignore"):
            made = rule(operation, data)
    except (*WRONG_SETTINGS, NotFollowed, MemoryError):
        return None
    finally:
        LIMIT.reset(limit)
    if made is None:
        return None
    arrays = [np.asarray(array) for array in (made if isinstance(made, tuple) else (made,))]
    return arrays if all(array.size <= most for array in arrays) else None
