"""A network as Keras code: any backend, channels last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.export.code_functions import X
from dilviz.export.code_moves import Border, Moves, ends_added
from dilviz.export.code_operations import (
    Joins,
    Operations,
    any_side,
    depth_multiplier,
    missing,
    padding_and_crop,
    with_floor,
)
from dilviz.export.code_plan import Plan
from dilviz.export.code_resize import RESIZED, resampled, settings
from dilviz.export.code_step import Step, numbers

_HEAD = """\
import keras
from keras import layers"""

_HELPERS = {
    "low_pad(": '''\
def low_pad(t, sides):
    """Padding that a maximum never takes."""
    return keras.ops.pad(t, sides, constant_values=-float("inf"))''',
    "resized(": RESIZED.replace("TAKE", "keras.ops.take"),
}


def keras_code(plan: Plan) -> str:
    """Write a function that makes a ``keras.Model``; input (N, H, W, C)."""
    lines, last = [], "x"
    for step in plan.steps:
        value = _OPERATIONS.joins.of(step)
        for part in _OPERATIONS.of(step):
            value = part.replace(X, value) if X in part else f"layers.{part}({value})"
        lines.append(f"    {step.name} = {value}")
        last = step.name
    text = "\n".join(lines)
    body = [
        f"def network(channels={plan.channels}):",
        f'    """{plan.title}"""',
        f"    x = inputs = keras.Input({_input(plan, text)})",
        *lines,
        f"    return keras.Model(inputs, {last})",
    ]
    helpers = [code for call, code in _HELPERS.items() if call in text]
    numpy = "import numpy as np\n" * ("np." in text)
    return "\n\n\n".join([numpy + _HEAD, *helpers, "\n".join(body)])


def _input(plan: Plan, text: str) -> str:
    """The shape of the input: its size is open, but where a resampling depends on it.

    Raises
    ------
    GeometryError
        If the size is not fixed then.
    """
    resized = "resized(" in text
    size = plan.fixed_size if resized else (None,) * plan.dimensions
    if resized and None in size:
        raise GeometryError(
            "Keras resamples to sizes alone, and the size of the input is not fixed. Change the "
            "layers that resample, or choose another framework."
        )
    return f"({', '.join(map(str, size))}, channels)"


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
    step = with_floor(step, "Keras")
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


def _border(step: Step) -> Iterator[str]:
    added, mode, crop = Border.of(step)
    if mode == "reflect" and any_side(added):
        yield f'keras.ops.pad({X}, {((0, 0), *added, (0, 0))}, mode="reflect")'
    elif mode != "zeros":
        yield from ends_added(added, mode, "keras.ops.concatenate", "keras.ops.repeat")
    elif any_side(added):
        yield _pad(added)
    if any_side(crop):
        yield f"Cropping{step.dimensions}D({_sides(crop)})"


def _upsampled(step: Step) -> Iterator[str]:
    if step.strided:
        yield f"UpSampling{step.dimensions}D({numbers(step.stride)})"


def _resampled(step: Step) -> Iterator[str]:
    """Keras has layers for linear resampling of two dimensions, to a size or by whole factors."""
    found = settings(step)
    sizes, scales = step.along(found.size, None), step.along(found.scales, None)
    whole = all(scale is None or float(scale).is_integer() for scale in scales)
    plain = found.mode == "linear" and found.coordinates.endswith("half_pixel")
    if plain and step.dimensions == 2 and None not in sizes:
        yield f'Resizing({sizes[0]}, {sizes[1]}, interpolation="bilinear")'
    elif plain and step.dimensions == 2 and not any(sizes) and whole:
        factors = numbers(int(scale or 1) for scale in scales)
        yield f'UpSampling2D({factors}, interpolation="bilinear")'
    else:
        yield from resampled(step, "Keras")


_MOVES = Moves(1, "keras.ops", "keras.ops.take({}, {}, axis={})")
_OPERATIONS = Operations(
    {
        **_MOVES.writers(),
        "conv": convolution,
        "pool": _pooling,
        "conv_transpose": _transposed,
        "pad": _border,
        "upsample": _upsampled,
        "resize": _resampled,
    },
    "ReLU()",
    Joins(
        "layers.Concatenate(axis={1})([{0}])",
        "keras.ops.zeros_like({}[..., :1])",
        spatial=1,
        channels=-1,
        add="layers.Add()([{}])",
    ),
)
