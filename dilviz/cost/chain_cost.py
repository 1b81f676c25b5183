"""What a chain of layers costs for one picture: weights, work and memory."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, islice
from math import prod

from dilviz.convolution.geometry import checked
from dilviz.convolution.layer import Pair
from dilviz.cost.channel_polynomial import Amount
from dilviz.cost.layer_cost import costs
from dilviz.fields.field import receptive_field
from dilviz.network.network import Network

BYTES = 4  # of one float32 number


@dataclass(frozen=True)
class Bill:
    """What one network costs for one picture.

    Attributes
    ----------
    size : int
        Its receptive field, which may be more than was asked for.
    layers : int
    output_size : (int, int)
    weights, multiply_adds : int
    training_bytes : int
        float32 maps that training keeps: the input and what every layer makes,
        because the gradient of each layer's weights needs what it read.
    inference_bytes : int
        float32 maps held at once when only the answer counts: the largest sum
        of a layer's input and output.
    coverage : float
        Pixels read, as a share of the field.
    """

    size: int
    layers: int
    output_size: Pair
    weights: int
    multiply_adds: int
    training_bytes: int
    inference_bytes: int
    coverage: float


@dataclass(frozen=True)
class Usage:
    """What the first layers of a chain use, for any number of channels.

    Attributes
    ----------
    layers : int
    output_size : (int, int)
    weights, multiply_adds : Amount
        In C.
    kept, held : int
        Samples of one channel, in all maps, and in the two largest neighbours.
    """

    layers: int
    output_size: Pair
    weights: Amount
    multiply_adds: Amount
    kept: int
    held: int

    def bill(self, size: int, coverage: float, channels: int) -> Bill:
        """Make it out for so many channels, with what is known of the receptive field."""
        checked(channels, "channels", 1)
        return Bill(
            size=size,
            layers=self.layers,
            output_size=self.output_size,
            weights=self.weights.at(channels),
            multiply_adds=self.multiply_adds.at(channels),
            training_bytes=self.kept * channels * BYTES,
            inference_bytes=self.held * channels * BYTES,
            coverage=coverage,
        )


def usages(network: Network, input_size: Pair) -> list[Usage]:
    """Add up what a chain uses, after each of its layers.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> [str(one.weights) for one in usages(parse_network("conv3, conv3 d2"), (8, 9))]
    ['9 C²', '18 C²']
    """
    sizes = list(network.sizes(input_size).values())
    samples = [prod(size) for size in sizes]
    counted = list(costs(network, input_size).values())
    neighbours = map(sum, zip(samples, samples[1:], strict=False))
    columns = (
        sizes[1:],
        accumulate(one.weights for one in counted),
        accumulate(one.multiply_adds or Amount(()) for one in counted),
        islice(accumulate(samples), 1, None),
        accumulate(neighbours, max),
    )
    return [
        Usage(number, size, weights, runs, kept, held)
        for number, (size, weights, runs, kept, held) in enumerate(zip(*columns, strict=True), 1)
    ]


def bill(network: Network, input_size: Pair, channels: int) -> Bill:
    """Count what a chain costs, all layers with one number of channels.

    Parameters
    ----------
    network : Network
        Convolutions and poolings that state no channels.
    input_size : (rows, cols)
    channels : int

    Returns
    -------
    Bill

    Raises
    ------
    GeometryError
        If a layer leaves no output.

    Examples
    --------
    >>> from dilviz.cost.comparison import contender
    >>> plain = bill(contender("plain stack", 67), (64, 64), channels=21)
    >>> plain.weights, plain.multiply_adds
    (130977, 536481792)
    """
    field = receptive_field(network)
    return usages(network, input_size)[-1].bill(max(field.size), field.coverage, channels)
