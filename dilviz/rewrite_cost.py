"""What both spellings of a chain of equal-rate layers cost: counted, and measured here."""

from __future__ import annotations

import numpy as np

from dilviz.equivalence import fill_up
from dilviz.layer import Pair
from dilviz.rewrite import one_by_one, rewritten
from dilviz.stopwatch import Timing, timed


def multiply_adds(size: Pair, taps: int, layers: int, channels: int, rate: int = 1) -> int:
    """Count multiply-adds of a chain whose maps are filled up to multiples of `rate`.

    Examples
    --------
    >>> multiply_adds((13, 13), 3, 2, 1), multiply_adds((13, 13), 3, 2, 1, rate=4)
    (3042, 4608)
    """
    rows, cols = (length + fill_up(length, rate) for length in size)
    return layers * taps**2 * channels**2 * rows * cols


def measure(size: Pair, rate: int, taps: int, layers: int, channels: int) -> tuple[Timing, Timing]:
    """Time both spellings in single precision, on random maps and weights.

    Returns
    -------
    one by one, rewritten : Timing
    """
    random = np.random.default_rng(0)
    maps = random.normal(size=(channels, *size)).astype(np.float32)
    shape = (layers, channels, channels, taps, taps)
    weights = list(random.normal(size=shape).astype(np.float32))
    return (
        timed(lambda: one_by_one(maps, weights, rate)),
        timed(lambda: rewritten(maps, weights, rate)),
    )
