"""What a chain of layers costs for one picture: weights, multiply-adds and memory."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from math import prod

from dilviz.convolution.geometry import checked
from dilviz.convolution.layer import Pair
from dilviz.cost.channel_polynomial import ChannelPolynomial
from dilviz.cost.layer_cost import costs_at
from dilviz.fields.field import receptive_field
from dilviz.network.network import Network

BYTES = 4  # of one float32 number


@dataclass(frozen=True)
class ChainCost:
    """What a chain of layers costs for one picture.

    Attributes
    ----------
    size : int
        Its receptive field in pixels, which may exceed the field it was built for.
    layers : int
    output_size : (int, int)
    weights, multiply_adds : int
    training_bytes : int
        float32 maps that training keeps: the input and the output of every
        layer, because the gradient of a layer's weights needs its input.
    inference_bytes : int
        float32 maps held at once by inference: the largest sum of a layer's
        input and output.
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
class LayerUsage:
    """What a chain uses up to one of its layers, for any number of channels.

    Attributes
    ----------
    layers : int
    output_size : (int, int)
    weights, multiply_adds : ChannelPolynomial
    training_pixels, inference_pixels : int
        Pixels of one channel: in all maps together, and at most in the input
        and output of one layer.
    """

    layers: int
    output_size: Pair
    weights: ChannelPolynomial
    multiply_adds: ChannelPolynomial
    training_pixels: int
    inference_pixels: int

    def on_maps_of(self, size: Pair) -> LayerUsage:
        """The same with all maps of this size: what is counted here has maps of one pixel.

        >>> from dilviz import parse_network
        >>> [_, last] = layer_usages(parse_network("conv3, conv3 d2"), (1, 1))
        >>> last.on_maps_of((8, 9)) == layer_usages(parse_network("conv3, conv3 d2"), (8, 9))[-1]
        True
        """
        pixels = prod(size)
        return LayerUsage(
            self.layers,
            size,
            self.weights,
            self.multiply_adds * ChannelPolynomial.of(pixels),
            self.training_pixels * pixels,
            self.inference_pixels * pixels,
        )

    def cost(self, size: int, coverage: float, channels: int) -> ChainCost:
        """Evaluate it for a number of channels, and add what is known of the receptive field."""
        checked(channels, "channels", 1)
        return ChainCost(
            size=size,
            layers=self.layers,
            output_size=self.output_size,
            weights=self.weights.evaluate(channels),
            multiply_adds=self.multiply_adds.evaluate(channels),
            training_bytes=self.training_pixels * channels * BYTES,
            inference_bytes=self.inference_pixels * channels * BYTES,
            coverage=coverage,
        )


def layer_usages(network: Network, input_size: Pair) -> list[LayerUsage]:
    """Add up what a chain uses, after each of its layers.

    >>> from dilviz import parse_network
    >>> [str(usage.weights) for usage in layer_usages(parse_network("conv3, conv3 d2"), (8, 9))]
    ['9 C²', '18 C²']
    """
    by_id = network.sizes(input_size)
    sizes = list(by_id.values())  # of the input, then of every layer
    pixels = [prod(size) for size in sizes]
    layer_costs = list(costs_at(network, by_id).values())
    columns = (
        range(1, len(sizes)),
        sizes[1:],
        accumulate(cost.weights for cost in layer_costs),
        accumulate(cost.multiply_adds or ChannelPolynomial(()) for cost in layer_costs),
        list(accumulate(pixels))[1:],
        accumulate(map(sum, zip(pixels, pixels[1:], strict=False)), max),
    )
    return [LayerUsage(*usage) for usage in zip(*columns, strict=True)]


def chain_cost(network: Network, input_size: Pair, channels: int) -> ChainCost:
    """Count what a chain costs, all layers with one number of channels.

    Parameters
    ----------
    network : Network
        Convolutions and poolings that state no channels.
    input_size : (rows, cols)
        In pixels.
    channels : int

    Raises
    ------
    GeometryError
        If a layer leaves no output.

    Examples
    --------
    >>> from dilviz.cost.comparison import stack_network
    >>> plain = chain_cost(stack_network("plain stack", 67), (64, 64), channels=21)
    >>> plain.weights, plain.multiply_adds
    (130977, 536481792)
    """
    field = receptive_field(network)
    return layer_usages(network, input_size)[-1].cost(max(field.size), field.coverage, channels)
