"""Layers of PyTorch and Keras as calls, and the nodes they stand for: one entry adds a layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.errors import GeometryError
from dilviz.network.borders import Pad, Pool
from dilviz.network.resize import Resize
from dilviz.network.whole_map import Global

PADDINGS = {"reflect": "reflect", "replicate": "replicate", "circular": "circular"}


@dataclass(frozen=True)
class Step:
    """A node without a name and inputs.

    Attributes
    ----------
    op : str
        One of `dilviz.network.node.OPS`, or "head" for a layer that leaves no map.
    settings : dict
        Keyword arguments of `dilviz.network.node.Node`.
    gate : bool
        Whether it is joined with what it reads: a norm beside its statistics.
    """

    op: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    gate: bool = False


Reader = Callable[["LayerCall"], list[Step]]


@dataclass(frozen=True)
class LayerCall:
    """A layer as it is written: ``nn.Conv2d(3, 64, 3, padding=2, dilation=2)``.

    Attributes
    ----------
    name : str
        ``Conv2d``.
    values : tuple
        Positional arguments.
    named : dict of str to value
    prefix : str
        What stands before the name: ``nn``, ``keras.layers``.
    """

    name: str
    values: tuple[Any, ...]
    named: Mapping[str, Any]
    prefix: str = ""

    @property
    def known(self) -> Mapping[str, Reader]:
        """The layers of the framework that the prefix names, else of both."""
        words = self.prefix.split(".")
        if "keras" in words or "layers" in words:
            return KERAS
        return TORCH if "nn" in words or "torch" in words else LAYERS

    @property
    def dimensions(self) -> int | None:
        """1 or 2 where the layer's name says so."""
        for digit, count in (("1", 1), ("2", 2)):
            if self.name.lower().endswith(f"{digit}d") or f"{digit}dTranspose" in self.name.replace(
                "D", "d"
            ):
                return count
        return None

    def get(self, name: str, position: int, default: Any = None) -> Any:
        """An argument by name or by position."""
        if name in self.named:
            return self.named[name]
        return self.values[position] if position < len(self.values) else default

    def integers(self, name: str, position: int, default: Any) -> Pair:
        """A setting as (rows, cols); one number in one dimension is of the columns."""
        value = self.get(name, position, default)
        values = value if isinstance(value, tuple | list) else (value,) * (self.dimensions or 2)
        if not all(isinstance(n, int) for n in values) or len(values) != (self.dimensions or 2):
            raise GeometryError(
                f"{self.name}: {name} must be a whole number or one for each axis, got {value!r}."
            )
        rows = 0 if default == 0 else 1
        return (rows, values[0]) if len(values) == 1 else (values[0], values[1])

    def number(self, name: str, position: int, default: Any = None) -> int | None:
        """A setting that is one whole number."""
        value = self.get(name, position, default)
        if value is not None and not isinstance(value, int):
            raise GeometryError(f"{self.name}: {name} must be a whole number, got {value!r}.")
        return value


def _sides(pairs: Pair) -> Sides:
    return (pairs[0], pairs[0]), (pairs[1], pairs[1])


def _torch_convolution(call: LayerCall) -> list[Step]:
    taps, stride = call.integers("kernel_size", 2, None), call.integers("stride", 3, 1)
    rate = call.integers("dilation", 5, 1)
    padding = call.get("padding", 4, 0)
    if padding == "same":
        totals = [gap * (count - 1) for count, gap in zip(taps, rate, strict=True)]
        sides = tuple((total // 2, total - total // 2) for total in totals)
    else:
        pairs = (0, 0) if padding == "valid" else call.integers("padding", 4, 0)
        sides = _sides(pairs)
    mode = call.get("padding_mode", 8, "zeros")
    steps = []
    if mode in PADDINGS:
        layer = Layer.of(1, padding=sides)
        steps.append(Step("pad", {"layer": layer, "settings": Pad(PADDINGS[mode])}))
        sides = ((0, 0), (0, 0))
    channels, groups = call.number("out_channels", 1), call.number("groups", 6, 1) or 1
    depthwise = groups > 1 and groups == call.number("in_channels", 0)
    settings = {
        "layer": Layer.of(taps, stride=stride, dilation=rate, padding=sides),
        "channels": channels,
        "kind": "dwconv" if depthwise else "conv",
        "groups": 1 if depthwise else groups,
    }
    return [*steps, Step("conv", settings)]


def _torch_transposed(call: LayerCall) -> list[Step]:
    layer = Layer.of(
        call.integers("kernel_size", 2, None),
        stride=call.integers("stride", 3, 1),
        padding=_sides(call.integers("padding", 4, 0)),
        dilation=call.integers("dilation", 8, 1),
    )
    settings = {
        "layer": layer,
        "channels": call.number("out_channels", 1),
        "output_padding": call.integers("output_padding", 5, 0),
        "groups": call.number("groups", 6, 1),
    }
    return [Step("conv_transpose", settings)]


def _torch_pooling(call: LayerCall) -> list[Step]:
    taps = call.integers("kernel_size", 0, None)
    given = call.get("stride", 1)
    stride = taps if given is None else call.integers("stride", 1, given)
    average = call.name.startswith(("Avg", "LP"))
    rate = (1, 1) if average else call.integers("dilation", 3, 1)
    ceil = call.get("ceil_mode", 3 if average else 5, False)
    padding = _sides((0, 0) if call.name.startswith("LP") else call.integers("padding", 2, 0))
    layer = Layer.of(taps, stride=stride, dilation=rate, padding=padding)
    settings = {"layer": layer, "kind": "avgpool" if average else "maxpool"}
    return [Step("pool", settings | ({"settings": Pool(ceil_mode=True)} if ceil is True else {}))]


def _lp_pooling(call: LayerCall) -> list[Step]:
    return _torch_pooling(LayerCall(call.name, call.values[1:], call.named))


def _adaptive(call: LayerCall) -> list[Step]:
    size = call.get("output_size", 0)
    if size in (1, (1,), (1, 1), [1, 1]):
        return [_whole(call, "pooling")]
    raise GeometryError(
        f"{call.name}({size!r}): its windows depend on the size of its input. Export the model "
        "to ONNX with a fixed size instead."
    )


def _whole(call: LayerCall, kind: str, gate: bool = False) -> Step:
    return Step("global", {"settings": Global((call.dimensions != 1, True), kind)}, gate)


def _norm(call: LayerCall) -> list[Step]:
    return [_whole(call, "norm", gate=True)]


def _torch_upsample(call: LayerCall) -> list[Step]:
    mode = call.get("mode", 2, "bilinear" if "Bilinear" in call.name else "nearest")
    corners = call.get("align_corners", 3, "Bilinear" in call.name)
    size, scale = call.get("size", 0), call.get("scale_factor", 1)
    if size is None and scale is None:
        raise GeometryError(f"{call.name}: give a scale_factor or a size.")
    both = (
        tuple(size if size is not None else scale)
        if isinstance(size if size is not None else scale, tuple | list)
        else (size if size is not None else scale,) * 2
    )
    if size is None and mode == "nearest" and all(float(n).is_integer() for n in both):
        return [Step("upsample", {"layer": Layer.of(1, stride=tuple(int(n) for n in both))})]
    modes = {"nearest": "nearest", "bilinear": "linear", "bicubic": "cubic", "linear": "linear"}
    if mode not in modes:
        raise GeometryError(f"{call.name}: mode must be one of {', '.join(modes)}, got {mode!r}.")
    ways = "align_corners" if corners else "pytorch_half_pixel"
    resize = Resize(
        modes[mode],
        "asymmetric" if mode == "nearest" else ways,
        "floor",
        size=both if size is not None else (None, None),
        scales=(None, None) if size is not None else tuple(float(n) for n in both),
    )
    return [Step("resize", {"settings": resize})]


def _shuffle(call: LayerCall) -> list[Step]:
    factor = call.number("upscale_factor", 0) or call.number("downscale_factor", 0)
    if call.name == "PixelShuffle":
        return [Step("upsample", {"layer": Layer.of(1, stride=factor)})]
    return [Step("pool", {"layer": Layer.of(factor, stride=factor)})]


def _torch_pad(call: LayerCall) -> list[Step]:
    given = call.get("padding", 0)
    count = 2 * (call.dimensions or 2)
    values = tuple(given) if isinstance(given, tuple | list) else (given,) * count
    if len(values) != count or not all(isinstance(n, int) for n in values):
        raise GeometryError(f"{call.name}: padding must be {count} whole numbers, got {given!r}.")
    cols = (values[0], values[1])
    rows = (values[2], values[3]) if count == 4 else (0, 0)
    modes = {"Reflection": "reflect", "Replication": "replicate", "Circular": "circular"}
    mode = next((m for word, m in modes.items() if call.name.startswith(word)), "zeros")
    return [Step("pad", {"layer": Layer((1, 1), padding=(rows, cols)), "settings": Pad(mode)})]


def _pointwise(call: LayerCall) -> list[Step]:
    return [Step("identity", {"kind": "relu" if call.name == "ReLU" else "id"})]


def _nothing(call: LayerCall) -> list[Step]:
    return []


def _head(call: LayerCall) -> list[Step]:
    return [Step("head")]


def _keras_layer(call: LayerCall, taps: int, stride: int, **more: Any) -> tuple[Layer, list[Step]]:
    """Kernel size, strides, rate and padding, which Keras writes as a word."""
    word = str(call.get("padding", 99, "valid")).lower()
    kernel = call.integers("kernel_size", taps, None)
    rate = call.integers("dilation_rate", 99, 1)
    strides = call.integers("strides", stride, 1)
    if word == "causal":
        reach = rate[1] * (kernel[1] - 1)
        return Layer.of(kernel, stride=strides, dilation=rate, padding=((0, 0), (reach, 0))), []
    if word not in ("same", "valid"):
        raise GeometryError(
            f'{call.name}: padding must be "valid", "same" or "causal", got {word!r}.'
        )
    return Layer.of(kernel, stride=strides, dilation=rate, padding=word), []


def _keras_convolution(call: LayerCall) -> list[Step]:
    layer, _ = _keras_layer(call, 1, 2)
    settings = {"layer": layer, "channels": call.number("filters", 0)}
    return [Step("conv", settings | {"groups": call.number("groups", 99, 1)})]


def _keras_depthwise(call: LayerCall) -> list[Step]:
    layer, _ = _keras_layer(call, 0, 1)
    return [Step("conv", {"layer": layer, "kind": "dwconv"})]


def _keras_separable(call: LayerCall) -> list[Step]:
    layer, _ = _keras_layer(call, 1, 2)
    pointwise = {"layer": Layer.of(1), "channels": call.number("filters", 0)}
    return [Step("conv", {"layer": layer, "kind": "dwconv"}), Step("conv", pointwise)]


def _keras_transposed(call: LayerCall) -> list[Step]:
    layer, _ = _keras_layer(call, 1, 2)
    return [Step("conv_transpose", {"layer": layer, "channels": call.number("filters", 0)})]


def _keras_pooling(call: LayerCall) -> list[Step]:
    taps = call.integers("pool_size", 0, 2)
    given = call.get("strides", 1)
    stride = taps if given is None else call.integers("strides", 1, given)
    layer = Layer.of(taps, stride=stride, padding=str(call.get("padding", 2, "valid")).lower())
    return [Step("pool", {"layer": layer, "kind": "avgpool" if "Av" in call.name else "maxpool"})]


def _keras_upsampling(call: LayerCall) -> list[Step]:
    factors = call.integers("size", 0, 2)
    mode = call.get("interpolation", 99, "nearest")
    if mode == "nearest":
        return [Step("upsample", {"layer": Layer.of(1, stride=factors)})]
    modes = {"bilinear": "linear", "bicubic": "cubic"}
    if mode not in modes:
        raise GeometryError(f"{call.name}: interpolation {mode!r} is not followed.")
    return [Step("resize", {"settings": Resize(modes[mode], scales=tuple(map(float, factors)))})]


def _keras_border(call: LayerCall) -> list[Step]:
    crop = call.name.startswith("Cropping")
    given = call.get("cropping" if crop else "padding", 0, 1)
    pairs = given if isinstance(given, tuple | list) else (given,) * (call.dimensions or 2)
    if call.dimensions == 1:
        pairs = (0, tuple(pairs) if len(pairs) == 2 else pairs[0])
    sides = tuple((n, n) if isinstance(n, int) else tuple(n) for n in pairs)
    if len(sides) != 2 or not all(isinstance(n, int) for side in sides for n in side):
        raise GeometryError(f"{call.name}: its padding {given!r} is not read.")
    sign = -1 if crop else 1
    rows, cols = ((sign * side[0], sign * side[1]) for side in sides)
    return [Step("pad", {"layer": Layer((1, 1), padding=(rows, cols))})]


def _each(names: str, reader: Reader) -> dict[str, Reader]:
    return dict.fromkeys(names.split(), reader)


TORCH: dict[str, Reader] = {
    **_each("Conv1d Conv2d", _torch_convolution),
    **_each("ConvTranspose1d ConvTranspose2d", _torch_transposed),
    **_each("MaxPool1d MaxPool2d AvgPool1d AvgPool2d", _torch_pooling),
    **_each("LPPool1d LPPool2d", _lp_pooling),
    **_each("AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveMaxPool1d AdaptiveMaxPool2d", _adaptive),
    **_each("InstanceNorm1d InstanceNorm2d GroupNorm", _norm),
    **_each("Upsample UpsamplingNearest2d UpsamplingBilinear2d", _torch_upsample),
    **_each("PixelShuffle PixelUnshuffle", _shuffle),
    **_each(
        "ZeroPad1d ZeroPad2d ConstantPad1d ConstantPad2d ReflectionPad1d ReflectionPad2d "
        "ReplicationPad1d ReplicationPad2d CircularPad1d CircularPad2d",
        _torch_pad,
    ),
    **_each(
        "BatchNorm1d BatchNorm2d Identity ReLU ReLU6 LeakyReLU PReLU ELU SELU CELU GELU SiLU Mish "
        "Sigmoid Tanh Hardswish Hardsigmoid Hardtanh Softplus Softsign LogSigmoid Threshold "
        "Dropout Dropout1d Dropout2d AlphaDropout LocalResponseNorm Softmax2d",
        _pointwise,
    ),
    **_each("Flatten Linear LazyLinear Softmax LogSoftmax", _head),
}
KERAS: dict[str, Reader] = {
    **_each("Conv1D Conv2D Convolution1D Convolution2D", _keras_convolution),
    **_each("Conv1DTranspose Conv2DTranspose", _keras_transposed),
    **_each("DepthwiseConv1D DepthwiseConv2D", _keras_depthwise),
    **_each("SeparableConv1D SeparableConv2D", _keras_separable),
    **_each(
        "MaxPooling1D MaxPooling2D AveragePooling1D AveragePooling2D MaxPool1D MaxPool2D "
        "AvgPool1D AvgPool2D",
        _keras_pooling,
    ),
    **_each(
        "GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D "
        "GlobalAvgPool1D GlobalAvgPool2D GlobalMaxPool1D GlobalMaxPool2D",
        lambda call: [_whole(call, "pooling")],
    ),
    **_each("UpSampling1D UpSampling2D", _keras_upsampling),
    **_each("ZeroPadding1D ZeroPadding2D Cropping1D Cropping2D", _keras_border),
    **_each("GroupNormalization", _norm),
    **_each(
        "BatchNormalization LayerNormalization Activation ReLU LeakyReLU PReLU ELU Softmax "
        "SpatialDropout1D SpatialDropout2D Dropout GaussianNoise GaussianDropout AlphaDropout "
        "Rescaling",
        _pointwise,
    ),
    **_each("Input InputLayer", _nothing),
    **_each("Dense Flatten", _head),
}
LAYERS: dict[str, Reader] = KERAS | TORCH
