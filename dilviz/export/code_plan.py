"""A network as steps to write down in a programming language: names, channels, exact paddings."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.convolution.layer import Pair
from dilviz.cost.channel_polynomial import ChannelPolynomial
from dilviz.cost.layer_cost import costs
from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.node import Node

MOST_STEPS = 2000
CHANNELS = "channels"  # the variable for channels that nobody stated

_TAKEN = {*keyword.kwlist, "x", "self", "channels", "inputs", "weights", "key", "network", "shape"}


@dataclass(frozen=True)
class Step:
    """One node, with settings along the axes that the code has.

    Attributes
    ----------
    node : Node
    name : str
        A Python identifier.
    inputs : tuple of str
        Names of the maps it reads.
    reads, makes : str
        Channels in and out, as expressions.
    kernel_size, stride, dilation, output_padding : tuple of int
    padding : tuple of (before, after), or None
        None for "same" with a stride, which depends on the size of the input.
    """

    node: Node
    name: str
    inputs: tuple[str, ...]
    reads: str
    makes: str
    kernel_size: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    output_padding: tuple[int, ...]
    padding: tuple[Pair, ...] | None

    @property
    def op(self) -> str:
        """One of `dilviz.network.node.OPS`."""
        return self.node.op

    @property
    def depthwise(self) -> bool:
        """Whether every channel has a kernel of its own."""
        return self.node.kind == "dwconv"

    @property
    def groups(self) -> int:
        """Parts of the channels that do not meet; of a depthwise layer this says nothing."""
        return 1 if self.depthwise else self.node.groups

    @property
    def average(self) -> bool:
        """Whether a pooling takes the mean."""
        return self.node.kind == "avgpool"

    @property
    def reach(self) -> tuple[int, ...]:
        """Effective kernel sizes."""
        return tuple(map(effective_kernel_size, self.kernel_size, self.dilation))

    @property
    def dilated(self) -> bool:
        """Whether taps are apart."""
        return any(
            rate > 1 and taps > 1
            for rate, taps in zip(self.dilation, self.kernel_size, strict=True)
        )

    @property
    def strided(self) -> bool:
        """Whether outputs are left out."""
        return max(self.stride) > 1

    @property
    def padded(self) -> bool:
        """Whether samples are added."""
        return self.padding is None or any(map(any, self.padding))

    @property
    def crop(self) -> tuple[Pair, ...]:
        """Of a transposed convolution: what leaves its full output at both ends, -1 adds one."""
        if self.padding is not None and self.node.layer.padding != "same":
            return tuple(
                (before, after - more)
                for (before, after), more in zip(self.padding, self.output_padding, strict=True)
            )
        assert self.padding is not None
        return tuple(
            (before, reach - stride - before)
            for (before, _), reach, stride in zip(
                self.padding, self.reach, self.stride, strict=True
            )
        )


def plan(network: Network) -> tuple[int, tuple[Step, ...]]:
    """List the steps of a network and say along how many axes.

    Returns
    -------
    dimensions : int
    steps : tuple of Step

    Raises
    ------
    GeometryError
        If there are too many layers to write out.
    """
    if len(network.nodes) > MOST_STEPS:
        raise GeometryError(
            f"the network has {len(network.nodes)} layers; code is written for at most "
            f"{MOST_STEPS}. Leave out layers or lower a repeat."
        )
    nodes = network.before(network.output)
    axes = (1,) if network.one_dimensional and all(map(_flat, nodes)) else (0, 1)
    names = _names(node.id for node in nodes) | {network.input: "x"}
    wide = {network.input: ChannelPolynomial((0, 1))} | {
        id_: cost.channels for id_, cost in costs(network).items()
    }
    return len(axes), tuple(_step(node, names, wide, axes) for node in nodes)


def _step(
    node: Node, names: dict[str, str], wide: dict[str, ChannelPolynomial], axes: Iterable[int]
) -> Step:
    layer = node.layer
    paddings = [node.padding(axis, None) for axis in axes]
    known = [padding for padding in paddings if padding is not None]
    return Step(
        node,
        names[node.id],
        tuple(names[id_] for id_ in node.inputs),
        expression(wide[node.inputs[0]]),
        expression(wide[node.id]),
        tuple(layer.kernel_size[axis] for axis in axes),
        tuple(layer.stride[axis] for axis in axes),
        tuple(layer.dilation[axis] for axis in axes),
        tuple(node.output_padding[axis] for axis in axes),
        tuple(known) if len(known) == len(paddings) else None,
    )


def expression(amount: ChannelPolynomial) -> str:
    """Write channels as Python.

    >>> [expression(ChannelPolynomial(factors)) for factors in ((8, 2), (0, 1), (64,))]
    ['2 * channels + 8', 'channels', '64']
    """
    constant, factor = (*amount.coefficients, 0, 0)[:2]
    terms = [CHANNELS if factor == 1 else f"{factor} * {CHANNELS}"] * bool(factor)
    return " + ".join(terms + [str(constant)] * bool(constant)) or "0"


def numbers(values: Iterable) -> str:
    """Write a tuple as Python, as one number where all are equal.

    >>> numbers((3, 3)), numbers((3, 5))
    ('3', '(3, 5)')
    """
    values = tuple(values)
    return repr(values[0]) if len(set(values)) == 1 else repr(values)


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


def _flat(node: Node) -> bool:
    """Whether a node leaves rows as they are."""
    layer = node.layer
    return (
        layer.kernel_size[0] == layer.stride[0] == 1
        and node.padding(0, 1) == (0, 0)
        and node.output_padding[0] == 0
    )
