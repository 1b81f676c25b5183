"""Operations that run along an axis: cumulative sums, recurrent layers, Fourier transforms."""

from __future__ import annotations

from dataclasses import replace

from dilviz.convolution.layer import Layer, on_axis
from dilviz.importing.axes import free, known_axes, rank_of, set_axis, shape_of
from dilviz.importing.builder import Builder
from dilviz.importing.call import Call, Rule, check_whole
from dilviz.importing.joining import joined
from dilviz.importing.pooling import pooled
from dilviz.importing.rules.whole_maps import read_whole
from dilviz.importing.sizes import Size
from dilviz.importing.values import Map, NotFollowed, Value
from dilviz.importing.windows import plain
from dilviz.network.lookup import Prefix


def cumulative_sum(call: Call) -> Value:
    """``CumSum``, ``CumProd``: unit i reads all up to i; exclusive ones, all before i."""
    value = call.map()
    axes = call.numbers(1)
    if not axes:
        raise NotFollowed("its axis is computed while the model runs")
    axis = call.axis(int(axes[0]), rank_of(value))
    reverse = bool(call.get("reverse", 0))
    value, space = plain(call.builder, value, axis)
    if space is None:
        return joined(call.builder, [value])
    if not call.get("exclusive", 0):
        return prefix(call.builder, value, space, reverse)
    made = prefix(call.builder, value, space, reverse, "prefix")
    sides = (-1, 1) if reverse else (1, -1)
    layer = Layer((1, 1), padding=on_axis(space, sides, (0, 0)))
    return call.builder.emit("pad", [made], made.axes, layer=layer, extent=made.extent)


def fourier(call: Call) -> Value:
    """``DFT``: every frequency reads all positions along an axis."""
    value = call.map()
    rank = rank_of(value)
    given = (call.numbers(2) or [-2])[0] if call.version >= 20 else call.get("axis", 1)
    axis = call.axis(given, rank)
    size = (call.numbers(1) or [shape_of(value)[axis]])[0]
    real = bool(call.get("inverse", 0))
    if call.get("onesided", 0):
        check_whole([size])
        size = size if real else size // 2 + 1
    made = read_whole(call, value, {axis}, "mixing")
    parts = 1 if real and call.get("onesided", 0) else 2
    return set_axis(set_axis(made, axis, free(size)), rank - 1, free(parts))


def prefix(builder: Builder, value: Map, space: int, reverse: bool, role: str = "") -> Map:
    """Read everything up to each unit."""
    settings = Prefix((space == 0, space == 1), reverse)
    return builder.emit("prefix", [value], value.axes, settings=settings, role=role)


def recurrent(call: Call) -> tuple[Value, ...]:
    """``LSTM``, ``GRU``, ``RNN``: forward, backward, or both ways."""
    value = call.map()
    if rank_of(value) != 3:
        raise NotFollowed(f"it reads a tensor of {rank_of(value)} axes")
    batch_first = bool(call.get("layout", 0))
    time, batch = (1, 0) if batch_first else (0, 1)
    lengths = getattr(call.value(4), "data", None)
    if lengths is not None and any(n != shape_of(value)[time] for n in lengths.ravel().tolist()):
        raise NotFollowed("it stops before the end of a sequence")
    value = pooled(call.builder, value, {2}, "mixing", "features")
    others = [v for v in call.values[1:] if isinstance(v, Map)]
    direction = call.get("direction", "forward")
    both = direction == "bidirectional"
    value, space = plain(call.builder, value, time)
    last = pooled(call.builder, value, {time}, "recurrence", "last")
    bare = [replace(v, axes=()) for v in others]
    if any(any(v.positioned) and known_axes(v) != () for v in others):
        raise NotFollowed("its first state is computed from a map")
    if space is None:
        made = joined(call.builder, [value, *bare], role="units" if bare else "")
    elif both:
        made = joined(call.builder, [value, last, *bare])
    else:
        made = prefix(call.builder, value, space, direction == "reverse", "run" if bare else "")
        made = joined(call.builder, [made, *bare]) if bare else made
    hidden = free(_hidden(call))
    sequence, pictures = known_axes(made)[time], known_axes(made)[batch]
    ways = free(2 if both else 1)
    whole = joined(call.builder, [last, *bare], role="state") if bare else last
    if batch_first:
        axes, end = (pictures, sequence, ways, hidden), (pictures, ways, hidden)
    else:
        axes, end = (sequence, ways, pictures, hidden), (ways, pictures, hidden)
    state = replace(whole, axes=tuple(end))
    return replace(made, axes=tuple(axes)), state, state


def _hidden(call: Call) -> Size:
    size = call.get("hidden_size")
    if isinstance(size, int) and size > 0:
        return size
    weights = getattr(call.value(2), "shape", None)
    if weights:
        return weights[-1]
    raise NotFollowed("how many features it makes is not known")


RULES: dict[str, Rule] = {
    "CumProd": cumulative_sum,
    "CumSum": cumulative_sum,
    "DFT": fourier,
    "GRU": recurrent,
    "LSTM": recurrent,
    "RNN": recurrent,
}
