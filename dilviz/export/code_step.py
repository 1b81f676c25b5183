"""One operation as generated code needs it: names, settings along the axes of the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dilviz.convolution.geometry import effective_kernel_size
from dilviz.convolution.layer import Pair
from dilviz.network.borders import Pool
from dilviz.network.node import Node

Value = TypeVar("Value")


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
    channels_in, channels_out : str
        As expressions.
    kernel_size, stride, dilation, output_padding : tuple of int
    padding : tuple of (before, after), or None
        None for "same" with a stride, which depends on the size of the input.
    axes : tuple of int
        The axes that the code has: 0 for rows, 1 for columns.
    flat : tuple of bool
        Along which of them what it reads has no positions: pooled values. They stay as they are.
    spread : dict of str to tuple of str
        Of a concatenation: inputs without positions along an axis where others have them, and
        maps that have the size of the result.
    """

    node: Node
    name: str
    inputs: tuple[str, ...]
    channels_in: str
    channels_out: str
    kernel_size: tuple[int, ...]
    stride: tuple[int, ...]
    dilation: tuple[int, ...]
    output_padding: tuple[int, ...]
    padding: tuple[Pair, ...] | None
    axes: tuple[int, ...]
    flat: tuple[bool, ...]
    spread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def along(self, setting: tuple[Value, Value], unchanged: Value) -> tuple[Value, ...]:
        """A setting along the axes of the code; `unchanged` where there are no positions."""
        return tuple(
            unchanged if flat else setting[axis]
            for axis, flat in zip(self.axes, self.flat, strict=True)
        )

    @property
    def dimensions(self) -> int:
        """Axes that the code has: 1 or 2."""
        return len(self.stride)

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
        """Groups of channels, 1 for a depthwise layer."""
        return 1 if self.depthwise else self.node.groups

    @property
    def average(self) -> bool:
        """Whether a pooling takes the mean."""
        return self.node.kind == "avgpool"

    @property
    def effective_kernel_size(self) -> tuple[int, ...]:
        """Samples from the first tap to the last."""
        return tuple(map(effective_kernel_size, self.kernel_size, self.dilation))

    @property
    def dilated(self) -> bool:
        """Whether taps skip samples."""
        return any(
            rate > 1 and taps > 1
            for rate, taps in zip(self.dilation, self.kernel_size, strict=True)
        )

    @property
    def strided(self) -> bool:
        """Whether a stride exceeds 1."""
        return max(self.stride) > 1

    @property
    def strided_unequally(self) -> bool:
        """Whether the strides of rows and columns differ."""
        return len(set(self.stride)) > 1

    @property
    def padded(self) -> bool:
        """Whether samples are added."""
        return self.padding is None or any(map(any, self.padding))

    @property
    def ceil_mode(self) -> bool:
        """Whether a pooling also takes a last window that reaches beyond the padded input."""
        return self.node.settings == Pool(ceil_mode=True) and self.padding is not None

    @property
    def floored(self) -> Step | None:
        """An equal pooling with more padding for ceil mode; None where it has more outputs."""
        assert self.padding is not None
        padding = tuple(
            (before, after + stride - 1)
            for (before, after), stride in zip(self.padding, self.stride, strict=True)
        )
        reaches = zip(padding, self.effective_kernel_size, strict=True)
        if any(after >= reach for (_, after), reach in reaches):
            return None
        return replace(self, padding=padding, node=replace(self.node, settings=None))

    @property
    def padded_same(self) -> bool:
        """Whether the word "same" of TensorFlow and Keras stands for the padding."""
        if self.padding is None:
            return True
        halves = tuple(((size - 1) // 2, size // 2) for size in self.effective_kernel_size)
        return self.padded and not self.strided and self.padding == halves

    @property
    def crop(self) -> tuple[Pair, ...]:
        """Of a transposed convolution: what leaves its full output at both ends, -1 adds one."""
        assert self.padding is not None
        if not isinstance(self.node.layer.padding, str):
            return tuple(
                (before, after - added)
                for (before, after), added in zip(self.padding, self.output_padding, strict=True)
            )
        return tuple(
            (before, size - stride - before)
            for (before, _), size, stride in zip(
                self.padding, self.effective_kernel_size, self.stride, strict=True
            )
        )


def numbers(values: Iterable) -> str:
    """Write a tuple as Python, as one number where all are equal.

    >>> numbers((3, 3)), numbers((3, 5))
    ('3', '(3, 5)')
    """
    values = tuple(values)
    return repr(values[0]) if len(set(values)) == 1 else repr(values)
