"""One layer as code for PyTorch and TensorFlow, with exactly the padding it has here."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from dilviz.convolution import geometry
from dilviz.convolution.geometry import check_mode_fits
from dilviz.convolution.layer import Layer, Pair
from dilviz.errors import GeometryError

T = TypeVar("T")


def layer_code(layer: Layer, input_size: Pair, *, mode="zeros", flip=False) -> dict[str, str]:
    """Write a layer of one channel as code, framework by framework.

    Parameters
    ----------
    layer : Layer
    input_size : (rows, cols)
        Needed where the padding depends on it. One row means one dimension
        if the kernel has one row too.
    mode : {'zeros', 'reflect', 'replicate', 'circular'}
    flip : bool
        Whether the kernel is turned first, as in a true convolution.

    Returns
    -------
    dict of str
        "PyTorch" and "TensorFlow". Empty if no such layer is possible.

    Examples
    --------
    >>> print(layer_code(Layer.of(3, dilation=2, padding=2), (9, 9))["PyTorch"])
    import torch
    from torch.nn import functional as F
    <BLANKLINE>
    # x: (N, 1, 9, 9), weight: (1, 1, 3, 3), y: (N, 1, 9, 9)
    y = F.conv2d(x, weight, stride=(1, 1), padding=(2, 2), dilation=(2, 2))
    """
    try:
        outputs = layer.output_size(input_size)
        for size, sides in zip(input_size, layer.padding_for(input_size), strict=True):
            geometry.padded_sources(size, sides, mode)
    except GeometryError:
        return {}
    axes = slice(1, 2) if input_size[0] == layer.kernel_size[0] == 1 else slice(0, 2)
    writer = _Writer(layer, input_size, outputs, axes, mode, flip)
    return {"PyTorch": writer.torch(), "TensorFlow": writer.tensorflow()}


def _on(axes: slice, pair: tuple[T, ...]) -> tuple[T, ...]:
    """What a pair says about the axes that the code has."""
    return pair[axes]


class _Writer:
    """The settings of one layer along the axes that the code has."""

    def __init__(self, layer: Layer, input_size: Pair, outputs: Pair, axes: slice, mode, flip):
        self.input_size, self.outputs = _on(axes, input_size), _on(axes, outputs)
        self.kernel_size = _on(axes, layer.kernel_size)
        self.stride, self.dilation = _on(axes, layer.stride), _on(axes, layer.dilation)
        self.padding = _on(axes, layer.padding_for(input_size))
        self.same = layer.padding == "same"
        self.mode, self.flip = mode, flip

    def torch(self) -> str:
        """Write it for PyTorch."""
        shapes = (_shape("N", 1, *self.input_size), _shape(1, 1, *self.kernel_size))
        lines = [
            "import torch",
            "from torch.nn import functional as F",
            "",
            f"# x: {shapes[0]}, weight: {shapes[1]}, y: {_shape('N', 1, *self.outputs)}",
        ]
        if self.flip:
            lines.append(f"weight = weight.flip({_plain(range(2, 2 + len(self.stride)))})")
        padding = f"padding={_tuple(before for before, _ in self.padding)}, "
        if self._pads_apart():
            sides = [side for axis in reversed(self.padding) for side in axis]
            mode = {"zeros": "constant"}.get(self.mode, self.mode)
            lines.append(f'x = F.pad(x, {_tuple(sides)}, mode="{mode}")')
            padding = ""
        lines.append(
            f"y = F.conv{len(self.stride)}d(x, weight, stride={_tuple(self.stride)}, "
            f"{padding}dilation={_tuple(self.dilation)})"
        )
        return "\n".join(lines)

    def tensorflow(self) -> str:
        """Write it for TensorFlow, which has no stride beside a dilation rate."""
        shapes = (_shape("N", *self.input_size, 1), _shape(*self.kernel_size, 1, 1))
        lines = [
            "import tensorflow as tf",
            "",
            f"# x: {shapes[0]}, weight: {shapes[1]}, y: {_shape('N', *self.outputs, 1)}",
        ]
        if self.flip:
            lines.append(f"weight = tf.reverse(weight, axis={[*range(len(self.stride))]})")
        both = max(self.stride) > 1 and max(self.dilation) > 1
        simple = self.mode == "zeros" and not both
        word = "SAME" if self.same and simple else "VALID"
        if word == "VALID" and any(map(any, self.padding)):
            lines += self._tensorflow_padding()
        stride = (1,) * len(self.stride) if both else self.stride
        lines.append(
            f'y = tf.nn.convolution(x, weight, strides={[*stride]}, padding="{word}", '
            f"dilations={[*self.dilation]})"
        )
        if both:
            steps = ", ".join(f"::{step}" for step in self.stride)
            lines.append(f"y = y[:, {steps}]  # the stride: TensorFlow has none beside a dilation")
        return "\n".join(lines)

    def _pads_apart(self) -> bool:
        return any(before != after for before, after in self.padding) or self._bordered()

    def _bordered(self) -> bool:
        return self.mode != "zeros" and any(map(any, self.padding))

    def _tensorflow_padding(self) -> list[str]:
        if self.mode in ("zeros", "reflect"):
            word = {"zeros": "CONSTANT", "reflect": "REFLECT"}[self.mode]
            sides = [[0, 0], *map(list, self.padding), [0, 0]]
            return [f'x = tf.pad(x, {sides}, mode="{word}")']
        sources = map(geometry.padded_sources, self.input_size, self.padding, [self.mode] * 2)
        return [  # tf.pad knows neither of these
            f"x = tf.gather(x, {positions.tolist()}, axis={axis})"
            for axis, positions in enumerate(sources, 1)
        ]


def _tuple(numbers) -> str:
    return repr(tuple(numbers))


def _plain(numbers) -> str:
    return ", ".join(map(str, numbers))


def _shape(*sizes) -> str:
    return f"({_plain(sizes)})"


NUMPY_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def padding_first(layer: Layer, input_size: Pair, mode: str) -> tuple[str, Layer, Pair]:
    """Split a layer into `numpy.pad` and a layer without padding.

    TensorFlow, Keras and JAX pad a convolution with zeros only. PyTorch's
    ``nn.Conv2d`` knows ``padding_mode``, its ``F.conv2d`` does not.

    Parameters
    ----------
    layer : Layer
    input_size : (rows, cols)
    mode : {'reflect', 'replicate', 'circular'}

    Returns
    -------
    code : str
        The line that pads ``x``, an array of shape (rows, cols).
    layer : Layer
        The same layer, "valid".
    input_size : (rows, cols)
        What the layer then gets.

    Raises
    ------
    GeometryError
        If the input is too short for the mode.

    Examples
    --------
    >>> code, layer, size = padding_first(Layer.of(3, padding=1), (4, 5), "replicate")
    >>> print(code)
    x = np.pad(x, ((1, 1), (1, 1)), mode="edge")  # 6 x 7
    >>> layer.padding, size
    (((0, 0), (0, 0)), (6, 7))
    """
    padding = layer.padding_for(input_size)
    for length, ends in zip(input_size, padding, strict=True):
        check_mode_fits(length, ends, mode)
    rows, cols = (length + sum(ends) for length, ends in zip(input_size, padding, strict=True))
    code = f'x = np.pad(x, {padding}, mode="{NUMPY_MODES[mode]}")  # {rows} x {cols}'
    return code, replace(layer, padding=((0, 0), (0, 0))), (rows, cols)
