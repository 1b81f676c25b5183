"""What each layer costs: weights to learn, and multiply-adds to run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

from dilviz.convolution import geometry
from dilviz.convolution.layer import Pair, per_axis
from dilviz.cost.channel_polynomial import C, ChannelPolynomial
from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.node import Node

MOST_MULTIPLE = 10**9  # of the input's channels: concatenations multiply them


@dataclass(frozen=True)
class Cost:
    """What one layer, or several, cost.

    Attributes
    ----------
    channels : ChannelPolynomial
        Channels out.
    weights, biases : ChannelPolynomial
        Numbers to learn. Dilation does not change them.
    multiply_adds : ChannelPolynomial or None
        For the whole map of one picture, products with padding included;
        None without an input size.
    """

    channels: ChannelPolynomial
    weights: ChannelPolynomial = ChannelPolynomial(())
    biases: ChannelPolynomial = ChannelPolynomial(())
    multiply_adds: ChannelPolynomial | None = None


def costs(
    network: Network,
    input_size: int | Iterable[int] | None = None,
    channels: int | None = None,
) -> dict[str, Cost]:
    """Count what every layer of a network costs: id -> Cost.

    Parameters
    ----------
    network : Network
        A convolution that does not state its channels keeps those of its input.
    input_size : int or (rows, cols), optional
        In pixels. Needed for multiply-adds.
    channels : int, optional
        Channels of the input. Without them everything is written with C.

    Raises
    ------
    GeometryError
        If a layer leaves no output or cannot share its channels evenly, or concatenation makes
        more than `MOST_MULTIPLE` times the input's channels.

    Examples
    --------
    Eight layers of Yu and Koltun's context module, and their Table 1 in numbers:

    >>> from dilviz import parse_network
    >>> module = parse_network("2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1")
    >>> str(total(costs(module)).weights), total(costs(module, channels=21)).weights.number
    ('64 C²', 28224)
    """
    sizes = network.sizes(input_size) if input_size is not None else None
    return costs_at(network, sizes, channels)


def costs_at(
    network: Network, sizes: Mapping[str, Pair] | None, channels: int | None = None
) -> dict[str, Cost]:
    """Count the same where the size of every map is known already, or none is."""
    first = (
        C if channels is None else ChannelPolynomial.of(geometry.checked(channels, "channels", 1))
    )
    by_id, cached = {network.input: Cost(first)}, {}
    for node in network.nodes:
        inputs = [by_id[id_].channels for id_ in node.inputs]
        beside = node.op == "concat" and node.settings is None  # not one after the other
        joined = sum(inputs, ChannelPolynomial(())) if beside else inputs[0]
        positions = None if sizes is None else prod(_positions(node, sizes))
        settings = (node.op, node.kind, node.channels, node.groups, node.layer.kernel_size)
        key = (settings, joined, positions)
        if key not in cached:  # large networks repeat a few layers
            cached[key] = _cost(node, joined, positions)
        by_id[node.id] = cached[key]
    del by_id[network.input]
    return by_id


def total(layer_costs: Mapping[str, Cost]) -> Cost:
    """Add up what several layers cost; the channels are the last layer's."""
    zero, parts = ChannelPolynomial(()), list(layer_costs.values())
    products = [part.multiply_adds for part in parts]
    return Cost(
        parts[-1].channels if parts else zero,
        sum((part.weights for part in parts), zero),
        sum((part.biases for part in parts), zero),
        None if None in products else sum((product for product in products if product), zero),
    )


def _cost(node: Node, joined: ChannelPolynomial, positions: int | None) -> Cost:
    _check_channels(node, joined)
    channels = joined if node.channels is None else ChannelPolynomial.of(node.channels)
    if node.op not in ("conv", "conv_transpose"):
        return Cost(channels, multiply_adds=None if positions is None else ChannelPolynomial(()))
    weights = ChannelPolynomial.of(prod(node.layer.kernel_size)) * _channel_pairs(
        node, joined, channels
    )
    products = None if positions is None else weights * ChannelPolynomial.of(positions)
    return Cost(channels, weights, channels, products)


def _channel_pairs(
    node: Node, joined: ChannelPolynomial, channels: ChannelPolynomial
) -> ChannelPolynomial:
    """Pairs of an input and an output channel that a convolution has weights for."""
    if node.kind == "dwconv":
        _check_multiple(node, joined.number, channels.number)
        return channels
    for count, end in ((joined.number, "in"), (channels.number, "out")):
        if count is not None and count % node.groups:
            raise GeometryError(
                f"layer {node.id!r}: {node.groups} groups cannot share {count} channels "
                f"{end} evenly. Choose a number of groups that divides the channels."
            )
    return (joined * channels).divided_by(node.groups)


def _check_multiple(node: Node, inputs: int | None, outputs: int | None) -> None:
    if inputs and outputs and outputs % inputs:
        raise GeometryError(
            f"layer {node.id!r}: each of {inputs} channels has equally many kernels of its own in "
            f"a depthwise layer, so they cannot make {outputs}. Choose a multiple of {inputs}."
        )


def _positions(node: Node, sizes: Mapping[str, Pair]) -> Pair:
    """Size of the map whose pixels use every weight once: the output, of a tconv the input."""
    if node.op != "conv_transpose":
        return sizes[node.id]
    return per_axis(lambda axis: min(sizes[id_][axis] for id_ in node.inputs))


def _check_channels(node: Node, channels: ChannelPolynomial) -> None:
    if any(factor > MOST_MULTIPLE for factor in channels.coefficients):
        raise GeometryError(
            f"layer {node.id!r} would read more than {MOST_MULTIPLE} times the channels of the "
            "input, because every concatenation adds its paths up. Concatenate less often."
        )
