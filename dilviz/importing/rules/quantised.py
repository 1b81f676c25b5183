"""Quantised operations, and those that onnxruntime writes when it saves an optimised model."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from dilviz.importing.axes import axis_size, free, known_axes, rank_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.constants import evaluated, numbers_of
from dilviz.importing.joining import joined
from dilviz.importing.operation import Operation
from dilviz.importing.rules.pointwise import first_only, pointwise, product
from dilviz.importing.rules.products import gemm, matmul
from dilviz.importing.rules.resampling import upsample
from dilviz.importing.rules.sequences import recurrent
from dilviz.importing.rules.slicing import concat
from dilviz.importing.rules.whole_maps import (
    attention,
    normalized,
    over_axis,
    over_last_axes,
    softmax,
)
from dilviz.importing.rules.windows import convolution, global_pooling, pooling
from dilviz.importing.values import Constant, Map, NotFollowed, Value

RUNTIME = "com.microsoft"  # operations of onnxruntime
BLOCKED = "com.microsoft.nchwc"  # the same with channels in blocks, which moves no position
CHANNELS_LAST = "com.ms.internal.nhwc"
NO_SCALE = "a scale is no finite number. Quantise again, with a large number for a mask's infinity"


def rescaled(call: Call) -> tuple[Value, ...]:
    """``QuantizeLinear`` and back: every sample stays where it is."""
    _check_scales(call, 1)
    return first_only(call)


def _check_scales(call: Call, *places: int) -> None:
    """Raise if a scale is infinite, as quantisers make it of minus infinity: no number is left."""
    for scale in map(call.value, places):
        numbers = numbers_of(call.builder, scale) if isinstance(scale, Constant) else None
        if numbers is not None and numbers.dtype.kind == "f" and not np.isfinite(numbers).all():
            raise NotFollowed(NO_SCALE)


def dynamic_quantization(call: Call) -> tuple[Value, ...]:
    """``DynamicQuantizeLinear``: its scale comes from the whole map, which a note says."""
    call.builder.note(
        "The model is quantised dynamically: every scale is taken from the smallest and the "
        "largest value of a whole map. This dependence is not counted."
    )
    value = call.tensor()
    made = joined(call.builder, [value]) if isinstance(value, Map) else value
    return made, Constant(()), Constant(())


def channels_last(rule: Rule) -> Rule:
    """A window rule that looks whether channels are the last axis."""
    return lambda call: rule(call, channels_last=bool(call.get("channels_last", 0)))  # type: ignore[call-arg]


def from_blocks(call: Call) -> Value:
    """``ReorderOutput``: blocks may have been filled up with channels that are dropped here."""
    made = joined(call.builder, [call.map()])
    axes = known_axes(made)
    channels = call.get("channels")
    if channels and axis_size(axes[1]) != channels:  # else rows may lie there, as on any axis
        axes = (axes[0], free(channels), *axes[2:])
    if call.get("channels_last", 0):
        axes = (axes[0], *axes[2:], axes[1])
    return replace(made, axes=axes)


def to_blocks(call: Call) -> Value:
    """``ReorderInput``: channels come first."""
    made = joined(call.builder, [call.map()])
    axes = known_axes(made)
    return (
        replace(made, axes=(axes[0], axes[-1], *axes[1:-1])) if call.get("channels_last") else made
    )


def skip_normalization(call: Call) -> tuple[Value, ...]:
    """``SkipLayerNormalization``: a sum of two maps, then statistics over the channels."""
    total = joined(call.builder, call.maps(), role="sum")
    made = normalized(call, {rank_of(total) - 1}, "norm", total)
    return (made, Constant(None), Constant(None), total)[: max(1, len(call.operation.outputs))]


def of_triples(rule: Rule) -> Rule:
    """A rule of two factors, for triples of factor, scale and zero point."""
    return lambda call: rule(replace(call, values=_operands(call)))


def _operands(call: Call) -> tuple[Value | None, ...]:
    """The first and fourth input; constants as the numbers that they stand for."""
    _check_scales(call, 1, 4, 6)
    triples = [tuple(call.value(first + n) for n in range(3)) for first in (0, 3)]
    scaled = Operation("DequantizeLinear", "", (), ("",))
    return tuple(
        evaluated(scaled, [v if isinstance(v, Constant) else None for v in triple])[0]
        if isinstance(triple[0], Constant)
        else triple[0]
        for triple in triples
    )


def quantised_concat(call: Call) -> Value:
    """``QLinearConcat``: triples of tensor, scale and zero point after two settings."""
    return concat(replace(call, values=call.values[2::3]))


def last_axis_softmax(call: Call) -> Value:
    """``QLinearSoftmax``: one axis, as from opset 13 on."""
    return softmax(call) if call.get("opset", 13) < 13 else over_axis(call)


STANDARD: dict[str, Rule] = {
    "DequantizeLinear": rescaled,
    "DynamicQuantizeLinear": dynamic_quantization,
    "QLinearConv": partial(convolution, weights=3),
    "QLinearMatMul": of_triples(matmul),
    "QuantizeLinear": rescaled,
}
RUNTIME_RULES: dict[str, Rule] = {
    "Attention": partial(attention, packed=True),
    "BiasAdd": pointwise,
    "BiasGelu": pointwise,
    "DynamicQuantizeLSTM": recurrent,
    "DequantizeLinear": rescaled,
    "FastGelu": pointwise,
    "FusedConv": convolution,
    "FusedGemm": gemm,
    "FusedMatMul": matmul,
    "Gelu": first_only,
    "LayerNormalization": over_last_axes,
    "MultiHeadAttention": attention,
    "NhwcFusedConv": partial(convolution, channels_last=True),
    "NhwcMaxPool": partial(pooling, channels_last=True),
    "QGemm": of_triples(matmul),
    "QLinearAdd": of_triples(pointwise),
    "QLinearAveragePool": channels_last(pooling),
    "QLinearConcat": quantised_concat,
    "QLinearConv": channels_last(partial(convolution, weights=3)),
    "QLinearGlobalAveragePool": channels_last(global_pooling),
    "QLinearLeakyRelu": first_only,
    "QLinearMul": of_triples(product),
    "QLinearSigmoid": first_only,
    "QLinearSoftmax": last_axis_softmax,
    "QLinearWhere": pointwise,
    "QuantizeLinear": rescaled,
    "QuickGelu": first_only,
    "SkipLayerNormalization": skip_normalization,
}
BLOCKED_RULES: dict[str, Rule] = {
    "AveragePool": pooling,
    "Conv": convolution,
    "GlobalAveragePool": global_pooling,
    "GlobalMaxPool": global_pooling,
    "MaxPool": pooling,
    "ReorderInput": to_blocks,
    "ReorderOutput": from_blocks,
    "Upsample": upsample,
}
CHANNELS_LAST_RULES: dict[str, Rule] = {
    "AveragePool": partial(pooling, channels_last=True),
    "Conv": partial(convolution, channels_last=True),
    "GlobalAveragePool": partial(global_pooling, channels_last=True),
    "GlobalMaxPool": partial(global_pooling, channels_last=True),
    "MaxPool": partial(pooling, channels_last=True),
}
DOMAINS: dict[str, dict[str, Rule]] = {
    "": STANDARD,
    BLOCKED: BLOCKED_RULES,
    CHANNELS_LAST: CHANNELS_LAST_RULES,
    RUNTIME: RUNTIME_RULES,
}
