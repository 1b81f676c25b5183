"""What each layer costs: weights to learn, and multiply-adds to run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod

from dilviz.convolution import geometry
from dilviz.convolution.layer import Pair
from dilviz.cost.channel_polynomial import Amount, C
from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.node import Node

MOST_CHANNELS = 10**9  # concatenations multiply them


@dataclass(frozen=True)
class Cost:
    """What one layer, or several, cost.

    Attributes
    ----------
    channels : Amount
        Channels out.
    weights, biases : Amount
        Numbers to learn. Dilation does not change them.
    multiply_adds : Amount or None
        For the whole map of one picture, products with padding included;
        None without an input size.
    """

    channels: Amount
    weights: Amount = Amount(())
    biases: Amount = Amount(())
    multiply_adds: Amount | None = None


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
        In samples. Needed for multiply-adds.
    channels : int, optional
        Channels of the input. Without them everything is written with C.

    Returns
    -------
    dict of id to Cost

    Raises
    ------
    GeometryError
        If a layer leaves no output or cannot share its channels evenly, or concatenation makes
        absurdly many channels.

    Examples
    --------
    Eight layers of Yu and Koltun's context module, and their Table 1 in numbers:

    >>> from dilviz import parse_network
    >>> module = parse_network("2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1")
    >>> str(total(costs(module)).weights), total(costs(module, channels=21)).weights.number
    ('64 C²', 28224)
    """
    first = C if channels is None else Amount.of(geometry.checked(channels, "channels", 1))
    sizes = network.sizes(input_size) if input_size is not None else None
    known, alike = {network.input: Cost(first)}, {}
    for node in network.nodes:
        inputs = [known[id_].channels for id_ in node.inputs]
        joined = sum(inputs, Amount(())) if node.op == "concat" else inputs[0]
        positions = None if sizes is None else prod(_positions(node, sizes))
        settings = (node.op, node.kind, node.channels, node.groups, node.layer.kernel_size)
        question = (settings, joined, positions)
        if question not in alike:  # most layers of a large network are like another
            alike[question] = _cost(node, joined, positions)
        known[node.id] = alike[question]
    del known[network.input]
    return known


def total(counted: Mapping[str, Cost]) -> Cost:
    """Add up what several layers cost; the channels are the last layer's."""
    parts = list(counted.values())
    runs = [part.multiply_adds for part in parts]
    return Cost(
        parts[-1].channels if parts else Amount(()),
        sum((part.weights for part in parts), Amount(())),
        sum((part.biases for part in parts), Amount(())),
        None if None in runs else sum((run for run in runs if run), Amount(())),
    )


def _cost(node: Node, joined: Amount, positions: int | None) -> Cost:
    _check_channels(node, joined)
    channels = joined if node.channels is None else Amount.of(node.channels)
    if node.op not in ("conv", "conv_transpose"):
        return Cost(channels, multiply_adds=None if positions is None else Amount(()))
    weights = Amount.of(prod(node.layer.kernel_size)) * _met(node, joined, channels)
    runs = None if positions is None else weights * Amount.of(positions)
    return Cost(channels, weights, channels, runs)


def _met(node: Node, joined: Amount, channels: Amount) -> Amount:
    """Pairs of a channel in and a channel out that meet in a convolution."""
    if node.kind == "dwconv":
        _check_multiple(node, joined.number, channels.number)
        return channels
    for amount, where in ((joined, "in"), (channels, "out")):
        if amount.number is not None and amount.number % node.groups:
            raise GeometryError(
                f"layer {node.id!r}: {node.groups} groups cannot share {amount.number} channels "
                f"{where} evenly. Choose a number of groups that divides the channels."
            )
    return (joined * channels).shared(node.groups)


def _check_multiple(node: Node, inputs: int | None, outputs: int | None) -> None:
    if inputs and outputs and outputs % inputs:
        raise GeometryError(
            f"layer {node.id!r}: each of {inputs} channels has equally many kernels of its own in "
            f"a depthwise layer, so they cannot make {outputs}. Choose a multiple of {inputs}."
        )


def _positions(node: Node, sizes: Mapping[str, Pair]) -> Pair:
    """Where all weights are applied once: at every output, or every input of a tconv."""
    if node.op != "conv_transpose":
        return sizes[node.id]
    rows, cols = (min(sizes[id_][axis] for id_ in node.inputs) for axis in (0, 1))
    return rows, cols


def _check_channels(node: Node, channels: Amount) -> None:
    if any(factor > MOST_CHANNELS for factor in channels.coefficients):
        raise GeometryError(
            f"layer {node.id!r} would read more than {MOST_CHANNELS} times the channels of the "
            "input, because every concatenation adds its paths up. Concatenate less often."
        )
