"""What reads a whole axis: poolings, statistics, softmax, attention over positions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from dilviz.importing.axes import free, known_axes, rank_of, set_axis, shape_of
from dilviz.importing.call import Call, Rule
from dilviz.importing.constant_shapes import REDUCTIONS
from dilviz.importing.constants import numbers_of
from dilviz.importing.joining import joined
from dilviz.importing.masks import LOWEST
from dilviz.importing.pooling import pooled
from dilviz.importing.rules.fixed_products import chosen
from dilviz.importing.values import OPEN_SETTING, Constant, Map, NotFollowed, Pieces, Value


def reduction(call: Call) -> Value:
    """``ReduceMean`` and its like."""
    value = call.map()
    rank = rank_of(value)
    axes = call.axes("axes", 1, rank)
    if axes is None or not axes:
        if call.get("noop_with_empty_axes", 0):
            return joined(call.builder, [value])
        axes = list(range(rank))
    return _reduced(call, value, set(axes), "pooling")


def read_whole(call: Call, value: Map, axes: set[int], kind: str) -> Map:
    """A node of its own that reads all entries along some axes."""
    made = pooled(call.builder, value, axes, kind)
    return joined(call.builder, [made]) if made.node == value.node else made


def _reduced(call: Call, value: Map, axes: set[int], kind: str) -> Map:
    made = read_whole(call, value, axes, kind)
    if call.get("keepdims", 1):
        return made
    return replace(
        made, axes=tuple(axis for n, axis in enumerate(known_axes(made)) if n not in axes)
    )


def argument(call: Call) -> Value:
    """``ArgMax``, ``ArgMin``."""
    value = call.map()
    return _reduced(call, value, {call.axis(call.get("axis", 0), rank_of(value))}, "pooling")


def normalized(call: Call, axes: set[int], kind: str, read: Map | None = None) -> Map:
    """A map (the first it reads) joined with what is computed of all its entries along axes."""
    value = read or call.map()
    gate = pooled(call.builder, value, axes, kind, "whole")
    return joined(call.builder, [value] if gate.node == value.node else [value, gate])


def over_axis(call: Call, kind: str = "softmax") -> Value:
    """``LpNormalization``, and ``Softmax`` from opset 13 on: one axis."""
    axis = call.axis(call.get("axis", -1), rank_of(call.map()))
    return normalized(call, {axis}, kind)


def softmax(call: Call) -> Value:
    """``Softmax``, ``LogSoftmax``, ``Hardmax``; before opset 13 all axes from `axis` on."""
    if call.version >= 13:
        return over_axis(call)
    rank = rank_of(call.map())
    first = call.axis(call.get("axis", 1), rank)
    return normalized(call, set(range(first, rank)), "softmax")


def over_last_axes(call: Call) -> tuple[Value, ...]:
    """``LayerNormalization``, ``RMSNormalization``: all axes from `axis` on."""
    rank = rank_of(call.map())
    first = call.axis(call.get("axis", -1), rank)
    made = normalized(call, set(range(first, rank)), "norm")
    return (made,) * max(1, len(call.operation.outputs))


def over_positions(call: Call) -> Value:
    """``InstanceNormalization``, ``GroupNormalization``: all axes behind the channels."""
    rank = rank_of(call.map())
    channels = {1} if call.operation.kind == "GroupNormalization" else set()
    return normalized(call, channels | set(range(2, rank)), "norm")


def mean_variance(call: Call) -> Value:
    """``MeanVarianceNormalization``."""
    rank = rank_of(call.map())
    axes = {call.axis(axis, rank) for axis in call.get("axes") or [0, 2, 3] if axis < rank}
    return normalized(call, axes, "norm")


def top_k(call: Call) -> tuple[Value, ...]:
    """``TopK``: the largest along an axis, which keep no positions there."""
    value = call.map()
    axis = call.axis(call.get("axis", -1), rank_of(value))
    numbers = [call.get("k")] if call.get("k") else call.numbers(1)
    if not numbers or not isinstance(numbers[0], int):
        raise NotFollowed("how many it takes is computed while the model runs")
    made = read_whole(call, value, {axis}, "pooling")
    return (set_axis(made, axis, free(numbers[0])),) * 2


def whole_value(call: Call) -> tuple[Value, ...]:
    """Operations whose result keeps no positions and whose shape depends on values."""
    maps = []
    for value in call.maps():
        if value.axes is not None:
            value = pooled(call.builder, value, set(range(rank_of(value))), "mixing", "whole")
            value = replace(value, axes=None)
        maps.append(value)
    made = joined(call.builder, maps, role="value")
    return (replace(made, axes=None),) * max(1, len(call.operation.outputs))


def attention(call: Call, *, packed: bool = False) -> tuple[Value, ...]:
    """``Attention``: queries keep their positions, keys and values are read whole."""
    query = call.map()
    rank = rank_of(query)
    others = [call.map(n) for n in (1, 2) if isinstance(call.value(n), Map | Pieces)]
    read = [query] if packed or not others else others
    allowed = _allowed(call, query, read[0])
    if allowed is None:
        gates = [pooled(call.builder, value, {rank - 2}, "attention", "whole") for value in read]
    else:
        gates = [chosen(call.builder, value, rank - 2, allowed) for value in read]
    gates = [set_axis(gate, rank_of(gate) - 1, ()) for gate in gates]
    made = joined(call.builder, [query, *gates])
    return (made,) + whole_value(call)[:1] * (len(call.operation.outputs) - 1)


def _allowed(call: Call, query: Map, keys: Map) -> np.ndarray | None:
    """Which keys (columns) each query (rows) may read; None if all may read all."""
    bias = call.value(5 if call.operation.domain else 3)
    if isinstance(bias, Map | Pieces):
        raise NotFollowed("its mask is computed from the input")
    known = numbers_of(call.builder, bias) if isinstance(bias, Constant) else None
    allowed: np.ndarray = np.ones((1, 1), bool)
    if known is not None and known.ndim >= 2:
        every = known if known.dtype == bool else known > known.dtype.type(LOWEST)
        allowed = np.asarray(every.any(axis=tuple(range(known.ndim - 2))))
        if (every != allowed).any():
            raise NotFollowed("its mask is not the same for all heads and pictures")
    causal = call.get("is_causal", 0) or call.get("unidirectional", 0)
    if not causal and allowed.all():
        return None
    sizes = [size for value in (query, keys) if isinstance(size := shape_of(value)[-2], int)]
    if len(sizes) < 2:
        raise NotFollowed(OPEN_SETTING)
    allowed = np.broadcast_to(allowed, sizes)
    return allowed & np.tri(sizes[0], sizes[1], dtype=np.bool_) if causal else allowed


RULES: dict[str, Rule] = {
    **dict.fromkeys(REDUCTIONS, reduction),
    "ArgMax": argument,
    "ArgMin": argument,
    "Attention": attention,
    "GroupNormalization": over_positions,
    "Hardmax": softmax,
    "InstanceNormalization": over_positions,
    "LayerNormalization": over_last_axes,
    "LogSoftmax": softmax,
    "LpNormalization": partial(over_axis, kind="norm"),
    "MeanVarianceNormalization": mean_variance,
    "NonMaxSuppression": whole_value,
    "NonZero": whole_value,
    "RMSNormalization": over_last_axes,
    "Softmax": softmax,
    "TopK": top_k,
    "Unique": whole_value,
}
