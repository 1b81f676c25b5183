"""A network as functions of arrays: TensorFlow's operations, and JAX's. Channels last."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from dilviz.code_plan import Step
from dilviz.errors import GeometryError
from dilviz.layer import Pair

_TF_SAME = '''\
def same(x, reach, stride):
    """Pad as SAME does for a stride, which TensorFlow does not take beside a dilation rate."""
    sides = [[0, 0]]
    for size, far, step in zip(x.shape[1:-1], reach, stride):
        total = max((-(-size // step) - 1) * step + far - size, 0)
        sides.append([total // 2, total - total // 2])
    return tf.pad(x, [*sides, [0, 0]])'''

_TF_HEAD = '''\
import tensorflow as tf


def make_weights(channels=64):
    """Random weights, (rows, columns, channels in, channels out)."""
    shapes = {shapes}
    return {{name: tf.Variable(tf.random.normal(shape)) for name, shape in shapes.items()}}'''

_JAX_HEAD = '''\
import jax
import jax.numpy as jnp
from jax import lax


def make_weights(key, channels=64):
    """Random weights, (rows, columns, channels in, channels out)."""
    shapes = {shapes}
    keys = jax.random.split(key, len(shapes) + 1)
    return {{name: jax.random.normal(k, shape) for k, (name, shape) in zip(keys, shapes.items())}}'''


def tensorflow_code(title: str, dimensions: int, steps: tuple[Step, ...]) -> str:
    """Write the network with ``tf.nn``; input (N, H, W, C)."""
    body = _function(title, steps, _TensorFlow(dimensions).lines)
    helper = [_TF_SAME] * ("same(" in body)
    return "\n\n\n".join([_TF_HEAD.format(shapes=_shapes(steps, apart=True)), *helper, body])


def jax_code(title: str, dimensions: int, steps: tuple[Step, ...]) -> str:
    """Write the network with ``jax.lax``; input (N, H, W, C)."""
    body = _function(title, steps, _Jax(dimensions).lines)
    return "\n\n\n".join([_JAX_HEAD.format(shapes=_shapes(steps, apart=False)), body])


def _shapes(steps: tuple[Step, ...], *, apart: bool) -> str:
    """Write a dict of the shapes of all weights."""
    lines = []
    for step in steps:
        if step.op not in ("conv", "conv_transpose"):
            continue
        channels = f"{step.reads}, {step.makes}"
        if step.depthwise:  # TensorFlow keeps the channels in, JAX the channels out
            share = f"({step.makes}) // ({step.reads})"
            channels = f"{step.reads}, {share}" if apart else f"1, {step.makes}"
        elif step.op == "conv_transpose" and apart:
            channels = f"{step.makes}, {step.reads}"
        taps = ", ".join(map(str, step.kernel_size))
        lines.append(f'        "{step.name}": ({taps}, {channels}),')
    return "\n".join(["{", *lines, "    }"]) if lines else "{}"


def _function(title: str, steps: tuple[Step, ...], lines) -> str:
    written = []
    last = "x"
    for step in steps:
        written.append(f"    {step.name} = {_joined(step, lines)}")
        written += [f"    {step.name} = {line}" for line in lines(step, step.name)]
        last = step.name
    return "\n".join(
        ["def network(weights, x):", f'    """{title}"""', *written, f"    return {last}"]
    )


def _joined(step: Step, lines) -> str:
    if step.op == "concat" and len(step.inputs) > 1:
        joined = ", ".join(step.inputs)
        return f"{lines.__self__.concatenate}([{joined}], axis=-1)"
    return " + ".join(step.inputs)


class _TensorFlow:
    """Writes one step with ``tf.nn``."""

    concatenate = "tf.concat"

    def __init__(self, dimensions: int):
        self.n = dimensions

    def lines(self, step: Step, x: str) -> Iterator[str]:
        """Yield expressions of `x`, one after the other."""
        if step.op == "conv":
            yield from self._convolution(step, x)
        elif step.op == "pool":
            yield from self._pooling(step, x)
        elif step.op == "pad" and step.padding and step.padded:
            yield self._pad(x, step.padding)
        elif step.op == "conv_transpose":
            yield from self._transposed(step, x)
        elif step.op == "upsample":
            for axis, factor in enumerate(step.stride, start=1):
                if factor > 1:
                    yield f"tf.repeat({x}, {factor}, axis={axis})"
        elif step.node.kind == "relu":
            yield f"tf.nn.relu({x})"

    def _convolution(self, step: Step, x: str) -> Iterator[str]:
        even = len(set(step.stride)) == 1
        apart = step.strided and (step.dilated or (step.depthwise and not even))
        word = "VALID"
        if step.padding is None and apart:
            yield f"same({x}, {step.reach}, {step.stride})"
        elif step.padding is None:
            word = "SAME"
        elif step.padded:
            yield self._pad(x, step.padding)
        stride = [1] * self.n if apart else [*step.stride]
        yield self._call(step, x, stride, word)
        if apart:
            yield f"{x}[:, {', '.join(f'::{one}' for one in step.stride)}]"

    def _call(self, step: Step, x: str, stride: list[int], word: str) -> str:
        weight, rates = f'weights["{step.name}"]', [*step.dilation]
        if not step.depthwise:
            return (
                f'tf.nn.convolution({x}, {weight}, {stride}, "{word}", dilations={rates})'
                if step.dilated
                else f'tf.nn.convolution({x}, {weight}, {stride}, "{word}")'
            )
        if self.n == 2:
            more = f", dilations={rates}" * step.dilated
            return f'tf.nn.depthwise_conv2d({x}, {weight}, {[1, *stride, 1]}, "{word}"{more})'
        more = f", dilations={[1, *rates]}" * step.dilated  # strides must agree: no rows are left
        strides = [1, *stride * 2, 1]
        return (
            f'tf.nn.depthwise_conv2d({x}[:, None], {weight}[None], {strides}, "{word}"{more})[:, 0]'
        )

    def _pooling(self, step: Step, x: str) -> Iterator[str]:
        word = "VALID"
        apart = step.strided and step.dilated
        if step.padding is None and apart:
            raise _missing(step, "TensorFlow", "a strided, dilated pooling padded as SAME")
        if step.padding is None:
            word = "SAME"
        elif step.padded:
            yield self._pad(
                x, step.padding, "" if step.average else ', constant_values=-float("inf")'
            )
        stride = [1] * self.n if apart else [*step.stride]
        more = f", dilations={[*step.dilation]}" * step.dilated
        kind = "AVG" if step.average else "MAX"
        yield (
            f'tf.nn.pool({x}, {[*step.kernel_size]}, "{kind}", strides={stride}, '
            f'padding="{word}"{more})'
        )
        if apart:
            yield f"{x}[:, {', '.join(f'::{one}' for one in step.stride)}]"

    def _transposed(self, step: Step, x: str) -> Iterator[str]:
        if step.dilated:
            raise _missing(step, "TensorFlow", "a transposed convolution with a dilation rate")
        sizes = [
            f"({x}.shape[{axis}] - 1) * {stride} + {max(reach, stride)}"
            for axis, (stride, reach) in enumerate(zip(step.stride, step.reach, strict=True), 1)
        ]
        shape = f'({x}.shape[0], {", ".join(sizes)}, weights["{step.name}"].shape[-2])'
        yield (
            f'tf.nn.conv{self.n}d_transpose({x}, weights["{step.name}"], {shape}, '
            f'{[*step.stride]}, "VALID")'
        )
        yield from self._cropped(step, x)

    def _cropped(self, step: Step, x: str) -> Iterator[str]:
        crop = [
            (before, after + max(stride - reach, 0))
            for (before, after), stride, reach in zip(
                step.crop, step.stride, step.reach, strict=True
            )
        ]
        more = tuple((max(-before, 0), max(-after, 0)) for before, after in crop)
        if any(map(any, more)):
            yield self._pad(x, more)
        if any(side > 0 for axis in crop for side in axis):
            yield f"{x}[:, {', '.join(_slice(max(b, 0), max(a, 0)) for b, a in crop)}]"

    def _pad(self, x: str, padding: tuple[Pair, ...], more: str = "") -> str:
        return f"tf.pad({x}, {[[0, 0], *map(list, padding), [0, 0]]}{more})"


class _Jax:
    """Writes one step with ``jax.lax``, which knows every setting there is."""

    concatenate = "jnp.concatenate"

    def __init__(self, dimensions: int):
        self.layout = ("NHWC", "HWIO", "NHWC") if dimensions == 2 else ("NWC", "WIO", "NWC")

    def lines(self, step: Step, x: str) -> Iterator[str]:
        """Yield expressions of `x`, one after the other."""
        if step.op in ("conv", "conv_transpose"):
            yield self._convolution(step, x)
        elif step.op == "pool":
            yield self._pooling(step, x)
            if step.average:
                yield f"{x} / {prod(step.kernel_size)}"
        elif step.op == "pad" and step.padding and step.padded:
            yield f"jnp.pad({x}, {[(0, 0), *step.padding, (0, 0)]})"
        elif step.op == "upsample":
            for axis, factor in enumerate(step.stride, start=1):
                if factor > 1:
                    yield f"jnp.repeat({x}, {factor}, axis={axis})"
        elif step.node.kind == "relu":
            yield f"jax.nn.relu({x})"

    def _convolution(self, step: Step, x: str) -> str:
        weight = f'weights["{step.name}"]'
        if step.op == "conv_transpose":
            settings = [f"{(1,) * len(step.stride)}", f"{_around(step)}"]
            settings.append(f"lhs_dilation={step.stride}")
            weight += f"[{', '.join(['::-1'] * len(step.stride))}]"
        else:
            settings = [f"{step.stride}", _jax_padding(step)]
        settings += [f"rhs_dilation={step.dilation}"] * step.dilated
        settings += [f"feature_group_count={x}.shape[-1]"] * step.depthwise
        settings.append(f"dimension_numbers={self.layout}")
        return f"lax.conv_general_dilated({x}, {weight}, {', '.join(settings)})"

    def _pooling(self, step: Step, x: str) -> str:
        start, join = ("0.0", "lax.add") if step.average else ("-jnp.inf", "lax.max")
        window, stride = (1, *step.kernel_size, 1), (1, *step.stride, 1)
        padding = '"SAME"' if step.padding is None else f"{((0, 0), *step.padding, (0, 0))}"
        more = f", window_dilation={(1, *step.dilation, 1)}" * step.dilated
        return f"lax.reduce_window({x}, {start}, {join}, {window}, {stride}, {padding}{more})"


def _jax_padding(step: Step) -> str:
    return '"SAME"' if step.padding is None else repr(list(step.padding))


def _around(step: Step) -> list[Pair]:
    """The padding with which an ordinary convolution over spread samples is a transposed one."""
    return [
        (reach - 1 - before, reach - 1 - after)
        for reach, (before, after) in zip(step.reach, step.crop, strict=True)
    ]


def _slice(before: int, after: int) -> str:
    return f"{before or ''}:{-after if after else ''}"


def _missing(step: Step, framework: str, what: str) -> GeometryError:
    return GeometryError(
        f"layer {step.node.id!r}: {framework} has no {what}. Write another setting, or use JAX."
    )
