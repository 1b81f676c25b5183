"""How a correlation is cut into parts that stay in the cache: tiles of outputs, groups of taps.

Only shapes are known here. `dilviz.convolution.stacked` shows in numbers what entries and blocks
are: all taps of a block are consecutive entries, and neighbouring blocks share entries.
"""

from functools import lru_cache
from math import gcd
from typing import NamedTuple

from dilviz.convolution.layer import Pair

# Each is measured by benchmarks/convolution.py.
TILE_SIZE = 1 << 19  # samples stacked and summed at a time, so that they stay in the cache
MOST_TERMS = 1200  # of one product: longer ones run no faster
FEWEST_SAMPLES = 256  # of one product: shorter ones run slowly


class Tile(NamedTuple):
    """Output rows computed together: `blocks` blocks of `rows` rows each, from `first` on."""

    first: int
    blocks: int
    rows: int


class Tiling(NamedTuple):
    """The parts of a correlation, and how its entries lie.

    Attributes
    ----------
    groups : list of (columns, channels)
        Slices of the kernel columns and input channels whose copies are one stack.
    tiles : list of Tile
    distance : int
        Input rows from one tap to the next, and so from one entry to the next.
    step : int
        Entries from the first that a block reads to the first that the next one reads.
    """

    groups: list[tuple[slice, slice]]
    tiles: list[Tile]
    distance: int
    step: int


@lru_cache(maxsize=64)
def tiling_of(
    kernels: tuple[int, ...], size: tuple[int, int], stride: Pair, dilation: Pair, threads: int
) -> Tiling:
    """Cut a correlation into parts.

    Parameters
    ----------
    kernels : (O, C, kH, kW)
    size : (oH, oW)
    stride, dilation : (rows, cols)
    threads : int
        As many tiles at least, where there are enough rows.

    Examples
    --------
    Three taps at rate 2: rows 0 and 1 are a block, for an entry ends after
    them; so are 2 and 3, and 4 and 5. The row left over is one lower block:

    >>> tiling_of((1, 1, 3, 1), (7, 128), (1, 1), (2, 1), threads=1).tiles
    [Tile(first=0, blocks=3, rows=2), Tile(first=6, blocks=1, rows=1)]

    Blocks of narrower rows would be short products. Here all rows are one
    block, and every tap has its own copy of the rows that it reads:

    >>> tiling_of((1, 1, 3, 1), (7, 20), (1, 1), (2, 1), threads=1).tiles
    [Tile(first=0, blocks=1, rows=7)]
    """
    taps = kernels[2]
    distance = dilation[0] if taps > 1 else stride[0]  # of one tap any number would do
    common = gcd(stride[0], distance)
    rows, step = distance // common, stride[0] // common  # a block ends where an entry ends
    groups = _groups(kernels, min(rows, size[0]) * size[1])
    fewest = -(-taps // step)  # blocks of a tile: half of its entries are in no other
    if rows * size[1] < FEWEST_SAMPLES or size[0] // rows < threads * fewest:
        tiles = _single_blocks(kernels, size, _copies(groups), threads)
    else:
        most = TILE_SIZE // (rows * size[1] * (_copies(groups) * step + kernels[0]))
        tiles = _blocks(size[0], rows, max(most, fewest), threads)
    return Tiling(groups, tiles, distance, step)


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


def _single_blocks(
    kernels: tuple[int, ...], size: tuple[int, int], copies: int, threads: int
) -> list[Tile]:
    """Cut the outputs into tiles of one block each, of any number of rows."""
    outputs, _, taps, _ = kernels
    height, width = size
    most = max(TILE_SIZE // (width * (copies * taps + outputs)), -(-FEWEST_SAMPLES // width))
    parts = _equal_parts(height, min(most, -(-height // threads)))
    return [Tile(part.start, 1, part.stop - part.start) for part in parts]


def _equal_parts(length: int, most: int) -> list[slice]:
    """Cut a length into the fewest parts of at most `most`, as equal as can be."""
    size = -(-length // -(-length // most))
    return [slice(first, min(first + size, length)) for first in range(0, length, size)]
