"""Sums and means over blocks of neighbouring values: how a large map becomes a small picture."""

from __future__ import annotations

import numpy as np


def block_length(size: int, most: int) -> int:
    """The shortest block that leaves at most `most` blocks of `size` values.

    >>> block_length(241, 241), block_length(242, 241)
    (1, 2)
    """
    return -(-size // most)


def block_lengths(size: int, block: int) -> np.ndarray:
    """How many values each block holds: the last one may be shorter.

    >>> block_lengths(7, 3)
    array([3, 3, 1])
    """
    starts = np.arange(0, size, block)
    return np.minimum(starts + block, size) - starts


def block_sums(values: np.ndarray, block: int, axis: int = 0) -> np.ndarray:
    """Add up blocks of `block` values along one axis.

    >>> block_sums(np.array([1, 2, 3, 4, 5]), 2)
    array([3, 7, 5])
    """
    return np.add.reduceat(values, np.arange(0, values.shape[axis], block), axis=axis)


def block_means(values: np.ndarray, block: int, axis: int = 0) -> np.ndarray:
    """Average blocks of `block` values along one axis.

    >>> block_means(np.array([[1.0, 2.0, 3.0], [5.0, 6.0, 7.0]]), 2, axis=1)
    array([[1.5, 3. ],
           [5.5, 7. ]])
    """
    if block == 1:
        return values
    lengths = block_lengths(values.shape[axis], block)
    shape = [-1 if i == axis else 1 for i in range(values.ndim)]
    return block_sums(values, block, axis) / lengths.reshape(shape)
