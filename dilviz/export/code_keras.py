"""A network as Keras code: any backend, channels last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dilviz.convolution.layer import Pair
from dilviz.export.code_operations import (
    Operations,
    any_side,
    depth_multiplier,
    joined,
    missing,
    padding_and_crop,
)
from dilviz.export.code_plan import Plan
from dilviz.export.code_step import Step, numbers

_HEAD = """\
import keras
from keras import layers"""

_LOW_PAD = '''\
def low_pad(t, sides):
    """Padding that a maximum never takes."""
    return keras.ops.pad(t, sides, constant_values=-float("inf"))'''


def keras_code(plan: Plan) -> str:
    """Write a function that makes a ``keras.Model``; input (N, H, W, C)."""
    size = "(None, None, channels)" if plan.dimensions == 2 else "(None, channels)"
    lines, last = [], "x"
    for step in plan.steps:
        value = joined(step, "layers.Concatenate()([{}])", "layers.Add()([{}])")
        for layer in _OPERATIONS.of(step):
            value = f"layers.{layer}({value})"
        lines.append(f"    {step.name} = {value}")
        last = step.name
    body = [
        f"def network(channels={plan.channels}):",
        f'    """{plan.title}"""',
        f"    x = inputs = keras.Input({size})",
        *lines,
        f"    return keras.Model(inputs, {last})",
    ]
    helper = [_LOW_PAD] * any("low_pad" in line for line in lines)
    return "\n\n\n".join([_HEAD, *helper, "\n".join(body)])


def convolution(step: Step, *more: str) -> Iterator[str]:
    """Write the layers of a convolution; `more` are further settings of its call.

    ``Conv1D`` and ``Conv2D`` raise for a stride beside a dilation rate, and
    TensorFlow has no depthwise layer with two strides: there a pooling of one
    tap keeps every s-th output.
    """
    both = step.strided and step.dilated and not step.depthwise
    unequal = step.depthwise and step.strided_unequally
    if both and step.padding is None:
        raise missing(step, "Keras", 'convolution with a stride, a dilation rate and "same"')
    if unequal and step.padding is None:
        raise missing(step, "Keras", 'depthwise convolution with two strides and "same"')
    stride_after = both or unequal
    word = _padding_word(step)
    if step.padding and word == "valid" and step.padded:
        yield _pad(step.padding)
    settings = [numbers(step.kernel_size)]
    settings += [f"strides={numbers(step.stride)}"] * (step.strided and not stride_after)
    settings += [f'padding="{word}"'] * (word != "valid")
    settings += [f"dilation_rate={numbers(step.dilation)}"] * step.dilated
    settings += [f"groups={step.groups}"] * (step.groups > 1)
    settings += more
    n = step.dimensions
    if not step.depthwise:
        yield f"Conv{n}D({', '.join([step.channels_out, *settings])})"
    else:
        multiplier = depth_multiplier(step)
        settings += [f"depth_multiplier={multiplier}"] * (multiplier != "1")
        yield f"DepthwiseConv{n}D({', '.join(settings)})"
    if stride_after:
        yield f"MaxPooling{n}D(1, strides={numbers(step.stride)})"


def _padding_word(step: Step) -> str:
    """Keras's word for a padding; "valid" also where a layer before has to pad."""
    if step.padded_same:
        return "same"
    causal = tuple((size - 1, 0) for size in step.effective_kernel_size)
    takes_causal = step.dimensions == 1 and not step.depthwise
    if step.padded and step.padding == causal and takes_causal:
        return "valid" if step.strided and step.dilated else "causal"
    return "valid"


def _pooling(step: Step) -> Iterator[str]:
    if step.dilated:
        raise missing(step, "Keras", "pooling with a dilation rate")
    settings = [numbers(step.kernel_size), f"strides={numbers(step.stride)}"]
    if step.padding is None:
        settings.append('padding="same"')
    elif step.padded:
        yield _pad(step.padding) if step.average else _low_pad(step.padding)
    kind = "Average" if step.average else "Max"
    yield f"{kind}Pooling{step.dimensions}D({', '.join(settings)})"


def _transposed(step: Step) -> Iterator[str]:
    if step.strided and step.dilated:
        raise missing(step, "Keras", "transposed convolution with a stride and a dilation rate")
    if step.groups > 1:
        raise missing(step, "Keras", "transposed convolution in groups")
    settings = [step.channels_out, numbers(step.kernel_size), f"strides={numbers(step.stride)}"]
    settings += [f"dilation_rate={numbers(step.dilation)}"] * step.dilated
    yield f"Conv{step.dimensions}DTranspose({', '.join(settings)})"
    padding, crop = padding_and_crop(step)
    if any_side(padding):
        yield _pad(padding)
    if any_side(crop):
        yield f"Cropping{step.dimensions}D({_sides(crop)})"


def _pad(padding: tuple[Pair, ...]) -> str:
    return f"ZeroPadding{len(padding)}D({_sides(padding)})"


def _low_pad(padding: tuple[Pair, ...]) -> str:
    """A maximum must never take the padding."""
    return f"Lambda(lambda t: low_pad(t, {((0, 0), *padding, (0, 0))}))"


def _sides(padding: Iterable[Pair]) -> str:
    padding = tuple(padding)
    return repr(padding if len(padding) == 2 else padding[0])


_OPERATIONS = Operations(
    convolution,
    _pooling,
    _transposed,
    padding=lambda step: [_pad(step.padding or ())],
    upsampling=lambda step: [f"UpSampling{step.dimensions}D({numbers(step.stride)})"],
    relu="ReLU()",
)
