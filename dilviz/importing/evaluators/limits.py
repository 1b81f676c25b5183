"""How many numbers may be computed, and how settings are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

import numpy as np

from dilviz.importing.operation import Operation
from dilviz.importing.tensors import MOST_NUMBERS
from dilviz.importing.values import NotFollowed

Evaluator = Callable[[Operation, list[Any]], Any]

LIMIT = ContextVar("most numbers that may be computed", default=MOST_NUMBERS)


def check(total: int) -> None:
    if not 0 <= total <= LIMIT.get():
        raise NotFollowed("a constant has too many numbers")


def check_product(sizes: Iterable[int], total: int = 1) -> None:
    for size in sizes:
        total *= size
        check(total)


def listed(value: Any) -> list[int]:
    return [int(n) for n in np.ravel(value).tolist()]


def axes_of(operation: Operation, values: list[Any], rank: int) -> list[int] | None:
    given = operation.get("axes")
    if given is None and len(values) > 1 and values[1] is not None:
        given = listed(values[1])
    return None if given is None else [int(n) % max(rank, 1) for n in given]
