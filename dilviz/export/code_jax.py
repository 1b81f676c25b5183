"""A network as JAX code. ``jax.lax`` knows every setting there is."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from dilviz.export.code_functions import X, function, met, weight_of, weight_shapes
from dilviz.export.code_plan import Step

_HEAD = '''\
from functools import partial

import jax
import jax.numpy as jnp
from jax import lax

conv = partial(lax.conv_general_dilated, dimension_numbers={layout})


def make_weights(key, channels=64):
    """Random weights, (taps, channels in, channels out)."""
    shapes = {shapes}
    keys = jax.random.split(key, len(shapes) + 1)
    return {{name: jax.random.normal(k, shapes[name]) for k, name in zip(keys, shapes)}}'''


def jax_code(title: str, dimensions: int, steps: tuple[Step, ...]) -> str:
    """Write the network with ``jax.lax``; input (N, H, W, C)."""
    layout = ("NHWC", "HWIO", "NHWC") if dimensions == 2 else ("NWC", "WIO", "NWC")
    words = str(layout).replace("'", '"')
    head = _HEAD.format(layout=words, shapes=weight_shapes(steps, _channels))
    return f"{head}\n\n\n{function(title, steps, _expressions, 'jnp.concatenate')}"


def _channels(step: Step) -> str:
    return f"1, {step.makes}" if step.depthwise else f"{met(step)}, {step.makes}"


def _expressions(step: Step) -> Iterator[str]:
    if step.op == "conv":
        yield _convolution(step)
    elif step.op == "conv_transpose":
        yield _transposed(step)
    elif step.op == "pool":
        yield _pooling(step)
    elif step.op == "pad" and step.padding and step.padded:
        yield f"jnp.pad({X}, {[(0, 0), *step.padding, (0, 0)]})"
    elif step.op == "upsample":
        for axis, factor in enumerate(step.stride, start=1):
            if factor > 1:
                yield f"jnp.repeat({X}, {factor}, axis={axis})"
    elif step.node.kind == "relu":
        yield f"jax.nn.relu({X})"


def _convolution(step: Step) -> str:
    padding = '"SAME"' if step.padding is None else str([*step.padding])
    more = [f"rhs_dilation={step.dilation}"] * step.dilated
    more += [f"feature_group_count={X}.shape[-1]"] * step.depthwise
    more += [f"feature_group_count={step.groups}"] * (step.groups > 1)
    return f"conv({', '.join([X, weight_of(step), str(step.stride), padding, *more])})"


def _transposed(step: Step) -> str:
    """An ordinary convolution over samples that are spread out, its kernel turned."""
    sides = zip(step.reach, step.crop, strict=True)
    padding = [(reach - 1 - before, reach - 1 - after) for reach, (before, after) in sides]
    axes = len(step.stride)
    turned = f"{weight_of(step)}[{', '.join(['::-1'] * axes)}]"
    more = [f"lhs_dilation={step.stride}"] + [f"rhs_dilation={step.dilation}"] * step.dilated
    more += [f"feature_group_count={step.groups}"] * (step.groups > 1)
    return f"conv({', '.join([X, turned, str((1,) * axes), str(padding), *more])})"


def _pooling(step: Step) -> str:
    start, join = ("0.0", "lax.add") if step.average else ("-jnp.inf", "lax.max")
    window, stride = (1, *step.kernel_size, 1), (1, *step.stride, 1)
    padding = '"SAME"' if step.padding is None else str(((0, 0), *step.padding, (0, 0)))
    more = f", window_dilation={(1, *step.dilation, 1)}" * step.dilated
    pooled = f"lax.reduce_window({X}, {start}, {join}, {window}, {stride}, {padding}{more})"
    return f"{pooled} / {prod(step.kernel_size)}" if step.average else pooled
