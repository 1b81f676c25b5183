"""Layers of PyTorch and the nodes they stand for: one entry adds a layer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError, check_choice
from dilviz.importing.layer_calls import (
    LayerCall,
    Reader,
    Step,
    each,
    head,
    norm,
    pointwise,
    whole_map,
)
from dilviz.network.borders import Pad, Pool
from dilviz.network.resize import Resize


def _torch_convolution(call: LayerCall) -> list[Step]:
    taps, stride = call.integers("kernel_size", 2, None), call.integers("stride", 3, 1)
    rate = call.integers("dilation", 5, 1)
    padding = call.get("padding", 4, 0)
    if padding == "same":
        totals = [gap * (count - 1) for count, gap in zip(taps, rate, strict=True)]
        sides: Any = tuple((total // 2, total - total // 2) for total in totals)
    else:
        sides = (0, 0) if padding == "valid" else call.integers("padding", 4, 0)
    mode = call.get("padding_mode", 8, "zeros")
    steps = []
    if mode != "zeros":
        layer = Layer.of(1, padding=sides)
        steps.append(Step("pad", {"layer": layer, "settings": Pad(mode)}))
        sides = (0, 0)
    channels, groups = call.channels("out_channels", 1), call.number("groups", 6, 1) or 0
    depthwise = groups > 1 and groups == call.channels("in_channels", 0)
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
        padding=call.integers("padding", 4, 0),
        dilation=call.integers("dilation", 8, 1),
    )
    settings = {
        "layer": layer,
        "channels": call.channels("out_channels", 1),
        "output_padding": call.integers("output_padding", 5, 0),
        "groups": call.number("groups", 6, 1),
    }
    return [Step("conv_transpose", settings)]


def _torch_pooling(call: LayerCall) -> list[Step]:
    taps = call.integers("kernel_size", 0, None)
    setting = call.get("stride", 1)
    stride = taps if setting is None else call.integers("stride", 1, setting)
    average = call.name.startswith(("Avg", "LP"))
    rate = (1, 1) if average else call.integers("dilation", 3, 1)
    ceil = call.get("ceil_mode", 3 if average else 5, False)
    padding = (0, 0) if call.name.startswith("LP") else call.integers("padding", 2, 0)
    layer = Layer.of(taps, stride=stride, dilation=rate, padding=padding)
    settings = {"layer": layer, "kind": "avgpool" if average else "maxpool"}
    return [Step("pool", settings | ({"settings": Pool(ceil_mode=True)} if ceil else {}))]


def _lp_pooling(call: LayerCall) -> list[Step]:
    values = call.values[1:]
    ceil = {"ceil_mode": values[2]} if len(values) > 2 else {}
    return _torch_pooling(replace(call, values=values[:2], named={**call.named, **ceil}))


def _adaptive(call: LayerCall) -> list[Step]:
    size = call.get("output_size", 0)
    if size in (1, (1,), (1, 1), [1, 1]):
        return [whole_map(call, "pooling")]
    raise GeometryError(
        f"{call.name}({size!r}): its windows depend on the size of its input. Export the model "
        "to ONNX with a fixed size instead."
    )


def _torch_upsample(call: LayerCall) -> list[Step]:
    mode = call.get("mode", 2, "bilinear" if "Bilinear" in call.name else "nearest")
    corners = call.get("align_corners", 3, "Bilinear" in call.name)
    size, scale = call.get("size", 0), call.get("scale_factor", 1)
    if size is None and scale is None:
        raise GeometryError(f"{call.name}: give a scale_factor or a size.")
    setting = size if size is not None else scale
    both = (setting[0], setting[-1]) if isinstance(setting, tuple | list) else (setting, setting)
    if size is None and mode == "nearest" and all(float(n).is_integer() for n in both):
        return [Step("upsample", {"layer": Layer.of(1, stride=(int(both[0]), int(both[1])))})]
    modes = {"nearest": "nearest", "bilinear": "linear", "bicubic": "cubic", "linear": "linear"}
    check_choice(mode, f"{call.name}: mode", modes)
    ways = "align_corners" if corners else "pytorch_half_pixel"
    resize = Resize(
        modes[mode],
        "asymmetric" if mode == "nearest" else ways,
        "floor",
        size=both if size is not None else (None, None),
        scales=(None, None) if size is not None else (float(both[0]), float(both[1])),
    )
    return [Step("resize", {"settings": resize})]


def _shuffle(call: LayerCall) -> list[Step]:
    factor = call.number("upscale_factor", 0) or call.number("downscale_factor", 0)
    if call.name == "PixelShuffle":
        return [Step("upsample", {"layer": Layer.of(1, stride=factor)})]
    return [Step("pool", {"layer": Layer.of(factor, stride=factor)})]


def _torch_pad(call: LayerCall) -> list[Step]:
    setting = call.get("padding", 0)
    count = 2 * (call.dimensions or 2)
    values = tuple(setting) if isinstance(setting, tuple | list) else (setting,) * count
    if len(values) != count or not all(isinstance(n, int) for n in values):
        raise GeometryError(f"{call.name}: padding must be {count} whole numbers, got {setting!r}.")
    cols = (values[0], values[1])
    rows = (values[2], values[3]) if count == 4 else (0, 0)
    modes = {"Reflection": "reflect", "Replication": "replicate", "Circular": "circular"}
    mode = next((m for word, m in modes.items() if call.name.startswith(word)), "zeros")
    cropped = []
    if mode == "circular" and any(min(sides) < 0 < max(sides) for sides in (rows, cols)):
        # It goes around what a crop leaves.
        cropped = [_padded("zeros", *((min(a, 0), min(b, 0)) for a, b in (rows, cols)))]
        rows, cols = ((max(a, 0), max(b, 0)) for a, b in (rows, cols))
    return [*cropped, _padded(mode, rows, cols)]


def _padded(mode: str, rows: Pair, cols: Pair) -> Step:
    return Step("pad", {"layer": Layer((1, 1), padding=(rows, cols)), "settings": Pad(mode)})


TORCH: dict[str, Reader] = {
    **each("Conv1d Conv2d", _torch_convolution),
    **each("ConvTranspose1d ConvTranspose2d", _torch_transposed),
    **each("MaxPool1d MaxPool2d AvgPool1d AvgPool2d", _torch_pooling),
    **each("LPPool1d LPPool2d", _lp_pooling),
    **each("AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveMaxPool1d AdaptiveMaxPool2d", _adaptive),
    **each("InstanceNorm1d InstanceNorm2d GroupNorm", norm),
    **each("Upsample UpsamplingNearest2d UpsamplingBilinear2d", _torch_upsample),
    **each("PixelShuffle PixelUnshuffle", _shuffle),
    **each(
        "ZeroPad1d ZeroPad2d ConstantPad1d ConstantPad2d ReflectionPad1d ReflectionPad2d "
        "ReplicationPad1d ReplicationPad2d CircularPad1d CircularPad2d",
        _torch_pad,
    ),
    **each(
        "BatchNorm1d BatchNorm2d Identity ReLU ReLU6 LeakyReLU PReLU ELU SELU CELU GELU SiLU Mish "
        "Sigmoid Tanh Hardswish Hardsigmoid Hardtanh Softplus Softsign LogSigmoid Threshold "
        "Dropout Dropout1d Dropout2d AlphaDropout LocalResponseNorm Softmax2d",
        pointwise,
    ),
    **each("Flatten Linear LazyLinear Softmax LogSoftmax", head),
}
