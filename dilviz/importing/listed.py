"""The plainest operation that reads listed positions along one axis."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from dilviz.convolution.layer import Layer, Pair
from dilviz.network.lookup import Table
from dilviz.network.moves import Flip, Roll, Slice


class Listed(NamedTuple):
    """An operation of the network and its settings."""

    op: str
    layer: Layer = Layer((1, 1))
    settings: Any = None


def described(space: int, table: np.ndarray, size: int) -> Listed:
    """Find the operation whose output ``o`` reads the positions ``table[o]`` of `size`.

    Negative positions read nothing.

    >>> described(1, np.array([[0], [0], [1], [1]]), 2).op
    'upsample'
    >>> described(1, np.array([[0, 1], [2, 3]]), 4).layer.kernel_size
    (1, 2)
    """
    if (table >= 0).all():
        found = _single(space, table[:, 0], size) if table.shape[1] == 1 else None
        found = found or _window(space, table, size)
        if found:
            return found
    rows = tuple(tuple(int(p) for p in row if p >= 0) for row in table)
    return Listed("table", settings=Table(space, rows))


def _single(space: int, read: np.ndarray, size: int) -> Listed | None:
    count = len(read)
    outputs = np.arange(count)
    if count == size and (read == outputs).all():
        return Listed("identity")
    step = int(read[1] - read[0]) if count > 1 else 1
    if step and (read == read[0] + step * outputs).all():
        if count == size and step == -1:
            return Listed("flip", settings=Flip((space == 0, space == 1)))
        starts, steps = _on(space, int(read[0]), 0), _on(space, step, 1)
        sizes = (count, None) if space == 0 else (None, count)
        return Listed("slice", settings=Slice(starts, steps, sizes))
    if count % size == 0 and (read == outputs // (count // size)).all():
        return Listed("upsample", Layer.of(1, stride=_on(space, count // size, 1)))
    if count == size and (read == (outputs + read[0]) % size).all():
        return Listed("roll", settings=Roll(_on(space, size - int(read[0]), 0)))
    return None


def _window(space: int, table: np.ndarray, size: int) -> Listed | None:
    """A pool without padding that reads exactly this."""
    count, taps = table.shape
    rate = int(table[0, 1] - table[0, 0]) if taps > 1 else 1
    stride = int(table[1, 0] - table[0, 0]) if count > 1 else max(size, 1)
    if rate < 1 or stride < 1 or table[0, 0]:
        return None
    if (table != np.arange(count)[:, None] * stride + np.arange(taps) * rate).any():
        return None
    reach = rate * (taps - 1) + 1
    if (size - reach) // stride + 1 != count:
        return None
    layer = Layer.of(
        _on(space, taps, 1), stride=_on(space, stride, 1), dilation=_on(space, rate, 1)
    )
    return Listed("pool", layer)


def _on(space: int, value: int, other: int) -> Pair:
    return (value, other) if space == 0 else (other, value)
