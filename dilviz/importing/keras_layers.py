"""Layers of Keras and the nodes they stand for: one entry adds a layer."""

from __future__ import annotations

from dilviz.convolution.layer import Layer
from dilviz.errors import GeometryError
from dilviz.importing.layer_calls import (
    LayerCall,
    Reader,
    Step,
    each,
    head,
    norm,
    nothing,
    pointwise,
    whole_map,
)
from dilviz.network.resize import Resize


def _keras_layer(call: LayerCall, taps: int, stride: int) -> Layer:
    """Kernel size, strides, rate and padding, which Keras writes as a word."""
    word = str(call.get("padding", 99, "valid")).lower()
    kernel = call.integers("kernel_size", taps, None)
    rate = call.integers("dilation_rate", 99, 1)
    strides = call.integers("strides", stride, 1)
    if word == "causal":
        reach = rate[1] * (kernel[1] - 1)
        return Layer.of(kernel, stride=strides, dilation=rate, padding=((0, 0), (reach, 0)))
    if word not in ("same", "valid"):
        raise GeometryError(
            f'{call.name}: padding must be "valid", "same" or "causal", got {word!r}.'
        )
    return Layer.of(kernel, stride=strides, dilation=rate, padding=word)


def _keras_convolution(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 1, 2)
    settings = {"layer": layer, "channels": call.number("filters", 0)}
    return [Step("conv", settings | {"groups": call.number("groups", 99, 1)})]


def _keras_depthwise(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 0, 1)
    return [Step("conv", {"layer": layer, "kind": "dwconv"})]


def _keras_separable(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 1, 2)
    pointwise = {"layer": Layer.of(1), "channels": call.number("filters", 0)}
    return [Step("conv", {"layer": layer, "kind": "dwconv"}), Step("conv", pointwise)]


def _keras_transposed(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 1, 2)
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
    scales = (float(factors[0]), float(factors[1]))
    return [Step("resize", {"settings": Resize(modes[mode], scales=scales)})]


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


KERAS: dict[str, Reader] = {
    **each("Conv1D Conv2D Convolution1D Convolution2D", _keras_convolution),
    **each("Conv1DTranspose Conv2DTranspose", _keras_transposed),
    **each("DepthwiseConv1D DepthwiseConv2D", _keras_depthwise),
    **each("SeparableConv1D SeparableConv2D", _keras_separable),
    **each(
        "MaxPooling1D MaxPooling2D AveragePooling1D AveragePooling2D MaxPool1D MaxPool2D "
        "AvgPool1D AvgPool2D",
        _keras_pooling,
    ),
    **each(
        "GlobalAveragePooling1D GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D "
        "GlobalAvgPool1D GlobalAvgPool2D GlobalMaxPool1D GlobalMaxPool2D",
        lambda call: [whole_map(call, "pooling")],
    ),
    **each("UpSampling1D UpSampling2D", _keras_upsampling),
    **each("ZeroPadding1D ZeroPadding2D Cropping1D Cropping2D", _keras_border),
    **each("GroupNormalization", norm),
    **each(
        "BatchNormalization LayerNormalization Activation ReLU LeakyReLU PReLU ELU Softmax "
        "SpatialDropout1D SpatialDropout2D Dropout GaussianNoise GaussianDropout AlphaDropout "
        "Rescaling",
        pointwise,
    ),
    **each("Input InputLayer", nothing),
    **each("Dense Flatten", head),
}
