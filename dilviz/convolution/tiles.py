"""How a correlation is cut into parts that stay in the cache: tiles of outputs, groups of taps.

Only shapes are known here. `dilviz.convolution.stacked` shows in numbers what entries and blocks
are: all taps of a block are consecutive entries, and neighbouring blocks share entries.
"""

from functools import lru_cache
from math import gcd
from typing import NamedTuple

from dilviz.convolution.layer import Pair

# Each is measured by benchmarks/convolution.py.
TILE_SIZE = 1 << 20  # samples stacked and summed at a time, so that they stay in the cache
MOST_TERMS = 1200  # of one product: longer ones run no faster
MANY_OUTPUTS = 4  # from which one product for several is faster than one for each
FEWEST_SAMPLES = 256  # of one product: shorter ones run slowly
PRODUCTS_FOR_BLAS = 9215  # multiply-adds up to which OpenBLAS starts no threads for one product
# Of a BLAS that multiplies small matrices in place, without copying them first:
SMALL_PRODUCT = 1_000_000  # multiply-adds up to which it does
SMALL_OPERAND = 40_000  # samples that one product reads
FEWEST_OF_SMALL = 32  # samples of one product
COPYING_PAYS = 256  # outputs of one product from which copied matrices are no slower


class Tile(NamedTuple):
    """Output rows computed together: `blocks` blocks of `rows` rows each, from `first` on."""

    first: int
    blocks: int
    rows: int


class Product(NamedTuple):
    """What one matrix product computes.

    Attributes
    ----------
    outputs, columns : list of slice
        Output channels, and columns, of one product.
    rows : int
        Most output rows of one product.
    fewest : int
        Samples below which it would run slowly.
    alone : int
        Multiply-adds up to which BLAS starts no threads for it.
    """

    outputs: list[slice]
    columns: list[slice]
    rows: int
    fewest: int
    alone: int


class Tiling(NamedTuple):
    """The parts of a correlation, and how its entries lie.

    Attributes
    ----------
    groups : list of (columns, channels)
        Slices of the kernel columns and input channels whose copies are one stack.
    product : Product
    tiles : list of Tile
    distance : int
        Input rows from one tap to the next, and so from one entry to the next.
    step : int
        Entries from the first that a block reads to the first that the next one reads.
    longest : int
        Multiply-adds of one product, at most.
    """

    groups: list[tuple[slice, slice]]
    product: Product
    tiles: list[Tile]
    distance: int
    step: int
    longest: int


@lru_cache(maxsize=64)
def tiling_of(
    kernels: tuple[int, ...],
    size: tuple[int, int],
    stride: Pair,
    dilation: Pair,
    threads: int,
    small: bool,
) -> Tiling:
    """Cut a correlation into parts.

    Parameters
    ----------
    kernels : (O, C, kH, kW)
    size : (oH, oW)
    stride, dilation : (rows, cols)
    threads : int
        As many tiles at least, where there are enough rows.
    small : bool
        Whether small products are faster, see `dilviz.convolution.threads.multiplies_in_place`.

    Examples
    --------
    Three taps at rate 2: rows 0 and 1 are a block, for an entry ends after
    them; so are 2 and 3, and 4 and 5. The row left over is one lower block:

    >>> tiling_of((1, 1, 3, 1), (7, 128), (1, 1), (2, 1), threads=1, small=False).tiles
    [Tile(first=0, blocks=3, rows=2), Tile(first=6, blocks=1, rows=1)]

    Blocks of narrower rows would be short products. Here all rows are one
    block, and every tap has its own copy of the rows that it reads:

    >>> tiling_of((1, 1, 3, 1), (7, 20), (1, 1), (2, 1), threads=1, small=False).tiles
    [Tile(first=0, blocks=1, rows=7)]
    """
    taps = kernels[2]
    distance = dilation[0] if taps > 1 else stride[0]  # of one tap any number would do
    common = gcd(stride[0], distance)
    rows, step = distance // common, stride[0] // common  # a block ends where an entry ends
    groups = _groups(kernels, min(rows, size[0]) * size[1])
    product = _product(kernels[0], taps * _copies(groups), size[1], small)
    fewest = -(-taps // step)  # blocks of a tile: half of its entries are in no other
    short = largest_divisor(rows, product.rows) * size[1] < product.fewest
    if short or size[0] // rows < threads * fewest:
        most = TILE_SIZE // (size[1] * (_copies(groups) * taps + kernels[0]))
        tiles = _single_blocks(size, most, product, threads)
    else:
        most = TILE_SIZE // (rows * size[1] * (_copies(groups) * step + kernels[0]))
        tiles = _blocks(size[0], rows, max(most, fewest), threads)
    samples = product.columns[0].stop * min(product.rows, max(tile.rows for tile in tiles))
    longest = product.outputs[0].stop * taps * _copies(groups) * samples
    return Tiling(groups, product, tiles, distance, step, longest)


def _product(outputs: int, terms: int, width: int, small: bool) -> Product:
    """Choose what one product computes."""
    if outputs < MANY_OUTPUTS or outputs >= COPYING_PAYS or terms == 1 or not small:
        parts = _equal_parts(outputs, outputs if outputs >= MANY_OUTPUTS else 1)
        return Product(parts, [slice(0, width)], TILE_SIZE, FEWEST_SAMPLES, PRODUCTS_FOR_BLAS)
    samples = max(SMALL_OPERAND // terms, 1)
    columns, rows = _equal_parts(width, samples), max(samples // width, 1)
    most = max(SMALL_PRODUCT // (terms * columns[0].stop * rows), 1)
    return Product(_equal_parts(outputs, most), columns, rows, FEWEST_OF_SMALL, SMALL_PRODUCT)


def _groups(kernels: tuple[int, ...], samples: int) -> list[tuple[slice, slice]]:
    """Group as many columns and channels as make the longest product."""
    _, channels, taps, columns = kernels
    most = max(min(MOST_TERMS, TILE_SIZE // samples) // taps, 1)
    return [
        (some_columns, some_channels)
        for some_channels in _equal_parts(channels, max(most // columns, 1))
        for some_columns in _equal_parts(columns, most)
    ]


def _copies(groups: list[tuple[slice, slice]]) -> int:
    """Count the copies of the rows in an entry: one for each column and channel."""
    columns, channels = groups[0]
    return columns.stop * channels.stop


def _blocks(height: int, rows: int, most: int, threads: int) -> list[Tile]:
    """Cut the outputs into tiles of blocks; rows left over are one lower block."""
    blocks, rest = divmod(height, rows)
    parts = _equal_parts(blocks, min(most, -(-blocks // threads)))
    tiles = [Tile(part.start * rows, part.stop - part.start, rows) for part in parts]
    return [*tiles, Tile(blocks * rows, 1, rest)] if rest else tiles


def _single_blocks(size: tuple[int, int], most: int, product: Product, threads: int) -> list[Tile]:
    """Cut the outputs into tiles of one block each, which products divide but for the last."""
    height, width = size
    most = max(most, -(-product.fewest // width))
    rows = _equal_parts(height, min(most, -(-height // threads)))[0].stop
    rows -= rows % min(rows, product.rows)
    return [Tile(first, 1, min(rows, height - first)) for first in range(0, height, rows)]


def largest_divisor(number: int, most: int) -> int:
    """Find the largest divisor that is at most `most`.

    >>> largest_divisor(12, most=5), largest_divisor(7, most=5)
    (4, 1)
    """
    return next(some for some in range(min(number, most), 0, -1) if not number % some)


def _equal_parts(length: int, most: int) -> list[slice]:
    """Cut a length into the fewest parts of at most `most`, as equal as can be."""
    size = -(-length // -(-length // most))
    return [slice(first, min(first + size, length)) for first in range(0, length, size)]
