"""Measured run time of a chain of layers in our own engine, with its spread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from statistics import median
from time import perf_counter

import numpy as np

from dilviz.convolution.convolve import conv2d
from dilviz.convolution.equivalence import fill_up
from dilviz.convolution.layer import Pair
from dilviz.convolution.rewrite import one_by_one, rewritten
from dilviz.cost.channel_polynomial import grouped
from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.node import Node

MOST_MULTIPLY_ADDS = 6_000_000_000  # of one run: a second or two
MOST_NUMBERS = 60_000_000  # of all weights, or of one map
FEWEST_RUNS, MOST_RUNS = 3, 9
ENOUGH_SECONDS = 1.0  # of all runs together: then `FEWEST_RUNS` suffice


@dataclass(frozen=True)
class Timing:
    """Seconds that several runs took.

    Attributes
    ----------
    seconds : tuple of float
        One for each run, in order.
    """

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle run."""
        return median(self.seconds)

    @property
    def spread(self) -> tuple[float, float]:
        """The fastest and the slowest run."""
        return min(self.seconds), max(self.seconds)


def runner(network: Network, input_size: Pair, channels: int) -> Callable[[], np.ndarray]:
    """Build a function that runs a chain of layers once, with random weights.

    Parameters
    ----------
    network : Network
        Convolutions and poolings, all with one number of channels.
    input_size : (rows, cols)
    channels : int

    Returns
    -------
    callable
        Takes nothing and returns the output, shape (channels, oH, oW).

    Raises
    ------
    GeometryError
        If a run would take too long or too much memory, or a layer is of another kind.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> runner(parse_network("conv3 s2, maxpool2"), (8, 12), channels=3)().shape
    (3, 2, 3)
    """
    _check_work(network, input_size, channels)
    generator = np.random.default_rng(0)
    picture = generator.standard_normal((channels, *input_size), np.float32)
    steps = [_step(node, channels, generator) for node in network.before(network.output)]

    def run() -> np.ndarray:
        values = picture
        for step in steps:
            values = step(values)
        return values

    return run


def timed(run: Callable[[], object], clock: Callable[[], float] = perf_counter) -> Timing:
    """Measure a function: once to warm up, then `FEWEST_RUNS` to `MOST_RUNS` timed runs.

    Fewer than `MOST_RUNS` where the runs take more than `ENOUGH_SECONDS` together.
    """
    run()
    seconds: list[float] = []
    while len(seconds) < FEWEST_RUNS or (
        len(seconds) < MOST_RUNS and sum(seconds) < ENOUGH_SECONDS
    ):
        start = clock()
        run()
        seconds.append(clock() - start)
    return Timing(tuple(seconds))


def _step(
    node: Node, channels: int, generator: np.random.Generator
) -> Callable[[np.ndarray], np.ndarray]:
    layer = node.layer
    if node.op == "conv" and node.kind == "conv":
        taps = layer.kernel_size
        weight = generator.standard_normal((channels, channels, *taps), np.float32)
        weight /= np.sqrt(channels * prod(taps))  # values keep their size from layer to layer
        return lambda values: conv2d(values, weight, **layer.settings)
    if node.kind == "maxpool" and layer.kernel_size == layer.stride == (2, 2):
        return _halved
    raise GeometryError(
        f"layer {node.id!r} is {node.kind}, which is not timed. Use convolutions and maxpool2."
    )


def _halved(values: np.ndarray) -> np.ndarray:
    """Max pooling by 2; an odd last row or column is dropped."""
    rows, cols = (size // 2 * 2 for size in values.shape[1:])
    quarters: Iterator[np.ndarray] = (
        values[:, row:rows:2, col:cols:2] for row in (0, 1) for col in (0, 1)
    )
    return np.maximum.reduce(list(quarters))


def _check_work(network: Network, input_size: Pair, channels: int) -> None:
    sizes = network.sizes(input_size)
    work = numbers = 0
    for node in network.nodes:
        weights = prod(node.layer.kernel_size) * channels**2 * (node.op == "conv")
        numbers += weights
        work += weights * prod(sizes[node.id])
    numbers = max(numbers, channels * prod(input_size))
    for amount, most, unit in (
        (work, MOST_MULTIPLY_ADDS, "multiply-adds"),
        (numbers, MOST_NUMBERS, "numbers in memory"),
    ):
        if amount > most:
            raise GeometryError(
                f"one run takes {grouped(amount)} {unit}, more than the {grouped(most)} that are "
                "timed here. "
                "Lower the channels, the image size or the receptive field."
            )


def multiply_adds(size: Pair, taps: int, layers: int, channels: int, rate: int = 1) -> int:
    """Count multiply-adds of a chain whose maps are filled up to multiples of `rate`.

    >>> multiply_adds((13, 13), 3, 2, 1), multiply_adds((13, 13), 3, 2, 1, rate=4)
    (3042, 4608)
    """
    rows, cols = (length + fill_up(length, rate) for length in size)
    return layers * taps**2 * channels**2 * rows * cols


def measure(size: Pair, rate: int, taps: int, layers: int, channels: int) -> tuple[Timing, Timing]:
    """Time `one_by_one` and `rewritten` in single precision, on random maps and weights.

    Parameters
    ----------
    size : (rows, cols)
    rate, taps, layers, channels : int
        Dilation rate, taps along each axis, number of layers, channels of all maps.

    Returns
    -------
    one_by_one, rewritten : Timing
    """
    random = np.random.default_rng(0)
    maps = random.normal(size=(channels, *size)).astype(np.float32)
    shape = (layers, channels, channels, taps, taps)
    weights = list(random.normal(size=shape).astype(np.float32))
    return (
        timed(lambda: one_by_one(maps, weights, rate)),
        timed(lambda: rewritten(maps, weights, rate)),
    )
