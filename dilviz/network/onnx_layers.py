"""ONNX operations as layers: one entry adds one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.errors import GeometryError
from dilviz.network.node import Node

MOST_NUMBERS = 64  # of a tensor that holds a setting

_WORDS = """
Abs Add And BatchNormalization Cast Ceil Celu Clip Div Dropout Elu Erf Exp Floor Gelu
Greater HardSigmoid HardSwish Identity LRN LeakyRelu Less Log LogSoftmax Max Mean Min Mish Mul
Neg Not Or PRelu Pow QuantizeLinear DequantizeLinear Reciprocal Relu Round Selu Sigmoid Sign
Softmax Softplus Softsign Sqrt Sub Sum Swish Tanh ThresholdedRelu Where Xor
"""
POINTWISE = frozenset(_WORDS.split())  # operations that leave every sample where it is


@dataclass(frozen=True)
class Reader:
    """Reads settings of operations, from attributes or from constant tensors.

    Attributes
    ----------
    constants : dict of str to TensorProto
    dimensions : int
        Spatial axes: 1 or 2.
    """

    constants: dict[str, Any]
    dimensions: int

    def attribute(self, operation: Any, name: str, default: Any) -> Any:
        """Value of an attribute."""
        for attribute in operation.attribute:
            if attribute.name == name:
                if attribute.ints:
                    return list(attribute.ints)
                return attribute.s.decode("ascii", "replace") if attribute.s else attribute.i
        return default

    def pair(self, operation: Any, name: str, default: Any = 1) -> Pair:
        """A setting for both axes; rows are 1 in one dimension."""
        values = self.attribute(operation, name, [default] * self.dimensions)
        if not isinstance(values, list) or len(values) != self.dimensions:
            raise _unreadable(operation, f"{name} should have {self.dimensions} numbers")
        return (default if default < 1 else 1, values[0]) if len(values) == 1 else tuple(values)

    def numbers(self, operation: Any, position: int) -> list[float] | None:
        """The numbers of a constant input, None where there is no such input."""
        if len(operation.input) <= position or not operation.input[position]:
            return None
        tensor = self.constants.get(operation.input[position])
        if tensor is None or tensor.external_data:
            raise _unreadable(operation, "a setting is computed while the model runs")
        size = 1
        for length in tensor.dims:
            size *= length
        if not 0 <= size <= MOST_NUMBERS:
            raise _unreadable(operation, f"a setting holds {size} numbers")
        from onnx import numpy_helper

        try:
            return numpy_helper.to_array(tensor).ravel().tolist()
        except (ValueError, TypeError, KeyError):
            raise _unreadable(operation, "a setting is damaged") from None

    def weight_shape(self, operation: Any) -> list[int]:
        """Shape of the weights, (O, C, k, ...), without reading them."""
        if len(operation.input) < 2 or operation.input[1] not in self.constants:
            return []
        return list(self.constants[operation.input[1]].dims)


def _unreadable(operation: Any, reason: str) -> GeometryError:
    name = operation.output[0] if operation.output else "?"
    return GeometryError(f"ONNX operation {operation.op_type} {name!r}: {reason}.")


def _window(read: Reader, operation: Any, *, kernel_size: Pair | None = None) -> Layer:
    """Kernel size, strides, dilations and padding of a convolution or a pooling."""
    size = kernel_size or read.pair(operation, "kernel_shape")
    layer = Layer.of(
        size, stride=read.pair(operation, "strides"), dilation=read.pair(operation, "dilations")
    )
    padding = _padding(read, operation, layer)
    return Layer.of(size, stride=layer.stride, dilation=layer.dilation, padding=padding)


def _padding(read: Reader, operation: Any, layer: Layer) -> Sides | str:
    word = read.attribute(operation, "auto_pad", "NOTSET")
    if word == "SAME_UPPER":
        return "same"
    if word == "SAME_LOWER":
        totals = [reach - 1 for reach in layer.effective_kernel_size]
        if layer.stride != (1, 1):
            raise _unreadable(operation, "auto_pad SAME_LOWER with a stride is not followed")
        rows, cols = ((total - total // 2, total // 2) for total in totals)
        return rows, cols
    pads = read.attribute(operation, "pads", [0] * 2 * read.dimensions)
    if word == "VALID":
        pads = [0] * 2 * read.dimensions
    if not isinstance(pads, list) or len(pads) != 2 * read.dimensions:
        raise _unreadable(operation, f"pads should have {2 * read.dimensions} numbers")
    return _sides(pads, read.dimensions)


def _sides(pads: list, dimensions: int) -> Sides:
    """ONNX lists all beginnings, then all ends."""
    pairs = [(int(pads[axis]), int(pads[axis + len(pads) // 2])) for axis in range(dimensions)]
    return (pairs[0], pairs[1]) if dimensions == 2 else ((0, 0), pairs[0])


def _convolution(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node:
    shape = read.weight_shape(operation)
    groups = read.attribute(operation, "group", 1)
    depthwise = groups > 1 and shape[1:2] == [1]
    return Node(
        operation.output[0],
        "conv",
        inputs[:1],
        _window(read, operation, kernel_size=_kernel_size(read, operation, shape)),
        kind="dwconv" if depthwise else "conv",
        channels=shape[0] if shape and shape[0] > 0 else None,
        groups=1 if depthwise else groups,
    )


def _transposed(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node:
    if read.attribute(operation, "output_shape", None):
        raise _unreadable(operation, "output_shape depends on the input; export it with pads")
    shape = read.weight_shape(operation)
    groups = read.attribute(operation, "group", 1)
    return Node(
        operation.output[0],
        "conv_transpose",
        inputs[:1],
        _window(read, operation, kernel_size=_kernel_size(read, operation, shape)),
        channels=shape[1] * groups if len(shape) > 1 and shape[1] * groups > 0 else None,
        output_padding=read.pair(operation, "output_padding", 0),
        groups=groups,
    )


def _kernel_size(read: Reader, operation: Any, shape: list[int]) -> Pair:
    if read.attribute(operation, "kernel_shape", None) or len(shape) != 2 + read.dimensions:
        return read.pair(operation, "kernel_shape")
    return (1, shape[2]) if read.dimensions == 1 else (shape[2], shape[3])


def _pooling(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node:
    layer = _window(read, operation)
    if read.attribute(operation, "ceil_mode", 0) and not isinstance(layer.padding, str):
        rows, cols = (  # a window more where the last one would not be whole
            (before, after + stride - 1)
            for (before, after), stride in zip(layer.padding, layer.stride, strict=True)
        )
        layer = Layer.of(
            layer.kernel_size,
            stride=layer.stride,
            dilation=layer.dilation,
            padding=(rows, cols),
        )
    kind = "maxpool" if operation.op_type == "MaxPool" else "avgpool"
    return Node(operation.output[0], "pool", inputs[:1], layer, kind=kind)


def _pad(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node:
    pads = read.attribute(operation, "pads", None) or read.numbers(operation, 1)
    axes = read.numbers(operation, 3)
    if axes is not None:
        pads = _on_all_axes(pads or [], [int(axis) for axis in axes], 2 + read.dimensions)
    if not isinstance(pads, list) or len(pads) != 2 * (2 + read.dimensions):
        raise _unreadable(operation, f"pads should have {2 * (2 + read.dimensions)} numbers")
    half = len(pads) // 2
    if any(pads[:2]) or any(pads[half : half + 2]):
        raise _unreadable(operation, "it pads pictures or channels")
    spatial = pads[2:half] + pads[half + 2 :]
    if min(spatial) < 0:
        raise _unreadable(operation, "it crops the map, which is not followed")
    layer = Layer.of(1, padding=_sides(spatial, read.dimensions))
    return Node(operation.output[0], "pad", inputs[:1], layer)


def _on_all_axes(pads: list, axes: list[int], rank: int) -> list:
    result = [0] * 2 * rank
    for position, axis in enumerate(axes):
        if len(pads) == 2 * len(axes) and -rank <= axis < rank:
            result[axis % rank] = pads[position]
            result[rank + axis % rank] = pads[position + len(axes)]
    return result


def _resize(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node:
    mode = read.attribute(operation, "mode", "nearest")
    if mode != "nearest":
        raise _unreadable(operation, f"resizing by {mode!r} is not followed, only 'nearest'")
    scales = read.numbers(operation, 1 if operation.op_type == "Upsample" else 2)
    scales = (scales or [])[-read.dimensions :] if scales else []
    factors = [int(scale) for scale in scales if scale == int(scale) >= 1]
    if len(factors) != read.dimensions:
        raise _unreadable(operation, "its scale is not a constant whole number")
    stride = (1, factors[0]) if read.dimensions == 1 else (factors[0], factors[1])
    return Node(operation.output[0], "upsample", inputs[:1], Layer.of(1, stride=stride))


def _shuffle(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node:
    """Depth to space reads one sample for a block of outputs; space to depth the reverse."""
    block = read.attribute(operation, "blocksize", 1)
    if operation.op_type == "DepthToSpace":
        return Node(operation.output[0], "upsample", inputs[:1], Layer.of(1, stride=block))
    return Node(operation.output[0], "pool", inputs[:1], Layer.of(block, stride=block))


def _concatenation(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node:
    if read.attribute(operation, "axis", 1) not in (1, -1 - read.dimensions):
        raise _unreadable(operation, "it joins maps along rows or columns, which is not followed")
    return Node(operation.output[0], "concat", inputs)


def _transposition(read: Reader, operation: Any, inputs: tuple[str, ...]) -> Node | None:
    """Moving the channels to the other end leaves rows and columns as they are."""
    spatial = list(range(read.dimensions))
    to_last = [0, *(axis + 2 for axis in spatial), 1]
    to_first = [0, read.dimensions + 1, *(axis + 1 for axis in spatial)]
    if read.attribute(operation, "perm", None) in (to_last, to_first):
        return Node(operation.output[0], "identity", inputs[:1])
    return None


MAKERS: dict[str, Callable[[Reader, Any, tuple[str, ...]], Node | None]] = {
    "AveragePool": _pooling,
    "Concat": _concatenation,
    "Conv": _convolution,
    "ConvTranspose": _transposed,
    "DepthToSpace": _shuffle,
    "LpPool": _pooling,
    "MaxPool": _pooling,
    "Pad": _pad,
    "Resize": _resize,
    "SpaceToDepth": _shuffle,
    "Transpose": _transposition,
    "Upsample": _resize,
}
