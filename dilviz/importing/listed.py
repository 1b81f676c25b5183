"""The plainest operation that reads listed positions along one axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from dilviz.convolution.layer import Layer, on_axis
from dilviz.network.lookup import Table
from dilviz.network.moves import Flip, Roll, Slice


class Listed(NamedTuple):
    """An operation of the network and its settings."""

    op: str
    layer: Layer = Layer((1, 1))
    settings: Any = None


def table_of(rows: Sequence[Sequence[int]]) -> np.ndarray:
    """The positions that each output reads, one row each, filled up with -1."""
    table = np.full((len(rows), max(1, *map(len, rows))), -1)
    for output, read in enumerate(rows):
        table[output, : len(read)] = read
    return table


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
        starts, steps = on_axis(space, int(read[0]), 0), on_axis(space, step, 1)
        return Listed("slice", settings=Slice(starts, steps, on_axis(space, count, None)))
    if count % size == 0 and (read == outputs // (count // size)).all():
        return Listed("upsample", Layer.of(1, stride=on_axis(space, count // size, 1)))
    if count == size and (read == (outputs + read[0]) % size).all():
        return Listed("roll", settings=Roll(on_axis(space, size - int(read[0]), 0)))
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
        on_axis(space, taps, 1), stride=on_axis(space, stride, 1), dilation=on_axis(space, rate, 1)
    )
    return Listed("pool", layer)
