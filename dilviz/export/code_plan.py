"""A network as the steps of a program: names, channels, exact paddings."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from dilviz.convolution.layer import Layer, Pair, on_axis
from dilviz.cost.channel_polynomial import ChannelPolynomial
from dilviz.cost.layer_cost import costs
from dilviz.errors import GeometryError
from dilviz.export.code_channels import default_channels, expression
from dilviz.export.code_operations import not_written
from dilviz.export.code_step import Step
from dilviz.network.lookup import Along, Prefix
from dilviz.network.moves import Flip
from dilviz.network.network import Network
from dilviz.network.node import WINDOWED, Node
from dilviz.network.read_rule import IDENTITY
from dilviz.network.whole_map import Global

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
    fixed_size : tuple of (int or None)
        Of the input, along the axes of the code, where an imported model fixes it.
    """

    title: str
    dimensions: int
    channels: int
    steps: tuple[Step, ...]
    fixed_size: tuple[int | None, ...]


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
    steps = tuple(_step(node, network, names, channels, axes) for node in nodes)
    fixed_size = tuple(network.fixed_size[axis] for axis in axes)
    return Plan(title, len(axes), default_channels(network), steps, fixed_size)


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
    return _only_step(layer, one_dimensional)


@lru_cache(maxsize=1000)
def _only_step(layer: Layer, one_dimensional: bool) -> Step:
    """Write it with the padding that it states: inputs of other sizes share it."""
    node = Node("y", "conv", ("x",), layer, channels=1)
    [step] = plan(Network.of([node], one_dimensional=one_dimensional), "").steps
    return replace(step, channels_in="1")


def _step(
    node: Node,
    network: Network,
    names: Mapping[str, str],
    channels: Mapping[str, ChannelPolynomial],
    axes: tuple[int, ...],
) -> Step:
    flat = tuple(all(network.positionless[id_][axis] for id_ in node.inputs) for axis in axes)
    layer = _layer_on_positions(node, axes, flat)
    paddings = [replace(node, layer=layer).padding(axis, None) for axis in axes]
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
        axes,
        flat,
        {
            names[id_]: tuple(names[like] for like in likes)
            for id_, likes in _spread(node, network, axes)
        },
    )


def _layer_on_positions(node: Node, axes: tuple[int, ...], flat: tuple[bool, ...]) -> Layer:
    """The layer of a node that leaves pooled values as they are, one along each such axis.

    Raises
    ------
    GeometryError
        For a layer that the writers do not know.
    """
    layer = node.layer
    if layer.padding == "same_lower" and max(layer.stride) > 1:
        raise not_written(node)
    for axis in (axis for axis, alone in zip(axes, flat, strict=True) if alone):
        if node.op not in ("conv", "conv_transpose"):
            layer = _unchanged_along(layer, axis)
        elif node.output_size(axis, 1, check=False) != 1:
            raise not_written(node)
    return layer


def _unchanged_along(layer: Layer, axis: int) -> Layer:
    taps, stride, rate = (
        on_axis(axis, 1, pair[1 - axis])
        for pair in (layer.kernel_size, layer.stride, layer.dilation)
    )
    padding = layer.padding
    if not isinstance(padding, str):
        padding = on_axis(axis, (0, 0), padding[1 - axis])
    return Layer(taps, stride, rate, padding)


def _spread(
    node: Node, network: Network, axes: tuple[int, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of a concatenation: what is repeated along an axis, and maps with the size of the result."""
    if node.op != "concat":
        return
    without = {id_: tuple(network.positionless[id_][axis] for axis in axes) for id_ in node.inputs}
    after = tuple(network.positionless[node.id][axis] for axis in axes)
    whole = [id_ for id_, flags in without.items() if flags == after]
    for id_, flags in without.items():
        if flags != after:
            if isinstance(node.settings, Along):
                raise not_written(node)
            yield id_, tuple(whole[:1] or (other for other in without if other != id_))


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
    layer, settings = node.layer, node.settings
    if isinstance(settings, Global | Flip | Prefix):
        return not settings.axes[0]
    if isinstance(settings, Along):
        return settings.axis != 0
    rule = settings.read_rule(0, 1) if settings and node.op not in WINDOWED else IDENTITY
    return (
        node.op != "transpose"
        and rule is not None
        and rule.is_identity
        and layer.kernel_size[0] == layer.stride[0] == 1
        and node.padding(0, 1) == (0, 0)
        and node.output_padding[0] == 0
    )
