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

One product may compute a strip of a block alone, some of its rows or columns; then the copies that
a strip reads lie side by side.

>>> from dilviz.convolution.convolve import conv2d
>>> conv2d(np.arange(8)[:, None], [[1], [10], [100]], dilation=2).ravel()
array([420, 531, 642, 753])
"""

from math import prod
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided

from dilviz.convolution.layer import Pair
from dilviz.convolution.padded import Padded
from dilviz.convolution.tiles import Tile, Tiling, largest_divisor

CACHE_LINE = 64  # bytes


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
        strip = largest_divisor(tile.rows, self.tiling.product.rows)
        windows = self._windows(tile, strip)
        goals = sums.reshape(len(sums), tile.blocks, -1, strip, sums.shape[2])
        for columns in self.tiling.product.columns:
            self._multiply(windows[..., columns], goals.transpose(2, 1, 0, 3, 4)[..., columns])
        if bias.any():
            sums += bias[:, None, None]
        if sums is not out:
            out[...] = sums

    def _multiply(self, windows: np.ndarray, goals: np.ndarray) -> None:
        """Sum the groups of `windows` into goals: (strips, blocks, O, rows, columns)."""
        taps, step = self.job.weight.shape[2], self.tiling.step
        sums = goals.reshape(*goals.shape[:3], -1)
        for (columns, channels), factors in zip(self.tiling.groups, self.factors, strict=True):
            stack = _stacked(windows[:, :, columns, channels])
            operands = _operands(stack, sums.shape[-1], taps, goals.shape[1], step)
            for outputs in self.tiling.product.outputs:
                if factors is self.factors[0]:
                    np.matmul(factors[outputs], operands, out=sums[:, :, outputs])
                else:
                    sums[:, :, outputs] += np.matmul(factors[outputs], operands)

    def _windows(self, tile: Tile, strip: int) -> np.ndarray:
        """View the input as entries: (strips, entries, kW, C, rows, oW)."""
        (down, right), distance = self.stride, self.tiling.distance
        taps, columns = self.job.weight.shape[2:]
        entries = (tile.blocks - 1) * self.tiling.step + taps
        height = (entries - 1) * distance + (tile.rows - 1) * down + 1
        rows = self.job.padded.rows(tile.first * down, tile.first * down + height)
        channel, row, col = rows.strides
        row_of, col_of = down * row, right * col  # from one output to the next
        return _view(
            rows,
            (tile.rows // strip, entries, columns, len(rows), strip, self.job.out.shape[2]),
            (strip * row_of, distance * row, self.dilation[1] * col, channel, row_of, col_of),
        )


def _stacked(windows: np.ndarray) -> np.ndarray:
    """Copy windows, if need be, to (strips, entries, copies, samples).

    Samples without a meaning may follow in a copy, see `_from_cache_lines`.
    """
    strips, entries, columns, channels, rows, width = windows.shape
    shape = (strips, entries, columns * channels, rows * width)
    if windows.flags.c_contiguous:
        return windows.reshape(shape)
    stack = _from_cache_lines(shape, windows.dtype)
    stack[..., : rows * width].reshape(windows.shape)[...] = windows
    return stack


def _from_cache_lines(shape: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    """Make an empty array whose rows begin at cache lines; longer rows fill their last one too.

    BLAS loads as much as a line at a time, and two halves of lines take it twice as long.
    """
    *many, length = shape
    line = CACHE_LINE // dtype.itemsize
    length = length if length < line else -(-length // line) * line
    size = prod(many) * length
    memory = np.empty(size + line, dtype)
    first = -(memory.__array_interface__["data"][0] // dtype.itemsize) % line
    return memory[first : first + size].reshape(*many, length)


def _operands(stack: np.ndarray, samples: int, taps: int, blocks: int, step: int) -> np.ndarray:
    """View a stack as the right sides of products: (strips, blocks, terms, samples).

    The terms of a block are the copies in its entries, one below the other.
    """
    strip, entry, copy, sample = stack.strides
    shape = (len(stack), blocks, taps * stack.shape[2], samples)
    return np.ndarray(shape, stack.dtype, stack, 0, (strip, step * entry, copy, sample))


def _view(array: np.ndarray, shape: tuple[int, ...], strides: tuple[int, ...]) -> np.ndarray:
    """View the elements of an array in another shape: `as_strided`, faster where they are dense."""
    if array.flags.c_contiguous:
        return np.ndarray(shape, array.dtype, array, 0, strides)
    return as_strided(array, shape, strides, writeable=False)
