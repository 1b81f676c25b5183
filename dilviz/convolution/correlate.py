"""The two ways the engine adds up the taps: for few outputs, and for many."""

import numpy as np

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.convolution.layer import Pair
from dilviz.convolution.padded import Padded
from dilviz.convolution.stacked import Job, multiply_stacked

# Each is measured by benchmarks/convolution.py.
MANY_OUTPUTS = 3  # from here one product for all of them pays
WORKED_ON = 1 << 19  # samples copied and summed at a time ...
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
        multiply_rows(padded, weight, out, stride, dilation)


def multiply_rows(
    padded: Padded, weight: np.ndarray, out: np.ndarray, stride: Pair, dilation: Pair
) -> None:
    """Sum all taps of a row of the kernel, for all outputs, by one product; add up the rows.

    With a copy of all channels for each column of the kernel, shifted to
    where that column reads, the other taps of a row of the kernel are the
    same samples further down.
    """
    outputs, channels, taps, columns = weight.shape
    _, height, width = out.shape
    factors = weight.transpose(2, 0, 3, 1).reshape(taps, outputs, -1)  # (kH, O, kW C)
    places = [divmod(i * dilation[0], stride[0]) for i in range(taps)]  # (rows down, deal)
    samples = (columns * channels + outputs) * width
    step = _even_step(height, max(WORKED_ON // samples, -(-COLUMNS // width), places[-1][0]))
    for first in range(0, height, step):
        rows = min(step, height - first)
        last = (first + rows - 1) * stride[0] + effective_kernel_size(taps, dilation[0])
        tile = padded.rows(first * stride[0], last)
        sums = out[:, first : first + rows].reshape(outputs, -1)
        stacks = {
            deal: _stack(tile[:, deal :: stride[0]], columns, width, stride[1], dilation[1])
            for deal in {deal for _, deal in places}
        }
        for tap, (down, deal) in enumerate(places):
            read = stacks[deal][:, down * width : (down + rows) * width]
            if tap:
                sums += np.matmul(factors[tap], read)
            else:
                np.matmul(factors[tap], read, out=sums)


def _stack(lines: np.ndarray, columns: int, width: int, stride: int, dilation: int) -> np.ndarray:
    """Copy what each column of the kernel reads: (kW C, rows * width)."""
    channels, rows, _ = lines.shape
    stack = np.empty((columns, channels, rows, width), lines.dtype)
    for column, copy in enumerate(stack):
        start = column * dilation
        copy[...] = lines[:, :, start : start + (width - 1) * stride + 1 : stride]
    return stack.reshape(columns * channels, -1)


def _even_step(height: int, most: int) -> int:
    """Cut `height` rows into equal tiles of at most `most` rows."""
    return -(-height // -(-height // most))
