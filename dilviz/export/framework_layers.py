"""One layer in each framework: code, the meaning of every argument, and what would raise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dilviz.convolution.layer import Layer, Pair
from dilviz.export import code_jax, code_keras, code_tensorflow
from dilviz.export.code_functions import WEIGHT, X, layer_lines
from dilviz.export.code_plan import layer_step
from dilviz.export.code_step import Step
from dilviz.export.layer_code import (
    listing,
    strided_and_dilated,
    tensorflow_layer,
    torch_layer,
)

LAYER_FRAMEWORKS = ("TensorFlow, atrous", "TensorFlow", "Keras", "PyTorch", "JAX", "dilviz")
_NOT_BOTH = "It raises a ValueError where {} and {} both exceed 1: here every s-th output is kept."


@dataclass(frozen=True)
class FrameworkCall:
    """A layer in one framework.

    Attributes
    ----------
    framework : str
        One of `LAYER_FRAMEWORKS`.
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


def framework_calls(layer: Layer, input_size: Pair) -> tuple[FrameworkCall, ...]:
    """Write a two-dimensional layer of one channel with zero padding in every framework.

    Parameters
    ----------
    layer : Layer
    input_size : (rows, cols)

    Returns
    -------
    tuple of FrameworkCall
        In the order of `LAYER_FRAMEWORKS`.

    Raises
    ------
    GeometryError
        If the layer leaves no output.

    Examples
    --------
    >>> layer = Layer.of(3, dilation=2, padding="same")
    >>> by_name = {call.framework: call for call in framework_calls(layer, (9, 9))}
    >>> print(by_name["TensorFlow, atrous"].code.splitlines()[-1])
    y = tf.nn.atrous_conv2d(value=x, filters=weight, rate=2, padding="SAME")
    >>> print(by_name["dilviz"].code.splitlines()[-1])
    y = dilviz.conv2d(x, weight, stride=(1, 1), padding="same", dilation=(2, 2))
    """
    layer.output_size(input_size)
    writers = (_atrous, _tensorflow, _keras, _torch, _jax, _dilviz)
    return tuple(write(layer, input_size) for write in writers)


def _atrous(layer: Layer, input_size: Pair) -> FrameworkCall:
    rate, *others = set(layer.dilation)
    strided = max(layer.stride) > 1
    step = layer_step(layer, input_size, one_dimensional=False, exact=strided)
    word = "SAME" if step.padded_same else "VALID"
    expressions = [
        f'tf.nn.atrous_conv2d(value={X}, filters={WEIGHT}, rate={rate}, padding="{word}")',
        *[code_tensorflow.every_output(layer.stride)] * strided,
    ]
    if step.padding and word == "VALID" and step.padded:
        expressions.insert(0, code_tensorflow.pad(step.padding))
    code = listing("import tensorflow as tf", step, layer, input_size, layer_lines(expressions))
    arguments = (
        ("value", "the input, (N, H, W, C)"),
        ("filters", "the weights, (kH, kW, C, O)"),
        ("rate", f"dilation rate {rate}: input samples from one tap to the next"),
        ("padding", _meaning(step, layer, input_size)),
    )
    warnings = [
        *["It has one rate for both axes. Use tf.nn.convolution."] * bool(others),
        *[
            "It has no stride. Taking every s-th output afterwards gives the same numbers "
            "and computes the others in vain."
        ]
        * strided,
    ]
    name = LAYER_FRAMEWORKS[0]
    return FrameworkCall(
        name, "tf.nn.atrous_conv2d", "" if others else code, arguments, tuple(warnings)
    )


def _tensorflow(layer: Layer, input_size: Pair) -> FrameworkCall:
    both = strided_and_dilated(layer)
    step = layer_step(layer, input_size, one_dimensional=False, exact=both)
    arguments = (
        ("input", "(N, H, W, C)"),
        ("filters", "(kH, kW, C, O)"),
        ("strides", f"{[*layer.stride]}, rows and columns"),
        ("padding", _meaning(step, layer, input_size)),
        ("dilations", f"{[*layer.dilation]}, rows and columns"),
    )
    warnings = (_NOT_BOTH.format("strides", "dilations"),) * both
    code = tensorflow_layer(layer, input_size)
    return FrameworkCall("TensorFlow", "tf.nn.convolution", code, arguments, warnings)


def _keras(layer: Layer, input_size: Pair) -> FrameworkCall:
    both = strided_and_dilated(layer)
    step = layer_step(layer, input_size, one_dimensional=False, exact=both)
    arguments = (
        ("filters", "1: channels out; the weights are made by the layer"),
        ("kernel_size", f"{layer.kernel_size} taps, whatever the rate"),
        ("strides", f"{(1, 1) if both else layer.stride}"),
        ("padding", _meaning(step, layer, input_size)),
        ("dilation_rate", f"{layer.dilation}"),
    )
    warnings = (_NOT_BOTH.format("strides", "dilation_rate"),) * both
    lines = _keras_lines(code_keras.convolution(step, "use_bias=False"))
    code = listing("import keras", step, layer, input_size, lines)
    return FrameworkCall("Keras", "keras.layers.Conv2D", code, arguments, warnings)


def _keras_lines(layers: Iterable[str]) -> list[str]:
    """Apply layers of one channel; the convolution gets its weights first."""
    lines, source = [], "x"
    for layer in layers:
        if layer.startswith("Conv"):
            lines += [f"conv = keras.layers.{layer}", "conv.build(x.shape)"]
            lines += ["conv.set_weights([weight])", "y = conv(x)"]
            source = "y"
        else:
            lines.append(f"{source} = keras.layers.{layer}({source})")
    return lines


def _torch(layer: Layer, input_size: Pair) -> FrameworkCall:
    uneven = any(before != after for before, after in layer.padding_for(input_size))
    warnings = []
    if layer.padding == "same" and max(layer.stride) > 1:
        warnings.append(
            'It raises a RuntimeError for padding="same" beside a stride. The code pads with '
            "numbers instead."
        )
    if uneven:
        warnings.append("Its padding is equal at both ends, so F.pad adds the samples.")
    arguments = (
        ("input", "(N, C, H, W)"),
        ("weight", "(O, C, kH, kW)"),
        ("stride", f"{layer.stride}"),
        ("padding", "samples added at each end: (rows, columns), or a word"),
        ("dilation", f"{layer.dilation}"),
    )
    code = torch_layer(layer, input_size)
    call = "torch.nn.functional.conv2d"
    return FrameworkCall("PyTorch", call, code, arguments, tuple(warnings))


def _jax(layer: Layer, input_size: Pair) -> FrameworkCall:
    step = layer_step(layer, input_size, one_dimensional=False, exact=True)
    call = "lax.conv_general_dilated"
    arguments = (
        ("lhs", "the input, (N, C, H, W)"),
        ("rhs", "the weights, (O, C, kH, kW)"),
        ("window_strides", f"{layer.stride}"),
        ("padding", f"{step.padding}: (before, after) for rows, then columns"),
        ("rhs_dilation", f"{layer.dilation}; lhs_dilation would space the input out"),
    )
    lines = layer_lines(code_jax.convolution(step, call))
    code = listing("from jax import lax", step, layer, input_size, lines, channels_last=False)
    return FrameworkCall("JAX", f"jax.{call}", code, arguments)


def _dilviz(layer: Layer, input_size: Pair) -> FrameworkCall:
    step = layer_step(layer, input_size, one_dimensional=False, exact=True)
    same = layer.padding == "same"
    padding = '"same"' if same else str(step.padding) if step.padded else '"valid"'
    arguments = (
        ("x", "(N, C, H, W), or (C, H, W), or (H, W)"),
        ("weight", "(O, C, kH, kW), or (kH, kW)"),
        ("stride", f"{layer.stride}"),
        ("padding", "numbers, sides or TensorFlow's words"),
        ("dilation", f"{layer.dilation}"),
    )
    line = f"stride={layer.stride}, padding={padding}, dilation={layer.dilation}"
    lines = [f"y = dilviz.conv2d(x, weight, {line})"]
    code = listing("import dilviz", step, layer, input_size, lines, channels_last=False)
    return FrameworkCall("dilviz", "dilviz.conv2d", code, arguments)


def _meaning(step: Step, layer: Layer, input_size: Pair) -> str:
    """What the word that TensorFlow and Keras get for the padding means here."""
    (top, bottom), (left, right) = layer.padding_for(input_size)
    ends = f"{top} + {bottom} rows, {left} + {right} columns"
    if step.padded_same:
        return f"SAME: {ends} of zeros; an odd one goes to the bottom or right"
    return f"VALID: none; {ends} are added before" if step.padded else "VALID: none"
