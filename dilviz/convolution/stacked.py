"""Few outputs: shifted copies of the picture, stacked so that one product adds up many taps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from math import gcd

import numpy as np
from numpy.lib.stride_tricks import as_strided

from dilviz.convolution.layer import Pair
from dilviz.convolution.padded import Padded
from dilviz.convolution.threads import share

Job = tuple[Padded, np.ndarray, np.ndarray]  # what is read, the weights, where the sums go

# Each is measured by benchmarks/convolution.py.
STACKED = 1 << 19  # samples stacked at a time: with them everything else stays in the cache
TERMS = 64  # the most terms of one product: longer ones run slower
ALONE = 9215  # the largest product OpenBLAS does alone: waking threads costs more than it saves
WORTH_SHARING = 1 << 23  # products from which a second thread of our own is worth its start


def multiply_stacked(jobs: list[Job], stride: Pair, dilation: Pair) -> None:
    """Sum many taps of a block of rows by one product of weights and shifted copies.

    Cut the output into blocks of as many rows as lie between two taps. The
    taps of one column of the kernel then read whole blocks, one below the
    other. A copy of the picture for each column, shifted to where that column
    reads, lets its taps stand among them: the terms of an output are the same
    place of successive blocks, which is a matrix to BLAS.

    The parameters are those of `dilviz.convolution.correlate`.
    """
    products = sum(weight.size * out[0].size for _, weight, out in jobs)
    tasks = [
        partial(stacks.fill, tile)
        for stacks in (Stacks(*job, stride, dilation) for job in jobs)
        for tile in stacks.tiles()
    ]
    share(tasks, 2 if products >= WORTH_SHARING else 1)


@dataclass(frozen=True, eq=False)
class Stacks:
    """A convolution, and how it is cut into tiles and stacks; see `correlate`."""

    padded: Padded
    weight: np.ndarray
    out: np.ndarray
    stride: Pair
    dilation: Pair

    @cached_property
    def apart(self) -> int:
        """Rows from one tap to the next; where there is no next one, any number will do."""
        return self.stride[0] if self.weight.shape[2] == 1 else self.dilation[0]

    @cached_property
    def period(self) -> int:
        """Rows of outputs from one tap to the next."""
        return self.apart // gcd(self.stride[0], self.apart)

    @cached_property
    def hop(self) -> int:
        """Blocks of the input from one block of outputs to the next."""
        return self.stride[0] // gcd(self.stride[0], self.apart)

    @cached_property
    def columns(self) -> list[slice]:
        """Columns of the kernel whose copies are stacked together."""
        taps, columns = self.weight.shape[2:]
        block = min(self.period, self.out.shape[1]) * self.out.shape[2]
        most = max(min(TERMS // taps, STACKED // (taps * block)), 1)
        step = -(-columns // -(-columns // most))
        return [slice(first, first + step) for first in range(0, columns, step)]

    def tiles(self) -> Iterator[tuple[int, int, int]]:
        """Yield (first row, blocks, rows of a block); rows left over are one lower block."""
        height, width = self.out.shape[1:]
        taps, hop = self.weight.shape[2], self.hop
        whole, rest = divmod(height, self.period)
        depth = STACKED // (self.columns[0].stop * self.period * width)
        most = max((depth - taps) // hop + 1, -(-taps // hop))  # half of a stack at least is new
        step = max(-(-whole // max(-(-whole // most), 1)), 1)  # equal tiles
        for first in range(0, whole, step):
            yield first * self.period, min(step, whole - first), self.period
        if rest:
            yield whole * self.period, 1, rest

    def fill(self, tile: tuple[int, int, int]) -> None:
        """Write the sums of a tile."""
        first, blocks, rows = tile
        depth = (blocks - 1) * self.hop + self.weight.shape[2]
        goal = self.out[:, first : first + blocks * rows].reshape(len(self.out), blocks, -1)
        more = False
        for channel, windows in enumerate(self._windows(first, depth, rows)):
            for columns in self.columns:
                stack = np.ascontiguousarray(windows[:, columns])
                factors = self.weight[:, channel, :, columns].reshape(len(goal), -1)
                products = _products(stack, factors.shape[1], blocks, self.hop)
                for one, sums in zip(factors, goal, strict=True):
                    _multiply(one, products, sums, more)
                more = True

    def _windows(self, first: int, depth: int, rows: int) -> np.ndarray:
        """View what the columns of the kernel read: (C, depth, kW, rows, width)."""
        down, right = self.stride
        reach = (depth - 1) * self.apart + (rows - 1) * down + 1
        tile = self.padded.rows(first * down, first * down + reach)
        channel, row, col = tile.strides
        return as_strided(
            tile,
            (len(tile), depth, self.weight.shape[3], rows, self.out.shape[2]),
            (channel, self.apart * row, self.dilation[1] * col, down * row, right * col),
            writeable=False,
        )


def _products(stack: np.ndarray, terms: int, blocks: int, hop: int) -> list[np.ndarray]:
    """View blocks as right sides of products, (blocks, parts, terms, samples), and what is left.

    A block is cut into equal parts that are not too long for `ALONE`.
    """
    item, length = stack.itemsize, stack[0, 0].size
    parts = -(-length // max(ALONE // terms, 1))
    samples, rest = divmod(length, parts)
    views = []
    for number, size, begin in ((parts, samples, 0), (1, rest, parts * samples * item)):
        apart = (hop * stack.strides[0], size * item, length * item, item)
        views.append(np.ndarray((blocks, number, terms, size), stack.dtype, stack, begin, apart))
    return views if rest else views[:1]


def _multiply(factors: np.ndarray, products: list[np.ndarray], sums: np.ndarray, more: bool):
    """Write the products into the sums (blocks, length), or add them."""
    begin = 0
    for samples in products:
        blocks, parts, _, size = samples.shape
        goal = sums[:, begin : begin + parts * size].reshape(blocks, parts, size)
        begin += parts * size
        if more:
            goal += np.matmul(factors, samples)
        elif len(factors) == 1:  # BLAS is no help with a single term
            np.multiply(samples[:, :, 0], factors, out=goal)
        else:
            np.matmul(factors, samples, out=goal)
