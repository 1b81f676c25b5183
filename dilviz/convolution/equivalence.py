"""Other ways to compute one dilated layer: a kernel with zeros, and separate phases."""

from __future__ import annotations

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.geometry import checked, effective_kernel_size


def zero_stuffed(weight: np.ndarray, dilation: int) -> np.ndarray:
    """Put zeros between the taps of a kernel.

    For comparison only: the engine never builds such a kernel, and Yu and
    Koltun stress that it is not needed.

    Parameters
    ----------
    weight : ndarray, shape (..., kH, kW)
    dilation : int
        Dilation rate.

    Returns
    -------
    ndarray, shape (..., dilation * (kH - 1) + 1, dilation * (kW - 1) + 1)

    Examples
    --------
    >>> zero_stuffed(np.array([[1, 2, 3]]), 2)
    array([[1, 0, 2, 0, 3]])
    """
    rows, cols = (effective_kernel_size(size, dilation) for size in weight.shape[-2:])
    stuffed = np.zeros((*weight.shape[:-2], rows, cols), weight.dtype)
    stuffed[..., ::dilation, ::dilation] = weight
    return stuffed


def fill_up(size: int, rate: int) -> int:
    """Count the samples that make `size` a multiple of `rate`.

    >>> fill_up(13, 4)
    3
    """
    return -size % rate


def space_to_batch(maps: np.ndarray, rate: int) -> np.ndarray:
    """Split maps into their phases: every rate-th row and column.

    Zeros at the bottom and right first fill the maps up to a multiple of the
    rate. TensorFlow's operation of this name keeps the phases on the batch
    axis.

    Parameters
    ----------
    maps : ndarray, shape (C, H, W)
    rate : int

    Returns
    -------
    ndarray, shape (rate, rate, C, ceil(H / rate), ceil(W / rate))
        ``phases[i, j]`` holds the rows i, i + rate, ... and the columns j, j + rate, ...

    Examples
    --------
    >>> space_to_batch(np.array([[[1, 2, 3, 4, 5]]]), 2)[0, :, 0, 0]
    array([[1, 3, 5],
           [2, 4, 0]])
    """
    rate = checked(rate, "dilation rate", 1)
    channels, height, width = maps.shape
    ends = ((0, 0), (0, fill_up(height, rate)), (0, fill_up(width, rate)))
    filled = np.pad(maps, ends)  # (C, rows * rate, cols * rate)
    rows, cols = filled.shape[1] // rate, filled.shape[2] // rate
    return filled.reshape(channels, rows, rate, cols, rate).transpose(2, 4, 0, 1, 3)


def batch_to_space(phases: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Merge the phases of `space_to_batch` again, and crop to `size`.

    Parameters
    ----------
    phases : ndarray, shape (rate, rate, C, rows, cols)
    size : (H, W)

    Returns
    -------
    ndarray, shape (C, H, W)

    Examples
    --------
    >>> maps = np.arange(15).reshape(1, 3, 5)
    >>> bool((batch_to_space(space_to_batch(maps, 2), (3, 5)) == maps).all())
    True
    """
    rate, _, channels, rows, cols = phases.shape
    merged = phases.transpose(2, 3, 0, 4, 1).reshape(channels, rows * rate, cols * rate)
    return merged[:, : size[0], : size[1]]


def in_each_phase(phases: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Convolve each phase by itself with the undilated kernel and "same" padding."""
    rate, _, *shape = phases.shape
    batch = conv2d(phases.reshape(rate * rate, *shape), weight, padding="same")
    return batch.reshape(rate, rate, *batch.shape[1:])
