"""A network as Keras code: any backend, channels last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dilviz.convolution.layer import Pair
from dilviz.export.code_functions import missing, multiplier
from dilviz.export.code_plan import Step, numbers
from dilviz.export.code_tensorflow import grown_and_cut

_HEAD = """\
import keras
from keras import layers"""

_LOW_PAD = '''\
def low_pad(t, sides):
    """Padding that a maximum never takes."""
    return keras.ops.pad(t, sides, constant_values=-float("inf"))'''


def keras_code(title: str, dimensions: int, steps: tuple[Step, ...]) -> str:
    """Write a function that makes a ``keras.Model``; input (N, H, W, C)."""
    size = "(None, None, channels)" if dimensions == 2 else "(None, channels)"
    lines, last = [], "x"
    for step in steps:
        value = _joined(step)
        for layer in _layers(step, dimensions):
            value = f"layers.{layer}({value})"
        lines.append(f"    {step.name} = {value}")
        last = step.name
    body = [
        "def network(channels=64):",
        f'    """{title}"""',
        f"    x = inputs = keras.Input({size})",
        *lines,
        f"    return keras.Model(inputs, {last})",
    ]
    helper = [_LOW_PAD] * any("low_pad" in line for line in lines)
    return "\n\n\n".join([_HEAD, *helper, "\n".join(body)])


def _joined(step: Step) -> str:
    if len(step.inputs) == 1:
        return step.inputs[0]
    word = "Concatenate" if step.op == "concat" else "Add"
    return f"layers.{word}()([{', '.join(step.inputs)}])"


def _layers(step: Step, n: int) -> Iterator[str]:
    """Yield the layers of one step, in order."""
    if step.op == "conv":
        yield from _convolution(step, n)
    elif step.op == "pool":
        yield from _pooling(step, n)
    elif step.op == "pad" and step.padding and step.padded:
        yield _pad(step.padding, n)
    elif step.op == "conv_transpose":
        yield from _transposed(step, n)
    elif step.op == "upsample":
        yield f"UpSampling{n}D({numbers(step.stride)})"
    elif step.node.kind == "relu":
        yield "ReLU()"


def _convolution(step: Step, n: int) -> Iterator[str]:
    apart = step.strided and step.dilated  # Keras has no stride beside a dilation rate
    uneven = step.depthwise and len(set(step.stride)) > 1  # nor two strides depthwise
    if apart and step.padding is None:
        raise missing(step, "Keras", 'convolution with a stride, a dilation rate and "same"')
    word, pad = _word(step, n)
    yield from pad
    settings = [numbers(step.kernel_size)]
    if step.strided and not apart and not uneven:
        settings.append(f"strides={numbers(step.stride)}")
    settings += [f'padding="{word}"'] * (word != "valid")
    settings += [f"dilation_rate={numbers(step.dilation)}"] * step.dilated
    settings += [f"groups={step.groups}"] * (step.groups > 1)
    if step.depthwise:
        if step.makes != step.reads:
            settings.append(f"depth_multiplier={multiplier(step)}")
        yield f"DepthwiseConv{n}D({', '.join(settings)})"
    else:
        yield f"Conv{n}D({', '.join([step.makes, *settings])})"
    if apart or (step.strided and uneven):
        yield f"MaxPooling{n}D(1, strides={numbers(step.stride)})"


def _word(step: Step, n: int) -> tuple[str, list[str]]:
    """Keras's word for a padding, or "valid" and a layer that pads."""
    if step.padding is None:
        return "same", []
    if not step.padded:
        return "valid", []
    totals = zip(step.padding, step.reach, strict=True)
    halves = all(
        before == (reach - 1) // 2 and after == reach // 2 for (before, after), reach in totals
    )
    if halves and not step.strided:
        return "same", []
    causal = step.padding == tuple((reach - 1, 0) for reach in step.reach)
    if causal and n == 1 and not step.depthwise and not (step.strided and step.dilated):
        return "causal", []
    return "valid", [_pad(step.padding, n)]


def _pooling(step: Step, n: int) -> Iterator[str]:
    if step.dilated:
        raise missing(step, "Keras", "pooling with a dilation rate")
    settings = [numbers(step.kernel_size), f"strides={numbers(step.stride)}"]
    if step.padding is None:
        settings.append('padding="same"')
    elif step.padded:
        yield _pad(step.padding, n) if step.average else _low_pad(step.padding)
    yield f"{'Average' if step.average else 'Max'}Pooling{n}D({', '.join(settings)})"


def _transposed(step: Step, n: int) -> Iterator[str]:
    if step.strided and step.dilated:
        raise missing(step, "Keras", "transposed convolution with a stride and a dilation rate")
    if step.groups > 1:
        raise missing(step, "Keras", "transposed convolution in groups")
    settings = [step.makes, numbers(step.kernel_size), f"strides={numbers(step.stride)}"]
    settings += [f"dilation_rate={numbers(step.dilation)}"] * step.dilated
    yield f"Conv{n}DTranspose({', '.join(settings)})"
    more, less = grown_and_cut(step)
    if any(map(any, more)):
        yield _pad(more, n)
    if any(map(any, less)):
        yield f"Cropping{n}D({_sides(less)})"


def _pad(padding: tuple[Pair, ...], n: int) -> str:
    return f"ZeroPadding{n}D({_sides(padding)})"


def _low_pad(padding: tuple[Pair, ...]) -> str:
    """A maximum must never take the padding."""
    return f"Lambda(lambda t: low_pad(t, {((0, 0), *padding, (0, 0))}))"


def _sides(padding: Iterable[Pair]) -> str:
    padding = tuple(padding)
    return repr(padding if len(padding) == 2 else padding[0])
