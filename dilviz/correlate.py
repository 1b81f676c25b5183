"""The two ways the engine adds up the taps: stacked copies, or one product of gathered samples."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from dilviz.geometry import effective_kernel_size
from dilviz.layer import Pair
from dilviz.stacked import Job, multiply_stacked

# Each is measured by benchmarks/convolution.py.
MANY_OUTPUTS = 3  # from here gathering pays: done once, where stacks are multiplied for each output
GATHERED = 1 << 19  # samples gathered at a time ...
COLUMNS = 512  # ... but at least this many outputs, or the product runs slowly


def correlate(jobs: list[Job], stride: Pair, dilation: Pair) -> None:
    """Write the sums over the taps of every output.

    Parameters
    ----------
    jobs : list of (padded, weight, out)
        `Padded` with C channels; an ndarray of shape (O, C, kH, kW) of the
        same type, with at least one element; and an ndarray of shape
        (O, oH, oW), C-contiguous and not empty, that is written to.
    stride, dilation : (rows, cols)
        In input samples.
    """
    _, weight, _ = jobs[0]
    if len(weight) < MANY_OUTPUTS or weight.dtype.kind != "f":  # only floats have a fast product
        multiply_stacked(jobs, stride, dilation)
        return
    for padded, weight, out in jobs:
        multiply_gathered(padded, weight, out, stride, dilation)


def multiply_gathered(padded, weight, out, stride, dilation) -> None:
    """Gather what some rows of outputs read, tap by tap, and multiply by all weights at once."""
    outputs, channels, *kernel_size = weight.shape
    _, height, width = out.shape
    reach = tuple(map(effective_kernel_size, kernel_size, dilation))
    windows = sliding_window_view(padded.rows(0, padded.height), reach, axis=(1, 2))
    windows = windows[:, :: stride[0], :: stride[1], :: dilation[0], :: dilation[1]]
    samples = windows.transpose(0, 3, 4, 1, 2)  # (C, kH, kW, oH, oW)
    matrix = weight.reshape(outputs, -1)  # (O, C kH kW)
    step = _even_step(height, -(-max(GATHERED // matrix.shape[1], COLUMNS) // width))
    flat = out.reshape(outputs, -1)
    for first in range(0, height, step):
        block = samples[:, :, :, first : first + step].reshape(matrix.shape[1], -1)
        np.matmul(matrix, block, out=flat[:, first * width : (first + step) * width])


def _even_step(height: int, most: int) -> int:
    """Cut `height` rows into equal tiles of at most `most` rows."""
    return -(-height // -(-height // most))
