"""One layer in the words of each framework: code, what every argument means, what would raise."""

from __future__ import annotations

from dataclasses import dataclass

from dilviz.convolution.layer import Layer, Pair
from dilviz.export.layer_code import layer_code

_NOT_BOTH = "It raises a ValueError where {} and {} both exceed 1: here every s-th output is kept."
FRAMEWORKS = ("TensorFlow, atrous", "TensorFlow", "Keras", "PyTorch", "JAX", "dilviz")


@dataclass(frozen=True)
class Spelling:
    """A layer in one framework.

    Attributes
    ----------
    framework : str
        One of `FRAMEWORKS`.
    call : str
        The function or class.
    code : str
        Empty where the framework has no such layer.
    arguments : tuple of (str, str)
        Each argument of the call, and what it means here.
    warnings : tuple of str
        What the framework would raise or do otherwise for these settings.
    """

    framework: str
    call: str
    code: str
    arguments: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...] = ()


def spellings(layer: Layer, input_size: Pair) -> tuple[Spelling, ...]:
    """Write a two-dimensional layer of one channel with zero padding in every framework.

    Parameters
    ----------
    layer : Layer
    input_size : (rows, cols)

    Returns
    -------
    tuple of Spelling
        In the order of `FRAMEWORKS`.

    Raises
    ------
    GeometryError
        If the layer leaves no output.

    Examples
    --------
    >>> layer = Layer.of(3, dilation=2, padding="same")
    >>> by_name = {one.framework: one for one in spellings(layer, (9, 9))}
    >>> print(by_name["TensorFlow, atrous"].code.splitlines()[-1])
    y = tf.nn.atrous_conv2d(value=x, filters=weight, rate=2, padding="SAME")
    >>> print(by_name["dilviz"].code.splitlines()[-1])
    y = dilviz.conv2d(x, weight, stride=(1, 1), padding="same", dilation=(2, 2))
    """
    writer = _Writer(layer, input_size, layer.output_size(input_size))
    return (
        writer.atrous(),
        writer.tensorflow(),
        writer.keras(),
        writer.pytorch(),
        writer.jax(),
        writer.dilviz(),
    )


class _Writer:
    """The settings of one layer, and how each framework writes them."""

    def __init__(self, layer: Layer, input_size: Pair, outputs: Pair):
        self.layer, self.input_size, self.outputs = layer, input_size, outputs
        self.padding = layer.padding_for(input_size)
        self.strided, self.dilated = max(layer.stride) > 1, max(layer.dilation) > 1
        self.padded = any(map(any, self.padding))
        self.same = layer.padding == "same"

    def atrous(self) -> Spelling:
        rate, *others = set(self.layer.dilation)
        warnings = []
        if others:
            warnings.append("It has one rate for both axes. Use tf.nn.convolution.")
        if self.strided:
            warnings.append(
                "It has no stride. Taking every s-th output afterwards gives the same numbers "
                "and computes the others in vain."
            )
        lines = [
            "import tensorflow as tf",
            "",
            self._shapes_last(),
            *self._tf_pad(self.same and not self.strided),
            f"y = tf.nn.atrous_conv2d(value=x, filters=weight, rate={rate}, "
            f'padding="{self._word(self.same and not self.strided).upper()}")',
            *self._every(self.strided),
        ]
        arguments = (
            ("value", "the input, (N, H, W, C)"),
            ("filters", "the weights, (kH, kW, C, O)"),
            ("rate", f"dilation rate {rate}: input samples from one tap to the next"),
            ("padding", self._meaning_of_words(self.same and not self.strided)),
        )
        code = "" if others else "\n".join(lines)
        return Spelling(FRAMEWORKS[0], "tf.nn.atrous_conv2d", code, arguments, tuple(warnings))

    def tensorflow(self) -> Spelling:
        both = self.strided and self.dilated
        warnings = [_NOT_BOTH.format("strides", "dilations")] if both else []
        arguments = (
            ("input", "(N, H, W, C)"),
            ("filters", "(kH, kW, C, O)"),
            ("strides", f"{[*self.layer.stride]}, rows and columns"),
            ("padding", self._meaning_of_words(self.same and not both)),
            ("dilations", f"{[*self.layer.dilation]}, rows and columns"),
        )
        code = layer_code(self.layer, self.input_size)["TensorFlow"]
        return Spelling("TensorFlow", "tf.nn.convolution", code, arguments, tuple(warnings))

    def keras(self) -> Spelling:
        both = self.strided and self.dilated
        warnings = []
        if both:
            warnings.append(_NOT_BOTH.format("strides", "dilation_rate"))
        direct = self.same and not both
        stride = (1, 1) if both else self.layer.stride
        lines = ["import keras", "", self._shapes_last()]
        if self.padded and not direct:
            lines.append(f"x = keras.layers.ZeroPadding2D({self.padding})(x)")
        lines += [
            f"conv = keras.layers.Conv2D(1, {self.layer.kernel_size}, strides={stride}, "
            f'padding="{self._word(direct)}", dilation_rate={self.layer.dilation}, use_bias=False)',
            "conv.build(x.shape)",
            "conv.set_weights([weight])",
            "y = conv(x)",
            *self._every(both),
        ]
        arguments = (
            ("filters", "1: channels out; the weights are made by the layer"),
            ("kernel_size", f"{self.layer.kernel_size} taps, whatever the rate"),
            ("strides", f"{stride}"),
            ("padding", self._meaning_of_words(direct)),
            ("dilation_rate", f"{self.layer.dilation}"),
        )
        code = "\n".join(lines)
        return Spelling("Keras", "keras.layers.Conv2D", code, arguments, tuple(warnings))

    def pytorch(self) -> Spelling:
        warnings = []
        if self.same and self.strided:
            warnings.append(
                'It raises a RuntimeError for padding="same" beside a stride. The code pads with '
                "numbers instead."
            )
        if any(before != after for before, after in self.padding):
            warnings.append("Its padding is equal at both ends, so F.pad adds the samples.")
        arguments = (
            ("input", "(N, C, H, W)"),
            ("weight", "(O, C, kH, kW)"),
            ("stride", f"{self.layer.stride}"),
            ("padding", "samples added at each end: (rows, columns), or a word"),
            ("dilation", f"{self.layer.dilation}"),
        )
        code = layer_code(self.layer, self.input_size)["PyTorch"]
        return Spelling("PyTorch", "torch.nn.functional.conv2d", code, arguments, tuple(warnings))

    def jax(self) -> Spelling:
        lines = [
            "from jax import lax",
            "",
            self._shapes_first(),
            f"y = lax.conv_general_dilated(x, weight, window_strides={self.layer.stride}, "
            f"padding={self.padding}, rhs_dilation={self.layer.dilation})",
        ]
        arguments = (
            ("lhs", "the input, (N, C, H, W)"),
            ("rhs", "the weights, (O, C, kH, kW)"),
            ("window_strides", f"{self.layer.stride}"),
            ("padding", f"{self.padding}: (before, after) for rows, then columns"),
            ("rhs_dilation", f"{self.layer.dilation}; lhs_dilation would space the input out"),
        )
        return Spelling("JAX", "jax.lax.conv_general_dilated", "\n".join(lines), arguments)

    def dilviz(self) -> Spelling:
        words = {"same": '"same"', "valid": '"valid"'}
        padding = (
            words["same"] if self.same else str(self.padding) if self.padded else words["valid"]
        )
        lines = [
            "import dilviz",
            "",
            self._shapes_first(),
            f"y = dilviz.conv2d(x, weight, stride={self.layer.stride}, padding={padding}, "
            f"dilation={self.layer.dilation})",
        ]
        arguments = (
            ("x", "(N, C, H, W), or (C, H, W), or (H, W)"),
            ("weight", "(O, C, kH, kW), or (kH, kW)"),
            ("stride", f"{self.layer.stride}"),
            ("padding", "numbers, sides or TensorFlow's words"),
            ("dilation", f"{self.layer.dilation}"),
        )
        return Spelling("dilviz", "dilviz.conv2d", "\n".join(lines), arguments)

    def _shapes_last(self) -> str:
        return (
            f"# x: (N, {_sizes(self.input_size)}, 1), weight: ({_sizes(self.layer.kernel_size)}, "
            f"1, 1), y: (N, {_sizes(self.outputs)}, 1)"
        )

    def _shapes_first(self) -> str:
        return (
            f"# x: (N, 1, {_sizes(self.input_size)}), weight: (1, 1, "
            f"{_sizes(self.layer.kernel_size)}), y: (N, 1, {_sizes(self.outputs)})"
        )

    def _word(self, same: bool) -> str:
        return "same" if same else "valid"

    def _tf_pad(self, same: bool) -> list[str]:
        if same or not self.padded:
            return []
        return [f"x = tf.pad(x, {[[0, 0], *map(list, self.padding), [0, 0]]})"]

    def _every(self, needed: bool) -> list[str]:
        rows, cols = self.layer.stride
        return [f"y = y[:, ::{rows}, ::{cols}]  # the stride"] if needed else []

    def _meaning_of_words(self, same: bool) -> str:
        (top, bottom), (left, right) = self.padding
        sides = f"{top} + {bottom} rows, {left} + {right} columns"
        if same:
            return f"SAME: {sides} of zeros; an odd one goes to the bottom or right"
        return f"VALID: none; {sides} are added before" if self.padded else "VALID: none"


def _sizes(pair: Pair) -> str:
    return f"{pair[0]}, {pair[1]}"
