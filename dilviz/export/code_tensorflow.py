"""A network as TensorFlow code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from dilviz.convolution.layer import Pair
from dilviz.export.code_functions import WEIGHT, X, network_function, repeated, weight_shapes
from dilviz.export.code_moves import Border, Moves, cropped, ends_added
from dilviz.export.code_operations import (
    Joins,
    Operations,
    any_side,
    channels_per_group,
    depth_multiplier,
    missing,
    padding_and_crop,
    with_floor,
)
from dilviz.export.code_plan import Plan
from dilviz.export.code_resize import RESIZED, resampled
from dilviz.export.code_step import Step

_HEAD = '''\
import tensorflow as tf


def make_weights(channels={channels}):
    """Random weights, (taps, channels in, channels out)."""
    shapes = {shapes}
    return {{name: tf.Variable(tf.random.normal(shape)) for name, shape in shapes.items()}}'''

_HELPERS = {
    "same(": '''\
def same(x, reach, stride):
    """Pad as SAME does, which TensorFlow does not take with both a stride and a dilation rate."""
    sides = [[0, 0]]
    for size, far, step in zip(x.shape[1:-1], reach, stride):
        total = max((-(-size // step) - 1) * step + far - size, 0)
        sides.append([total // 2, total - total // 2])
    return tf.pad(x, [*sides, [0, 0]])''',
    "transposed(": '''\
def transposed(x, weight, stride):
    """A transposed convolution with all of its outputs; weight (taps, out, in)."""
    axes = zip(x.shape[1:-1], stride, weight.shape)
    sizes = [(size - 1) * step + max(taps, step) for size, step, taps in axes]
    shape = [x.shape[0], *sizes, weight.shape[-2]]
    call = tf.nn.conv1d_transpose if len(sizes) == 1 else tf.nn.conv2d_transpose
    return call(x, weight, shape, stride, "VALID")''',
    "resized(": RESIZED.replace("TAKE", "tf.gather"),
}


def tensorflow_code(plan: Plan) -> str:
    """Write the network with ``tf.nn``; input (N, H, W, C)."""
    body = network_function(plan, _OPERATIONS)
    helpers = [text for call, text in _HELPERS.items() if f" {call}" in body]
    shapes = weight_shapes(plan.steps, _channels)
    numpy = "import numpy as np\n" * ("np." in body)
    head = numpy + _HEAD.format(channels=plan.channels, shapes=shapes)
    return "\n\n\n".join([head, *helpers, body])


def convolution(step: Step) -> Iterator[str]:
    """Write a convolution: padding where the call has none, the call, a stride it does not take."""
    unequal = step.depthwise and step.strided_unequally
    stride_after = step.strided and (step.dilated or unequal)
    same = step.padded_same and not stride_after
    if step.padding is None and stride_after:
        yield f"same({X}, {step.effective_kernel_size}, {step.stride})"
    elif step.padding and step.padded and not same:
        yield pad(step.padding)
    stride = [1] * step.dimensions if stride_after else [*step.stride]
    write = _depthwise if step.depthwise else _ordinary
    yield write(step, stride, "SAME" if same else "VALID")
    if stride_after:
        yield every_output(step.stride)


def every_output(stride: Sequence[int]) -> str:
    """Write the stride as a slice of the outputs.

    >>> every_output((2, 3)).replace(X, "y")
    'y[:, ::2, ::3]'
    """
    return f"{X}[:, {', '.join(f'::{step}' for step in stride)}]"


def pad(padding: Iterable[Pair], settings: str = "") -> str:
    """Write a padding of the spatial axes; `settings` are further arguments."""
    return f"tf.pad({X}, {[[0, 0], *map(list, padding), [0, 0]]}{settings})"


def _channels(step: Step) -> str:
    if step.depthwise:
        return f"{step.channels_in}, {depth_multiplier(step)}"
    if step.op == "conv_transpose":
        return f"{step.channels_out}, {step.channels_in}"
    return f"{channels_per_group(step)}, {step.channels_out}"


def _ordinary(step: Step, stride: list[int], word: str) -> str:
    dilations = f", dilations={[*step.dilation]}" * step.dilated
    settings = f'strides={stride}, padding="{word}"{dilations}'
    return f"tf.nn.convolution({X}, {WEIGHT}, {settings})"


def _depthwise(step: Step, stride: list[int], word: str) -> str:
    rates = [*step.dilation]
    if len(stride) == 2:
        dilations = f", dilations={rates}" * step.dilated
        settings = f'{[1, *stride, 1]}, "{word}"{dilations}'
        return f"tf.nn.depthwise_conv2d({X}, {WEIGHT}, {settings})"
    dilations = f", dilations={rates * 2}" * step.dilated  # with one row both must agree
    settings = f'{[1, *stride * 2, 1]}, "{word}"{dilations}'
    return f"tf.nn.depthwise_conv2d({X}[:, None], {WEIGHT}[None], {settings})[:, 0]"


def _pooling(step: Step) -> Iterator[str]:
    step = with_floor(step, "TensorFlow")
    stride_after = step.strided and step.dilated
    if step.padding is None and stride_after:
        raise missing(step, "TensorFlow", "pooling with a stride, a dilation rate and SAME")
    if step.padding and step.padded:
        yield pad(step.padding, "" if step.average else ', constant_values=-float("inf")')
    word = "SAME" if step.padding is None else "VALID"
    kind = "AVG" if step.average else "MAX"
    stride = [1] * step.dimensions if stride_after else [*step.stride]
    dilations = f", dilations={[*step.dilation]}" * step.dilated
    settings = f'"{kind}", strides={stride}, padding="{word}"{dilations}'
    yield f"tf.nn.pool({X}, {[*step.kernel_size]}, {settings})"
    if stride_after:
        yield every_output(step.stride)


def _transposed(step: Step) -> Iterator[str]:
    if step.dilated:
        raise missing(step, "TensorFlow", "transposed convolution with a dilation rate")
    if step.groups > 1:
        raise missing(step, "TensorFlow", "transposed convolution in groups")
    yield f"transposed({X}, {WEIGHT}, {[*step.stride]})"
    padding, crop = padding_and_crop(step)
    if any_side(padding):
        yield pad(padding)
    yield from cropped(crop)


def _border(step: Step) -> Iterator[str]:
    added, mode, crop = Border.of(step)
    if mode in ("replicate", "circular"):  # tf.pad knows neither of these
        yield from ends_added(added, mode, "tf.concat", "tf.repeat")
    elif any_side(added):
        yield pad(added, ', mode="REFLECT"' if mode == "reflect" else "")
    yield from cropped(crop)


_MOVES = Moves(1, "tf", "tf.gather({}, {}, axis={})", mean="reduce_mean", flip="reverse")
_OPERATIONS = Operations(
    {
        **_MOVES.writers(),
        "conv": convolution,
        "pool": _pooling,
        "conv_transpose": _transposed,
        "pad": _border,
        "upsample": partial(repeated, "tf.repeat"),
        "resize": partial(resampled, framework="TensorFlow"),
    },
    f"tf.nn.relu({X})",
    Joins("tf.concat([{}], axis={})", "tf.zeros_like({}[..., :1])", spatial=1, channels=-1),
)
