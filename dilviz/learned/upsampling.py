"""Bilinear upsampling as a matrix for each axis."""

from __future__ import annotations

import numpy as np


def interpolation_matrix(size: int, factor: int) -> np.ndarray:
    """Build the matrix that upsamples one axis, as a transposed convolution of fixed weights does.

    This is ``tconv`` with kernel size ``2 factor``, stride ``factor`` and padding ``factor / 2``,
    each weight falling linearly from the middle of the kernel to its ends, as in Yu and Koltun's
    Cityscapes network. Outside the map it reads zeros.

    Parameters
    ----------
    size : int
        Samples along the axis.
    factor : int
        An even number.

    Returns
    -------
    ndarray of float64, shape (factor * size, size)

    Examples
    --------
    >>> interpolation_matrix(2, 2)
    array([[0.75, 0.  ],
           [0.75, 0.25],
           [0.25, 0.75],
           [0.  , 0.75]])
    """
    outputs = (np.arange(factor * size) + 0.5) / factor - 0.5  # in samples of the map
    distance = np.abs(outputs[:, None] - np.arange(size))
    return np.maximum(1 - distance, 0)
