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

NAMED_ALONE = 99  # the position of arguments that nobody gives by position


def _keras_layer(call: LayerCall, taps: int, rates: int = NAMED_ALONE) -> Layer:
    """Kernel size, then strides, then padding, which Keras writes as a word; and rates."""
    word = str(call.get("padding", taps + 2, "valid")).lower()
    kernel = call.integers("kernel_size", taps, None)
    rate = call.integers("dilation_rate", rates, 1)
    strides = call.integers("strides", taps + 1, 1)
    if word == "causal":
        reach = rate[1] * (kernel[1] - 1)
        return Layer.of(kernel, stride=strides, dilation=rate, padding=((0, 0), (reach, 0)))
    if word not in ("same", "valid"):
        raise GeometryError(
            f'{call.name}: padding must be "valid", "same" or "causal", got {word!r}.'
        )
    return Layer.of(kernel, stride=strides, dilation=rate, padding=word)


def _keras_convolution(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 1, 5)
    settings = {"layer": layer, "channels": call.channels("filters", 0)}
    return [Step("conv", settings | {"groups": call.number("groups", 6, 1)})]


def _keras_depthwise(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 0, 5)
    return [Step("conv", {"layer": layer, "kind": "dwconv"})]


def _keras_separable(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 1, 5)
    pointwise = {"layer": Layer.of(1), "channels": call.channels("filters", 0)}
    return [Step("conv", {"layer": layer, "kind": "dwconv"}), Step("conv", pointwise)]


def _keras_transposed(call: LayerCall) -> list[Step]:
    layer = _keras_layer(call, 1)
    if call.get("output_padding", NAMED_ALONE) not in (None, 0, (0, 0)):
        raise GeometryError(f"{call.name}: output_padding is not read. Export the model to ONNX.")
    return [Step("conv_transpose", {"layer": layer, "channels": call.channels("filters", 0)})]


def _keras_pooling(call: LayerCall) -> list[Step]:
    taps = call.integers("pool_size", 0, 2)
    given = call.get("strides", 1)
    stride = taps if given is None else call.integers("strides", 1, given)
    layer = Layer.of(taps, stride=stride, padding=str(call.get("padding", 2, "valid")).lower())
    return [Step("pool", {"layer": layer, "kind": "avgpool" if "Av" in call.name else "maxpool"})]


def _keras_upsampling(call: LayerCall) -> list[Step]:
    factors = call.integers("size", 0, 2)
    mode = call.get("interpolation", 1 if call.dimensions == 1 else 2, "nearest")
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
    if call.dimensions == 1 and len(pairs) < 3:
        pairs = (0, tuple(pairs) if len(pairs) == 2 else pairs[0])
    sides = tuple((n, n) if isinstance(n, int) else tuple(n) for n in pairs)
    if len(sides) != 2 or not all(isinstance(n, int) for side in sides for n in side):
        raise GeometryError(f"{call.name}: its padding {given!r} is not read.")
    sign = -1 if crop else 1
    rows, cols = ((sign * side[0], sign * side[1]) for side in sides)
    return [Step("pad", {"layer": Layer((1, 1), padding=(rows, cols))})]


def _over_last_axis(call: LayerCall) -> list[Step]:
    """Statistics over the channels, which are last unless an axis is given."""
    axis = call.get("axis", 0, -1)
    if axis not in (-1, (call.dimensions or 0) + 2):
        raise GeometryError(
            f"{call.name}: only axis=-1, the channels, is read, got {axis!r}. Export the model to "
            "ONNX."
        )
    return pointwise(call)


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
        "BatchNormalization Activation ReLU LeakyReLU PReLU ELU "
        "SpatialDropout1D SpatialDropout2D Dropout GaussianNoise GaussianDropout AlphaDropout "
        "Rescaling",
        pointwise,
    ),
    **each("LayerNormalization Softmax", _over_last_axis),
    **each("Input InputLayer", nothing),
    **each("Dense", pointwise),  # of the last axis: a convolution of one sample
    **each("Flatten", head),
}
