"""Which kind of number a convolution returns, and which kind may carry its sums on the way."""

import numpy as np


def result_dtype(*arrays: np.ndarray) -> np.dtype:
    """Choose the type of the outputs: int64 for whole numbers, else float32 or float64.

    Parameters
    ----------
    *arrays : ndarray
        Everything that enters the sums.

    Returns
    -------
    dtype
        float32, float64 or int64. float16 is computed and returned as float32.

    Raises
    ------
    TypeError
        For numbers that none of the three can hold: complex, long double, objects.

    Examples
    --------
    >>> photograph, weights = np.zeros(1, np.uint8), np.zeros(1, np.float32)
    >>> result_dtype(photograph, weights), result_dtype(photograph)
    (dtype('float32'), dtype('int64'))
    """
    for array in arrays:
        if array.dtype.kind not in "biuf" or array.dtype.itemsize > 8:
            raise TypeError(
                "conv2d computes in float32, float64 and int64, which cannot hold "
                f"{array.dtype} numbers. Convert them first."
            )
    if all(array.dtype.kind in "biu" for array in arrays):
        return np.dtype(np.int64)
    common = np.result_type(*(array.dtype for array in arrays))
    return np.dtype(np.float32 if common.itemsize <= 4 else np.float64)


def exact_carrier(largest_sum: int) -> np.dtype:
    """Choose the fastest type in which sums of whole numbers stay exact.

    Parameters
    ----------
    largest_sum : int
        A bound on the magnitude of every partial sum.

    Returns
    -------
    dtype
        float32 up to 2**24 and float64 up to 2**53: below, every whole number
        is a float, so no addition can round. Then int64, and Python's own
        unbounded ints (dtype object) past that.

    Examples
    --------
    The sums of a small filter over a photograph fit a float32:

    >>> exact_carrier(9 * 8 * 255), exact_carrier(2**53), exact_carrier(2**53 + 1)
    (dtype('float32'), dtype('float64'), dtype('int64'))
    """
    for limit, carrier in ((2**24, np.float32), (2**53, np.float64), (2**63 - 1, np.int64)):
        if largest_sum <= limit:
            return np.dtype(carrier)
    return np.dtype(object)


def largest_magnitude(array: np.ndarray) -> int:
    """Find the largest absolute value of whole numbers, 0 where there are none."""
    return max(int(array.max(initial=0)), -int(array.min(initial=0)))
