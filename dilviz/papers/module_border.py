"""Pad the context module's input once, or pad at every layer: where the two differ."""

from __future__ import annotations

import numpy as np

from dilviz.papers.context_module import KERNEL_SIZES, RATES, ContextModule


def agreeing(size: int) -> range:
    """List the positions along one axis on which both paddings agree for every weight.

    Samples outside the map are zero in the input, but not after the first
    layer: padded once, they hold values that the remaining layers read as far
    as their rates add up, 32 samples. Padded at every layer, they are zero
    again and again.

    Parameters
    ----------
    size : int
        Of the map, in samples.

    Returns
    -------
    range
        Empty when no position is 32 samples away from both ends.

    Examples
    --------
    >>> list(agreeing(66)), list(agreeing(64))
    ([32, 33], [])
    """
    reach = sum(
        rate * (taps - 1) // 2 for rate, taps in zip(RATES[1:], KERNEL_SIZES[1:], strict=True)
    )
    return range(reach, max(reach, size - reach))


def with_both_paddings(size: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Run the module on one map with positive whole numbers, padded once and at every layer.

    Nothing positive cancels out, so the results are equal exactly where no
    value from outside the map comes back.

    Parameters
    ----------
    size : int
        Of the square map.
    seed : int

    Returns
    -------
    once, same : ndarray of int64, shape (size, size)

    Examples
    --------
    >>> once, same = with_both_paddings(66)
    >>> np.argwhere(once == same).tolist()
    [[32, 32], [32, 33], [33, 32], [33, 33]]
    """
    random = np.random.default_rng(seed)
    maps = random.integers(1, 10, (1, size, size))
    weights = [random.integers(1, 4, (1, 1, taps, taps)) for taps in KERNEL_SIZES]
    once, same = (
        ContextModule("Basic", 1, padding).run(maps, weights)[-1][0] for padding in ("once", "same")
    )
    return once, same
