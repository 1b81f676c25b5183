"""A network as JAX code. ``jax.lax`` has every combination of settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import prod

from dilviz.convolution.geometry import NUMPY_MODES
from dilviz.export.code_functions import WEIGHT, X, network_function, repeated, weight_shapes
from dilviz.export.code_moves import Border, Moves, cropped
from dilviz.export.code_operations import (
    Joins,
    Operations,
    any_side,
    channels_per_group,
    with_floor,
)
from dilviz.export.code_plan import Plan
from dilviz.export.code_resize import RESIZED, resampled
from dilviz.export.code_step import Step

_HEAD = '''\
from functools import partial

import jax
import jax.numpy as jnp
from jax import lax

conv = partial(lax.conv_general_dilated, dimension_numbers={layout})


def make_weights(key, channels={channels}):
    """Random weights, (taps, channels in, channels out)."""
    shapes = {shapes}
    keys = jax.random.split(key, len(shapes) + 1)
    return {{name: jax.random.normal(k, shapes[name]) for k, name in zip(keys, shapes)}}'''


def jax_code(plan: Plan) -> str:
    """Write the network with ``jax.lax``; input (N, H, W, C)."""
    layout = ("NHWC", "HWIO", "NHWC") if plan.dimensions == 2 else ("NWC", "WIO", "NWC")
    head = _HEAD.format(
        layout=str(layout).replace("'", '"'),
        channels=plan.channels,
        shapes=weight_shapes(plan.steps, _channels),
    )
    body = network_function(plan, _OPERATIONS)
    helpers = [RESIZED.replace("TAKE", "jnp.take")] * ("resized(" in body)
    numpy = [head.replace("as jnp\n", "as jnp\nimport numpy as np\n", 1)]
    return "\n\n\n".join([*(numpy if helpers else [head]), *helpers, body])


def convolution(step: Step, call: str = "conv") -> Iterator[str]:
    """Write a convolution; `call` is ``lax.conv_general_dilated``, or short for it."""
    settings = [f"window_strides={step.stride}", f"padding={_padding(step)}"]
    settings += [f"rhs_dilation={step.dilation}"] * step.dilated
    settings += [f"feature_group_count={X}.shape[-1]"] * step.depthwise
    settings += [f"feature_group_count={step.groups}"] * (step.groups > 1)
    yield f"{call}({', '.join([X, WEIGHT, *settings])})"


def _channels(step: Step) -> str:
    return f"{1 if step.depthwise else channels_per_group(step)}, {step.channels_out}"


def _padding(step: Step) -> str:
    return '"SAME"' if step.padding is None else str(step.padding)


def _transposed(step: Step) -> Iterator[str]:
    """An ordinary convolution over samples that are spread out, its kernel flipped."""
    ends = zip(step.effective_kernel_size, step.crop, strict=True)
    padding = tuple((size - 1 - before, size - 1 - after) for size, (before, after) in ends)
    flipped = f"{WEIGHT}[{', '.join(['::-1'] * step.dimensions)}]"
    settings = [f"window_strides={(1,) * step.dimensions}", f"padding={padding}"]
    settings += [f"lhs_dilation={step.stride}"]
    settings += [f"rhs_dilation={step.dilation}"] * step.dilated
    settings += [f"feature_group_count={step.groups}"] * (step.groups > 1)
    yield f"conv({', '.join([X, flipped, *settings])})"


def _pooling(step: Step) -> Iterator[str]:
    step = with_floor(step, "JAX")
    start, join = ("0.0", "lax.add") if step.average else ("-jnp.inf", "lax.max")
    window, stride = (1, *step.kernel_size, 1), (1, *step.stride, 1)
    padding = '"SAME"' if step.padding is None else str(((0, 0), *step.padding, (0, 0)))
    dilation = f", window_dilation={(1, *step.dilation, 1)}" * step.dilated
    pooled = f"lax.reduce_window({X}, {start}, {join}, {window}, {stride}, {padding}{dilation})"
    yield f"{pooled} / {prod(step.kernel_size)}" if step.average else pooled


def _border(step: Step) -> Iterator[str]:
    added, mode, crop = Border.of(step)
    if any_side(added):
        word = "" if mode == "zeros" else f', mode="{NUMPY_MODES[mode]}"'
        yield f"jnp.pad({X}, {[(0, 0), *added, (0, 0)]}{word})"
    yield from cropped(crop)


_MOVES = Moves(1, "jnp", "jnp.take({}, jnp.array({}), axis={})")
_OPERATIONS = Operations(
    {
        **_MOVES.writers(),
        "conv": convolution,
        "pool": _pooling,
        "conv_transpose": _transposed,
        "pad": _border,
        "upsample": partial(repeated, "jnp.repeat"),
        "resize": partial(resampled, framework="JAX"),
    },
    f"jax.nn.relu({X})",
    Joins("jnp.concatenate([{}], axis={})", "jnp.zeros_like({}[..., :1])", 1, -1),
)
