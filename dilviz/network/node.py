"""One operation of a network: its settings, and what follows from them along one axis."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.convolution import geometry
from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError, check_choice
from dilviz.network import read_rule
from dilviz.network.borders import Pad, Pool
from dilviz.network.lookup import Along, Prefix, Table
from dilviz.network.moves import Flip, Roll, Slice
from dilviz.network.op_settings import OpSettings
from dilviz.network.read_rule import ReadRule
from dilviz.network.resize import Resize
from dilviz.network.whole_map import Global

WINDOWED = ("conv", "pool", "conv_transpose")
SETTINGS: dict[str, type[OpSettings]] = {
    settings.op: settings
    for settings in (Pool, Pad, Along, Resize, Slice, Flip, Roll, Prefix, Table, Global)
}
OPTIONAL = ("pool", "pad", "concat")  # without settings they do the usual
OPS = (
    *("conv", "pool", "pad", "add", "concat", "identity", "conv_transpose", "upsample"),
    *("global", "resize", "slice", "flip", "roll", "prefix", "table", "transpose"),
)

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
        Whether a person chose the id; never, if it is a number.
    groups : int
        Of a convolution: parts of its channels that do not meet. A ``dwconv``
        has one for each channel, whatever this says.
    settings : OpSettings or None
        What the operation needs beyond a window: one of `SETTINGS`.
    path : str
        The module that made it, as frameworks name it: ``layer3.0.conv1``.
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
    settings: OpSettings | None = None
    path: str = ""

    def __post_init__(self) -> None:
        check_choice(self.op, f"node {self.id!r}: op", OPS)
        self._check_counts()
        self._check_settings()
        if self.id.isdecimal():
            object.__setattr__(self, "named", False)
        if not self.kind:
            object.__setattr__(self, "kind", _KINDS.get(self.op, self.op))

    def _check_counts(self) -> None:
        try:
            if self.channels is not None:
                geometry.checked(self.channels, "number of channels", 1)
            geometry.checked(self.groups, "number of groups", 1)
        except GeometryError as error:
            raise GeometryError(f"node {self.id!r}: {error}") from None

    def _check_settings(self) -> None:
        expected = SETTINGS.get(self.op)
        if self.settings is None:
            if expected and self.op not in OPTIONAL:
                raise GeometryError(
                    f"node {self.id!r}: {self.op!r} needs its settings, {expected.__name__}(...)."
                )
        elif expected is None or not isinstance(self.settings, expected):
            raise GeometryError(
                f"node {self.id!r}: {self.op!r} cannot have the settings {self.settings!r}."
            )
        elif self.settings.is_default:
            object.__setattr__(self, "settings", None)

    def read_rule(self, axis: int, before: int, size: int | None = None) -> ReadRule:
        """What its outputs read along one axis, given the padding in front.

        Raises
        ------
        GeometryError
            If what they read does not repeat, or does not without the size of its input.
        """
        layer = self.layer
        if self.settings is not None and self.op not in OPTIONAL:
            found = self.settings.read_rule(axis, size)
            if found is None:
                raise GeometryError(f"layer {self.id!r}: {_NO_RULE[size is None]}")
            return found
        if self.op == "upsample":
            return read_rule.upsampling(layer.stride[axis])
        rule = (
            read_rule.transposed_convolution
            if self.op == "conv_transpose"
            else read_rule.convolution
        )
        return rule(layer.kernel_size[axis], layer.stride[axis], layer.dilation[axis], before)

    @property
    def repeats(self) -> bool:
        """Whether what its outputs read repeats along the axes, whatever the input size."""
        return self.op != "transpose" and (self.settings is None or self.settings.repeats)

    @property
    def is_square(self) -> bool:
        """Whether rows and columns have the same settings."""
        layer = self.layer
        pairs = (
            layer.kernel_size,
            layer.stride,
            layer.dilation,
            layer.padding,
            self.output_padding,
        )
        return all(isinstance(pair, str) or pair[0] == pair[1] for pair in pairs) and (
            self.settings is None or self.settings.is_square
        )

    def phases(self, axis: int) -> int:
        """Outputs after which what is read repeats: 1 but where a layer upsamples."""
        return self.layer.stride[axis] if self.op in ("upsample", "conv_transpose") else 1

    def padding(self, axis: int, input_size: int | None) -> Pair | None:
        """Padding along one axis; None where "same" needs an input size not given."""
        layer = self.layer
        if not isinstance(layer.padding, str):
            return layer.padding[axis]
        taps, stride, rate = layer.kernel_size[axis], layer.stride[axis], layer.dilation[axis]
        if self.op == "conv_transpose":
            total = max(geometry.effective_kernel_size(taps, rate) - stride, 0)
            return geometry.halves(total, layer.padding)
        if stride == 1:
            input_size = geometry.effective_kernel_size(taps, rate)  # then every size agrees
        if input_size is None:
            return None
        return geometry.same_padding(
            input_size, taps, stride=stride, dilation=rate, word=layer.padding
        )

    def output_size(self, axis: int, input_size: int, *, check: bool = True) -> int:
        """Count its outputs along one axis.

        Raises
        ------
        GeometryError
            If none is left; the message names the node.
        """
        try:
            return self._outputs(axis, input_size, check)
        except GeometryError as error:
            raise GeometryError(f"layer {self.id!r}: {error}") from None

    def _outputs(self, axis: int, input_size: int, check: bool) -> int:
        layer = self.layer
        taps, stride, rate = layer.kernel_size[axis], layer.stride[axis], layer.dilation[axis]
        if self.settings is not None and self.op not in OPTIONAL:
            return self.settings.output_size(axis, input_size)
        if self.op == "upsample":
            return input_size * stride
        before, after = self.padding(axis, input_size) or (0, 0)
        reach = geometry.effective_kernel_size(taps, rate)
        if self.op == "conv_transpose":
            return self._transposed_size(axis, input_size, reach - before - after)
        if self.op == "pad":
            return self._padded_size(input_size, before, after)
        if self.settings == Pool(ceil_mode=True):
            after += geometry.ceil_padding(input_size, (before, after), reach, stride)
        if not check:
            return (input_size + before + after - reach) // stride + 1
        return geometry.output_size(
            input_size, taps, stride=stride, dilation=rate, padding=(before, after)
        )

    def _padded_size(self, input_size: int, before: int, after: int) -> int:
        outputs = input_size + before + after
        if outputs < 1:
            raise GeometryError(
                f"its padding of {before} and {after} leaves none of {input_size} samples. "
                "Crop less or raise the input size."
            )
        if self.settings is not None:
            added = (max(before, 0), max(after, 0))
            geometry.check_mode_fits(input_size, added, self.settings.outside)
        return outputs

    def _transposed_size(self, axis: int, input_size: int, reach: int) -> int:
        stride = self.layer.stride[axis]
        if isinstance(self.layer.padding, str):
            return input_size * stride
        outputs = (input_size - 1) * stride + reach + self.output_padding[axis]
        if outputs < 1:
            raise GeometryError(
                f"its padding leaves {outputs} of its outputs. "
                "Lower the padding or raise the kernel size."
            )
        return outputs


_NO_RULE = {
    True: "which samples it reads depends on the size of its input. Give an input size.",
    False: "what its outputs read follows no rule that repeats.",
}

_KINDS = {
    "pool": "maxpool",
    "conv_transpose": "tconv",
    "upsample": "up",
    "identity": "id",
    "global": "gap",
}
