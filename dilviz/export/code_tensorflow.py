"""A network as TensorFlow code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dilviz.convolution.layer import Pair
from dilviz.export.code_functions import (
    X,
    cut,
    function,
    met,
    missing,
    multiplier,
    weight_of,
    weight_shapes,
)
from dilviz.export.code_plan import Step

_HEAD = '''\
import tensorflow as tf


def make_weights(channels=64):
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
}


def tensorflow_code(title: str, dimensions: int, steps: tuple[Step, ...]) -> str:
    """Write the network with ``tf.nn``; input (N, H, W, C)."""
    body = function(title, steps, _expressions, "tf.concat")
    helpers = [text for call, text in _HELPERS.items() if f" {call}" in body]
    head = _HEAD.format(shapes=weight_shapes(steps, _channels))
    return "\n\n\n".join([head, *helpers, body])


def _channels(step: Step) -> str:
    if step.depthwise:
        return f"{step.reads}, {multiplier(step)}"
    if step.op == "conv_transpose":
        return f"{step.makes}, {step.reads}"
    return f"{met(step)}, {step.makes}"


def _expressions(step: Step) -> Iterator[str]:
    if step.op == "conv":
        yield from _convolution(step)
    elif step.op == "pool":
        yield from _pooling(step)
    elif step.op == "pad" and step.padding and step.padded:
        yield _pad(step.padding)
    elif step.op == "conv_transpose":
        yield from _transposed(step)
    elif step.op == "upsample":
        for axis, factor in enumerate(step.stride, start=1):
            if factor > 1:
                yield f"tf.repeat({X}, {factor}, axis={axis})"
    elif step.node.kind == "relu":
        yield f"tf.nn.relu({X})"


def _convolution(step: Step) -> Iterator[str]:
    uneven = step.depthwise and len(set(step.stride)) > 1
    later = step.strided and (step.dilated or uneven)
    word = "SAME" if step.padding is None and not later else "VALID"
    if step.padding is None and later:
        yield f"same({X}, {step.reach}, {step.stride})"
    elif step.padding and step.padded:
        yield _pad(step.padding)
    stride = [1] * len(step.stride) if later else [*step.stride]
    call = _depthwise if step.depthwise else _ordinary
    yield call(step, stride, word)
    if later:
        yield _every(step)


def _ordinary(step: Step, stride: list[int], word: str) -> str:
    more = f", dilations={[*step.dilation]}" * step.dilated
    return f'tf.nn.convolution({X}, {weight_of(step)}, {stride}, "{word}"{more})'


def _depthwise(step: Step, stride: list[int], word: str) -> str:
    weight, rates = weight_of(step), [*step.dilation]
    if len(stride) == 2:
        more = f", dilations={rates}" * step.dilated
        return f'tf.nn.depthwise_conv2d({X}, {weight}, {[1, *stride, 1]}, "{word}"{more})'
    more = f", dilations={rates * 2}" * step.dilated  # with one row both must agree
    settings = f'{[1, *stride * 2, 1]}, "{word}"{more}'
    return f"tf.nn.depthwise_conv2d({X}[:, None], {weight}[None], {settings})[:, 0]"


def _pooling(step: Step) -> Iterator[str]:
    later = step.strided and step.dilated
    if step.padding is None and later:
        raise missing(step, "TensorFlow", "pooling with a stride, a dilation rate and SAME")
    if step.padding and step.padded:
        yield _pad(step.padding, "" if step.average else ', constant_values=-float("inf")')
    word = "SAME" if step.padding is None else "VALID"
    kind = "AVG" if step.average else "MAX"
    stride = [1] * len(step.stride) if later else [*step.stride]
    more = f", dilations={[*step.dilation]}" * step.dilated
    window = f'{[*step.kernel_size]}, "{kind}", strides={stride}, padding="{word}"{more}'
    yield f"tf.nn.pool({X}, {window})"
    if later:
        yield _every(step)


def _transposed(step: Step) -> Iterator[str]:
    if step.dilated:
        raise missing(step, "TensorFlow", "transposed convolution with a dilation rate")
    if step.groups > 1:
        raise missing(step, "TensorFlow", "transposed convolution in groups")
    yield f"transposed({X}, {weight_of(step)}, {[*step.stride]})"
    more, less = grown_and_cut(step)
    if any(map(any, more)):
        yield _pad(more)
    if any(map(any, less)):
        yield f"{X}[:, {cut(less)}]"


def grown_and_cut(step: Step) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """What is added to and cut from a full transposed convolution of stride times size at least."""
    ends = [
        (before, after + max(stride - reach, 0))
        for (before, after), stride, reach in zip(step.crop, step.stride, step.reach, strict=True)
    ]
    more = tuple((max(-before, 0), max(-after, 0)) for before, after in ends)
    less = tuple((max(before, 0), max(after, 0)) for before, after in ends)
    return more, less


def _every(step: Step) -> str:
    """The stride, afterwards."""
    return f"{X}[:, {', '.join(f'::{one}' for one in step.stride)}]"


def _pad(padding: Iterable[Pair], more: str = "") -> str:
    return f"tf.pad({X}, {[[0, 0], *map(list, padding), [0, 0]]}{more})"
