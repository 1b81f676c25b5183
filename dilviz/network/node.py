"""One operation of a network: its settings, and what follows from them along one axis."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.convolution import geometry
from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError
from dilviz.network import reading
from dilviz.network.reading import Reading

OPS = ("conv", "pool", "pad", "add", "concat", "identity", "conv_transpose", "upsample")
WINDOWED = ("conv", "pool", "conv_transpose")

SAME_SIZE = Layer((1, 1))


@dataclass(frozen=True)
class Node:
    """One operation of a network.

    Attributes
    ----------
    id : str
        Its name, unique in the network.
    op : str
        One of `OPS`.
    inputs : tuple of str
        What it reads. Several are joined first.
    layer : Layer
        Its settings. An upsampling keeps its factor as the stride, a pad
        only its padding.
    kind : str
        The word of the notation: ``conv``, ``dwconv``, ``maxpool``, ``relu`` ...
    channels : int or None
        Channels out, where the notation states them.
    output_padding : (int, int)
        Rows and columns that a transposed convolution adds at the end.
    named : bool
        Whether a person chose the id.
    groups : int
        Of a convolution: parts of its channels that do not meet. A ``dwconv``
        has one for each channel, whatever this says.
    """

    id: str
    op: str
    inputs: tuple[str, ...]
    layer: Layer = SAME_SIZE
    kind: str = ""
    channels: int | None = None
    output_padding: Pair = (0, 0)
    named: bool = True
    groups: int = 1

    def __post_init__(self) -> None:
        if self.op not in OPS:
            raise GeometryError(
                f"node {self.id!r}: op must be one of {', '.join(OPS)}, got {self.op!r}."
            )
        if self.channels is not None:
            geometry.checked(self.channels, f"node {self.id!r}: number of channels", 1)
        geometry.checked(self.groups, f"node {self.id!r}: number of groups", 1)
        if not self.kind:
            object.__setattr__(self, "kind", _KINDS.get(self.op, self.op))

    def reading(self, axis: int, before: int) -> Reading:
        """What its outputs read along one axis, given the padding in front."""
        settings = self.layer
        if self.op == "upsample":
            return reading.upsampling(settings.stride[axis])
        rule = (
            reading.transposed_convolution if self.op == "conv_transpose" else reading.convolution
        )
        return rule(
            settings.kernel_size[axis], settings.stride[axis], settings.dilation[axis], before
        )

    def phases(self, axis: int) -> int:
        """Outputs after which what is read repeats: 1 but where a layer upsamples."""
        return self.layer.stride[axis] if self.op in ("upsample", "conv_transpose") else 1

    def padding(self, axis: int, input_size: int | None) -> Pair | None:
        """Padding along one axis; None where "same" needs an input size not given."""
        settings = self.layer
        if not isinstance(settings.padding, str):
            return settings.padding[axis]
        taps, stride, rate = (
            settings.kernel_size[axis],
            settings.stride[axis],
            settings.dilation[axis],
        )
        if self.op == "conv_transpose":
            total = max(geometry.effective_kernel_size(taps, rate) - stride, 0)
            return total // 2, total - total // 2
        if stride == 1:
            input_size = geometry.effective_kernel_size(taps, rate)  # then every size agrees
        if input_size is None:
            return None
        return geometry.same_padding(input_size, taps, stride=stride, dilation=rate)

    def output_size(self, axis: int, input_size: int, *, check: bool = True) -> int:
        """Count its outputs along one axis.

        Raises
        ------
        GeometryError
            If none is left; the message names the node.
        """
        settings = self.layer
        taps, stride, rate = (
            settings.kernel_size[axis],
            settings.stride[axis],
            settings.dilation[axis],
        )
        if self.op == "upsample":
            return input_size * stride
        before, after = self.padding(axis, input_size) or (0, 0)
        reach = geometry.effective_kernel_size(taps, rate)
        if self.op == "conv_transpose":
            return self._transposed_size(axis, input_size, reach - before - after)
        if not check:
            return (input_size + before + after - reach) // stride + 1
        try:
            return geometry.output_size(
                input_size, taps, stride=stride, dilation=rate, padding=(before, after)
            )
        except GeometryError as error:
            raise GeometryError(f"layer {self.id!r}: {error}") from None

    def _transposed_size(self, axis: int, input_size: int, reach: int) -> int:
        stride = self.layer.stride[axis]
        if self.layer.padding == "same":
            return input_size * stride
        outputs = (input_size - 1) * stride + reach + self.output_padding[axis]
        if outputs < 1:
            raise GeometryError(
                f"layer {self.id!r}: its padding leaves {outputs} of its outputs. "
                "Lower the padding or raise the kernel size."
            )
        return outputs


_KINDS = {
    "pool": "maxpool",
    "conv_transpose": "tconv",
    "upsample": "up",
    "identity": "id",
}
