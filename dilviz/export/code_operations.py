"""How a framework writes each operation: one place decides which writer a step gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.export.code_step import Step
from dilviz.network.lookup import Along
from dilviz.network.node import Node

Write = Callable[[Step], Iterable[str]]


class Joins(NamedTuple):
    """How a framework joins maps.

    Attributes
    ----------
    concatenate : str
        A call with ``{}`` for the maps and for the axis.
    zeros : str
        A map of zeros with one channel, of the size of the map ``{}``.
    spatial, channels : int
        The first axis of positions, and the axis of channels.
    add : str
        A call with ``{}`` for the maps; empty for the operator +.
    """

    concatenate: str
    zeros: str
    spatial: int
    channels: int
    add: str = ""

    def of(self, step: Step) -> str:
        """Write what a step reads: its input, or its inputs joined."""
        if len(step.inputs) == 1:
            return step.inputs[0]
        if step.op != "concat":
            return self.add.format(", ".join(step.inputs)) if self.add else " + ".join(step.inputs)
        along = step.node.settings.axis if isinstance(step.node.settings, Along) else None
        axis = self.channels if along is None else self.spatial + step.axes.index(along)
        return self.concatenate.format(", ".join(self._spread(step)), axis)

    def _spread(self, step: Step) -> Iterator[str]:
        """Pooled values are repeated where they meet maps: zeros of their size are added."""
        for name in step.inputs:
            zeros = (self.zeros.format(like) for like in step.spread.get(name, ()))
            yield " + ".join([name, *zeros])


@dataclass(frozen=True)
class Operations:
    """The operations of one framework: each method yields the code of one node, call by call.

    Attributes
    ----------
    writers : dict of str to function of a Step
        By operation. Joins and identities need none.
    relu : str
    joins : Joins
    """

    writers: Mapping[str, Write]
    relu: str
    joins: Joins

    def of(self, step: Step) -> Iterator[str]:
        """Yield what is applied for one step; nothing for an identity.

        Raises
        ------
        GeometryError
            If no framework's code is written for the operation.
        """
        if step.node.kind == "relu":
            yield self.relu
        elif step.op in self.writers:
            yield from self.writers[step.op](step)
        elif step.op not in ("add", "concat", "identity"):
            raise not_written(step.node)


def depth_multiplier(step: Step) -> str:
    """Channels that a depthwise convolution makes of each channel it reads."""
    if step.channels_out == step.channels_in:
        return "1"
    return f"({step.channels_out}) // ({step.channels_in})"


def channels_per_group(step: Step) -> str:
    """Channels that one output channel is computed from."""
    if step.groups == 1:
        return step.channels_in
    if step.channels_in.isdecimal():
        return str(int(step.channels_in) // step.groups)
    return f"({step.channels_in}) // {step.groups}"


def padding_and_crop(step: Step) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """What is added to and cut from a transposed convolution of stride times size at least."""
    ends = [
        (before, after + max(stride - size, 0))
        for (before, after), stride, size in zip(
            step.crop, step.stride, step.effective_kernel_size, strict=True
        )
    ]
    padding = tuple((max(-before, 0), max(-after, 0)) for before, after in ends)
    crop = tuple((max(before, 0), max(after, 0)) for before, after in ends)
    return padding, crop


def any_side(padding: Iterable[Pair]) -> bool:
    """Whether there is anything to add or to crop."""
    return any(map(any, padding))


def with_floor(step: Step, framework: str) -> Step:
    """Replace a pooling in ceil mode by an equal pooling with more padding.

    Raises
    ------
    GeometryError
        If more padding would make outputs that read nothing.
    """
    if not step.ceil_mode:
        return step
    if (floored := step.floored) is None:
        raise missing(step, framework, "pooling in ceil mode with this padding")
    return floored


def not_written(node: Node) -> GeometryError:
    """Build the error for a layer that the writers do not know."""
    return GeometryError(
        f"layer {node.id!r}: code is not written for a {node.op} with these settings. "
        "Choose an earlier layer as the output."
    )


def missing(step: Step, framework: str, layer: str) -> GeometryError:
    """Build the error for a layer that a framework does not have."""
    return GeometryError(
        f"layer {step.node.id!r}: {framework} has no {layer}. "
        "Change the layer, or choose another framework."
    )
