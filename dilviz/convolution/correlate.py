"""The two ways in which the engine sums over the taps: for few output channels, and for many."""

import numpy as np

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.convolution.layer import Pair
from dilviz.convolution.padded import Padded
from dilviz.convolution.stacked import Job, multiply_stacked

# Each is measured by benchmarks/convolution.py.
MANY_OUTPUTS = 3  # channels from which one product for all of them pays
TILE_SIZE = 1 << 19  # samples copied and summed at a time ...
FEWEST_COLUMNS = 512  # ... but at least so many outputs a channel, or the product runs slowly


def correlate(jobs: list[Job], stride: Pair, dilation: Pair) -> None:
    """Write the sums over the taps of every output.

    Parameters
    ----------
    jobs : list of Job
        `padded` with C channels; `weight` of shape (O, C, kH, kW) and the
        same type, with at least one element; and `out` of shape (O, oH, oW),
        C-contiguous and not empty, which is written to.
    stride, dilation : (rows, cols)
        In input samples.
    """
    weight = jobs[0].weight
    if len(weight) < MANY_OUTPUTS or weight.dtype.kind != "f":  # only floats have a fast product
        multiply_stacked(jobs, stride, dilation)
        return
    for job in jobs:
        multiply_rows(*job, stride, dilation)


def multiply_rows(
    padded: Padded, weight: np.ndarray, out: np.ndarray, stride: Pair, dilation: Pair
) -> None:
    """Sum the taps of one kernel row for all outputs by one product, and add up the kernel rows.

    All channels are copied once for each column of the kernel, shifted to
    where that column reads. The next row of the kernel then reads the same
    copies, further down: with a stride, among the rows of another phase.
    """
    outputs, channels, taps, columns = weight.shape
    _, height, width = out.shape
    factors = weight.transpose(2, 0, 3, 1).reshape(taps, outputs, -1)  # (kH, O, kW C)
    positions = [divmod(tap * dilation[0], stride[0]) for tap in range(taps)]  # (row, phase)
    row_size = (columns * channels + outputs) * width
    most = max(TILE_SIZE // row_size, -(-FEWEST_COLUMNS // width), positions[-1][0])
    tile_rows = _even_step(height, most)
    for first in range(0, height, tile_rows):
        rows = min(tile_rows, height - first)
        last = (first + rows - 1) * stride[0] + effective_kernel_size(taps, dilation[0])
        tile = padded.rows(first * stride[0], last)
        sums = out[:, first : first + rows].reshape(outputs, -1)
        copies = {
            phase: _shifted_copies(tile[:, phase :: stride[0]], columns, width, stride, dilation)
            for phase in {phase for _, phase in positions}
        }
        for tap, (row, phase) in enumerate(positions):
            samples = copies[phase][:, row * width : (row + rows) * width]
            if tap:
                sums += np.matmul(factors[tap], samples)
            else:
                np.matmul(factors[tap], samples, out=sums)


def _shifted_copies(
    tile: np.ndarray, columns: int, width: int, stride: Pair, dilation: Pair
) -> np.ndarray:
    """Copy what each column of the kernel reads: (kW C, rows * oW)."""
    channels, rows, _ = tile.shape
    copies = np.empty((columns, channels, rows, width), tile.dtype)
    for column, copy in enumerate(copies):
        start = column * dilation[1]
        copy[...] = tile[:, :, start : start + (width - 1) * stride[1] + 1 : stride[1]]
    return copies.reshape(columns * channels, -1)


def _even_step(height: int, most: int) -> int:
    """Rows of the fewest equal tiles of at most `most` rows that cover `height` rows."""
    return -(-height // -(-height // most))
