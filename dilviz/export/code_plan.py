"""A network as the steps of a program: names, channels, exact paddings."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dilviz.convolution.layer import Layer, Pair
from dilviz.cost.channel_polynomial import ChannelPolynomial
from dilviz.cost.layer_cost import costs
from dilviz.errors import GeometryError
from dilviz.export.code_channels import default_channels, expression
from dilviz.export.code_step import Step
from dilviz.network.network import Network
from dilviz.network.node import Node

MOST_STEPS = 2000

_TAKEN = {*keyword.kwlist, "x", "self", "channels", "inputs", "weights", "key", "network", "shape"}


@dataclass(frozen=True)
class Plan:
    """What a writer needs.

    Attributes
    ----------
    title : str
        One line for a docstring.
    dimensions : int
        Axes that the code has: 1 or 2.
    channels : int
        Default for the channels of the input.
    steps : tuple of Step
    """

    title: str
    dimensions: int
    channels: int
    steps: tuple[Step, ...]


def plan(network: Network, title: str) -> Plan:
    """List the steps of a network, and choose dimensions and channels.

    Raises
    ------
    GeometryError
        If there are too many layers to write out, or no number of channels
        suits all of them.
    """
    if len(network.nodes) > MOST_STEPS:
        raise GeometryError(
            f"the network has {len(network.nodes)} layers; code is written for at most "
            f"{MOST_STEPS}. Leave out layers or lower a repeat."
        )
    nodes = network.before(network.output)
    axes = (1,) if network.one_dimensional and all(map(_keeps_rows, nodes)) else (0, 1)
    names = _names(node.id for node in nodes) | {network.input: "x"}
    channels = {network.input: ChannelPolynomial((0, 1))} | {
        id_: cost.channels for id_, cost in costs(network).items()
    }
    steps = tuple(_step(node, names, channels, axes) for node in nodes)
    return Plan(title, len(axes), default_channels(network), steps)


def layer_step(layer: Layer, input_size: Pair, *, one_dimensional: bool, exact: bool) -> Step:
    """Write one layer of one channel as the only step of a network.

    Parameters
    ----------
    layer : Layer
    input_size : (rows, cols)
    one_dimensional : bool
        Whether the code has one axis, where rows are not touched.
    exact : bool
        Whether the padding is in numbers, also where it depends on the input.
    """
    if exact or layer.padding == "same_lower":
        layer = replace(layer, padding=layer.padding_for(input_size))
    node = Node("y", "conv", ("x",), layer, channels=1)
    [step] = plan(Network.of([node], one_dimensional=one_dimensional), "").steps
    return replace(step, channels_in="1")


def _step(
    node: Node,
    names: Mapping[str, str],
    channels: Mapping[str, ChannelPolynomial],
    axes: Iterable[int],
) -> Step:
    _check_has_code(node)
    layer = node.layer
    paddings = [node.padding(axis, None) for axis in axes]
    known = [padding for padding in paddings if padding is not None]
    return Step(
        node,
        names[node.id],
        tuple(names[id_] for id_ in node.inputs),
        expression(channels[node.inputs[0]]),
        expression(channels[node.id]),
        tuple(layer.kernel_size[axis] for axis in axes),
        tuple(layer.stride[axis] for axis in axes),
        tuple(layer.dilation[axis] for axis in axes),
        tuple(node.output_padding[axis] for axis in axes),
        tuple(known) if len(known) == len(paddings) else None,
    )


def _check_has_code(node: Node) -> None:
    """Raise a `GeometryError` for what the writers do not know."""
    padding = node.layer.padding
    crops = not isinstance(padding, str) and min(map(min, padding)) < 0
    odd_first = padding == "same_lower" and max(node.layer.stride) > 1
    if node.settings is not None or node.op == "transpose" or crops or odd_first:
        raise GeometryError(
            f"layer {node.id!r}: code is not written for a {node.op} with these settings. "
            "Choose an earlier layer as the output."
        )


def _names(ids: Iterable[str]) -> dict[str, str]:
    """Make identifiers of ids, no two alike."""
    names: dict[str, str] = {}
    used = set(_TAKEN)
    for id_ in ids:
        word = re.sub(r"[^0-9A-Za-z_]", "_", id_)[:60]
        word = f"layer{word}" if not word[:1].isalpha() else word
        while word in used:
            word += "_"
        used.add(word)
        names[id_] = word
    return names


def _keeps_rows(node: Node) -> bool:
    """Whether a node leaves rows as they are."""
    layer = node.layer
    return (
        layer.kernel_size[0] == layer.stride[0] == 1
        and node.padding(0, 1) == (0, 0)
        and node.output_padding[0] == 0
    )
