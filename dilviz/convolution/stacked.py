"""Correlation with few output channels: many taps are summed by one matrix product.

The input rows are stacked so that the terms of an output stand below one another. In numbers, for
an input of 8 rows and one column, which hold 0 to 7, and a kernel of 3 taps ``1 10 100`` at
dilation rate 2 and stride 1: cut the rows into entries of 2, the distance of the taps ::

    entry 0:  0 1        output rows 0, 1 = 1·entry 0 + 10·entry 1 + 100·entry 2
    entry 1:  2 3                         = [1 10 100] @ entries 0 to 2 = 420 531
    entry 2:  4 5        output rows 2, 3 = [1 10 100] @ entries 1 to 3 = 642 753
    entry 3:  6 7

Every block of output rows is a product of the same weights with some consecutive entries, which
are a matrix without being copied again. A kernel of several columns has, in each entry, one copy
of the rows for each column, shifted to where that column reads. With a stride, an entry holds the
rows that successive outputs read, and blocks of outputs are `block_step` entries apart.

>>> from dilviz.convolution.convolve import conv2d
>>> conv2d(np.arange(8)[:, None], [[1], [10], [100]], dilation=2).ravel()
array([420, 531, 642, 753])
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided

from dilviz.convolution.layer import Pair
from dilviz.convolution.padded import Padded
from dilviz.convolution.threads import run_on_threads

# Each is measured by benchmarks/convolution.py.
STACK_SIZE = 1 << 19  # samples stacked at a time, so that they stay in the cache
MOST_TERMS = 64  # of one product: longer ones run slower
LARGEST_PRODUCT = 9215  # elements: for larger ones OpenBLAS starts threads, which costs more here
PRODUCTS_FOR_THREADS = 1 << 23  # multiply-adds from which a second thread of our own pays


class Job(NamedTuple):
    """What is correlated: the input, the weights (O, C, kH, kW) and the output (O, oH, oW)."""

    padded: Padded
    weight: np.ndarray
    out: np.ndarray


class Tile(NamedTuple):
    """Output rows computed together: `blocks` blocks of `rows` rows each, from `first` on."""

    first: int
    blocks: int
    rows: int


def multiply_stacked(jobs: list[Job], stride: Pair, dilation: Pair) -> None:
    """Write the sums of every job; the parameters are those of `dilviz.convolution.correlate`."""
    products = sum(job.weight.size * job.out[0].size for job in jobs)
    tasks = [
        partial(correlation.compute_tile, tile)
        for correlation in (TiledCorrelation(*job, stride, dilation) for job in jobs)
        for tile in correlation.tiles()
    ]
    run_on_threads(tasks, 2 if products >= PRODUCTS_FOR_THREADS else 1)


@dataclass(frozen=True, eq=False)
class TiledCorrelation:
    """A job and how its output is cut into tiles, and its input into stacks of entries."""

    padded: Padded
    weight: np.ndarray
    out: np.ndarray
    stride: Pair
    dilation: Pair

    @cached_property
    def tap_distance(self) -> int:
        """Input rows from one tap to the next, and so from one entry to the next."""
        taps = self.weight.shape[2]
        return self.dilation[0] if taps > 1 else self.stride[0]  # of one tap any number would do

    @cached_property
    def block_rows(self) -> int:
        """Output rows of a block: the fewest that end where an entry ends."""
        return self.tap_distance // gcd(self.stride[0], self.tap_distance)

    @cached_property
    def block_step(self) -> int:
        """Entries from the first that a block reads to the first that the next one reads."""
        return self.stride[0] // gcd(self.stride[0], self.tap_distance)

    @cached_property
    def column_groups(self) -> list[slice]:
        """Kernel columns that are stacked together, as many as the limits allow."""
        taps, columns = self.weight.shape[2:]
        block_size = min(self.block_rows, self.out.shape[1]) * self.out.shape[2]
        most = max(min(MOST_TERMS // taps, STACK_SIZE // (taps * block_size)), 1)
        size = -(-columns // -(-columns // most))  # groups of equal size
        return [slice(first, first + size) for first in range(0, columns, size)]

    def tiles(self) -> Iterator[Tile]:
        """Cut the output rows into tiles; rows left over are one lower block."""
        height, width = self.out.shape[1:]
        taps, step = self.weight.shape[2], self.block_step
        blocks, rest = divmod(height, self.block_rows)
        entries = STACK_SIZE // (self.column_groups[0].stop * self.block_rows * width)
        # At least half of the entries of a tile must not be in the tile before.
        most = max((entries - taps) // step + 1, -(-taps // step))
        size = max(-(-blocks // max(-(-blocks // most), 1)), 1)  # tiles of equal size
        for first in range(0, blocks, size):
            yield Tile(first * self.block_rows, min(size, blocks - first), self.block_rows)
        if rest:
            yield Tile(blocks * self.block_rows, 1, rest)

    def compute_tile(self, tile: Tile) -> None:
        """Write the sums of a tile: over input channels, groups of columns, and their taps."""
        first, blocks, rows = tile
        entries = (blocks - 1) * self.block_step + self.weight.shape[2]
        sums = self.out[:, first : first + blocks * rows].reshape(len(self.out), blocks, -1)
        is_first = True
        for channel, windows in enumerate(self._windows(first, entries, rows)):
            for columns in self.column_groups:
                stack = np.ascontiguousarray(windows[:, columns])  # (entries, columns, rows, oW)
                weights = self.weight[:, channel, :, columns].reshape(len(sums), -1)  # (O, terms)
                operands = _operands(stack, weights.shape[1], blocks, self.block_step)
                for factors, goal in zip(weights, sums, strict=True):
                    _multiply(factors, operands, goal, add=not is_first)
                is_first = False

    def _windows(self, first: int, entries: int, rows: int) -> np.ndarray:
        """View the input as entries: (C, entries, kW, rows, oW)."""
        down, right = self.stride
        height = (entries - 1) * self.tap_distance + (rows - 1) * down + 1
        tile = self.padded.rows(first * down, first * down + height)
        channel, row, col = tile.strides
        return as_strided(
            tile,
            (len(tile), entries, self.weight.shape[3], rows, self.out.shape[2]),
            (channel, self.tap_distance * row, self.dilation[1] * col, down * row, right * col),
            writeable=False,
        )


def _operands(stack: np.ndarray, terms: int, blocks: int, block_step: int) -> list[np.ndarray]:
    """View a stack as the right sides of products: (blocks, parts, terms, samples).

    The terms of a block are the copies in its entries, one below the other. Its samples are cut
    into equal parts, so that no product exceeds `LARGEST_PRODUCT`; a second view holds the rest.
    """
    item, length = stack.itemsize, stack[0, 0].size  # samples of one copy: rows * oW
    parts = -(-length // max(LARGEST_PRODUCT // terms, 1))
    samples, rest = divmod(length, parts)
    views = []
    for number, size, offset in ((parts, samples, 0), (1, rest, parts * samples * item)):
        strides = (block_step * stack.strides[0], size * item, length * item, item)
        shape = (blocks, number, terms, size)
        views.append(np.ndarray(shape, stack.dtype, stack, offset, strides))
    return views if rest else views[:1]


def _multiply(factors: np.ndarray, operands: list[np.ndarray], sums: np.ndarray, add: bool) -> None:
    """Write the products into `sums`, (blocks, samples of a block), or add them."""
    first = 0
    for samples in operands:
        blocks, parts, _, size = samples.shape
        goal = sums[:, first : first + parts * size].reshape(blocks, parts, size)
        first += parts * size
        if add:
            goal += np.matmul(factors, samples)
        elif len(factors) == 1:  # BLAS is no help with a single term
            np.multiply(samples[:, :, 0], factors, out=goal)
        else:
            np.matmul(factors, samples, out=goal)
