"""A tile of outputs as matrix products: the taps of a kernel stacked below one another.

In numbers, for an input of 8 rows and one column, which hold 0 to 7, and a kernel of 3 taps
``1 10 100`` at dilation rate 2 and stride 1: cut the rows into entries of 2, the distance of the
taps ::

    entry 0:  0 1        output rows 0, 1 = 1·entry 0 + 10·entry 1 + 100·entry 2
    entry 1:  2 3                         = [1 10 100] @ entries 0 to 2 = 420 531
    entry 2:  4 5        output rows 2, 3 = [1 10 100] @ entries 1 to 3 = 642 753
    entry 3:  6 7

Every block of output rows is a product of the same weights with some consecutive entries, which
are a matrix without being copied again. Of several kernel columns and channels an entry holds one
copy each, shifted to where that column reads. With a stride, an entry holds the rows that
successive outputs read, and blocks of outputs are some entries apart.

>>> from dilviz.convolution.convolve import conv2d
>>> conv2d(np.arange(8)[:, None], [[1], [10], [100]], dilation=2).ravel()
array([420, 531, 642, 753])
"""

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided

from dilviz.convolution.layer import Pair
from dilviz.convolution.padded import Padded
from dilviz.convolution.tiles import Tile, Tiling

MANY_OUTPUTS = 4  # from which one product for all is faster than one for each


class Job(NamedTuple):
    """What is correlated: input, weights (O, C, kH, kW), bias (O,) and the output (O, oH, oW)."""

    padded: Padded
    weight: np.ndarray
    bias: np.ndarray
    out: np.ndarray


class Stacked(NamedTuple):
    """A job and its parts; `factors` are the weights of each group, (O, terms)."""

    job: Job
    factors: list[np.ndarray]
    tiling: Tiling
    stride: Pair
    dilation: Pair

    @classmethod
    def of(cls, job: Job, tiling: Tiling, stride: Pair, dilation: Pair) -> "Stacked":
        """Lay out the weights once for all tiles."""
        by_term = job.weight.transpose(0, 2, 3, 1)  # (O, kH, kW, C)
        groups = (by_term[:, :, columns, channels] for columns, channels in tiling.groups)
        factors = [group.reshape(len(group), -1) for group in groups]
        return cls(job, factors, tiling, stride, dilation)

    def compute(self, tile: Tile) -> None:
        """Write the outputs of a tile: the sums over groups of taps, and the bias."""
        _, weight, bias, all_out = self.job
        out = all_out[:, tile.first : tile.first + tile.blocks * tile.rows]
        sums = out if out.dtype == weight.dtype else np.empty(out.shape, weight.dtype)
        products = sums.reshape(len(sums), tile.blocks, -1).swapaxes(0, 1)  # (blocks, O, samples)
        windows = self._windows(tile)
        for number, (columns, channels) in enumerate(self.tiling.groups):
            stack = np.ascontiguousarray(windows[:, columns, channels])
            operands = _operands(stack, weight.shape[2], tile.blocks, self.tiling.step)
            if number:
                products += _multiply(self.factors[number], operands)
            else:
                _multiply(self.factors[number], operands, out=products)
        if bias.any():
            sums += bias[:, None, None]
        if sums is not out:
            out[...] = sums

    def _windows(self, tile: Tile) -> np.ndarray:
        """View the input as entries: (entries, kW, C, rows, oW)."""
        (down, right), distance = self.stride, self.tiling.distance
        taps, columns = self.job.weight.shape[2:]
        entries = (tile.blocks - 1) * self.tiling.step + taps
        height = (entries - 1) * distance + (tile.rows - 1) * down + 1
        rows = self.job.padded.rows(tile.first * down, tile.first * down + height)
        channel, row, col = rows.strides
        return as_strided(
            rows,
            (entries, columns, len(rows), tile.rows, self.job.out.shape[2]),
            (distance * row, self.dilation[1] * col, channel, down * row, right * col),
            writeable=False,
        )


def _operands(stack: np.ndarray, taps: int, blocks: int, step: int) -> np.ndarray:
    """View a stack as the right sides of products: (blocks, terms, samples).

    The terms of a block are the copies in its entries, one below the other.
    """
    copies, samples = stack[0, :, :, 0, 0].size, stack[0, 0, 0].size
    strides = (step * stack.strides[0], samples * stack.itemsize, stack.itemsize)
    return np.ndarray((blocks, taps * copies, samples), stack.dtype, stack, 0, strides)


def _multiply(factors: np.ndarray, operands: np.ndarray, out=None) -> np.ndarray:
    """Multiply (O, terms) with (blocks, terms, samples) to (blocks, O, samples)."""
    if len(factors) >= MANY_OUTPUTS:
        return np.matmul(factors, operands, out=out)
    each = None if out is None else out.swapaxes(0, 1)[:, :, None]  # (O, blocks, 1, samples)
    return np.matmul(factors[:, None, None], operands, out=each)[:, :, 0].swapaxes(0, 1)
