"""How a framework writes each operation: one place decides which writer a step gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.export.code_step import Step

Write = Callable[[Step], Iterable[str]]


@dataclass(frozen=True)
class Operations:
    """The operations of one framework; each yields what is applied, one after the other.

    Attributes
    ----------
    convolution, pooling, transposed, padding, upsampling : function of a Step
    relu : str
    """

    convolution: Write
    pooling: Write
    transposed: Write
    padding: Write
    upsampling: Write
    relu: str

    def of(self, step: Step) -> Iterator[str]:
        """Yield what is applied for one step; nothing for an identity."""
        if step.op == "conv":
            yield from self.convolution(step)
        elif step.op == "pool":
            yield from self.pooling(step)
        elif step.op == "conv_transpose":
            yield from self.transposed(step)
        elif step.op == "pad" and step.padded:
            yield from self.padding(step)
        elif step.op == "upsample":
            yield from self.upsampling(step)
        elif step.node.kind == "relu":
            yield self.relu


def joined(step: Step, concatenate: str, add: str = "") -> str:
    """Write what a step reads: its input, or its inputs joined.

    Parameters
    ----------
    step : Step
    concatenate : str
        A call with ``{}`` for the names of the maps.
    add : str
        The same for a sum; empty for the operator +.
    """
    names = ", ".join(step.inputs)
    if len(step.inputs) == 1:
        return names
    if step.op == "concat":
        return concatenate.format(names)
    return add.format(names) if add else " + ".join(step.inputs)


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


def missing(step: Step, framework: str, layer: str) -> GeometryError:
    """Build the error for a layer that a framework does not have."""
    return GeometryError(
        f"layer {step.node.id!r}: {framework} has no {layer}. "
        "Change the layer, or choose PyTorch or JAX."
    )
