"""Convolutions and poolings: a window moves over rows and columns."""

from __future__ import annotations

from dataclasses import replace

from dilviz.importing.axes import (
    along,
    digits,
    free,
    known_axes,
    rank_of,
    reshaped,
    set_axis,
    spaces_of,
)
from dilviz.importing.call import Call, Rule
from dilviz.importing.joining import joined
from dilviz.importing.pooling import pooled
from dilviz.importing.rules.runtimes import note_runtimes
from dilviz.importing.rules.window_settings import (
    Moves,
    Window,
    as_pair,
    axes_after,
    in_ceil_mode,
    kernel_of,
    layer_of,
    per_axis,
    windows_of,
    with_output_shape,
)
from dilviz.importing.sizes import OpenSize, Size, divided
from dilviz.importing.values import Axis, Map, NotFollowed, Value, shape_at
from dilviz.importing.windows import is_whole, placed, strided
from dilviz.network.borders import Pool


def _read(call: Call, channels_last: bool = False) -> tuple[Map, int, list[int]]:
    """The map it reads, the axis of the channels, and those that a window moves over."""
    value = call.map()
    rank = rank_of(value)
    if rank < 3:
        raise NotFollowed(f"it reads a tensor of {rank} axes")
    channel = rank - 1 if channels_last else 1
    return value, channel, [axis for axis in range(1, rank) if axis != channel]


def _finish(call: Call, made: Map, moves: Moves) -> Map:
    """Strides over blocks, which the layer itself cannot have."""
    for window, place in moves:
        if place.space is not None and place.apart != 1 and window.stride != 1:
            made = strided(call.builder, made, window.axis, place.space, window.stride)
    return made


def _mixed(call: Call, value: Map, axis: int) -> Map:
    """Read all positions that lie on the channel axis of a convolution."""
    if not spaces_of(known_axes(value)[axis]):
        return value
    found = digits(value, 0) + digits(value, 1)
    whole = {f.space for a, f in found if a == axis and f.size == value.extent[f.space or 0]}
    if whole:
        call.builder.misfits += 1
    return pooled(call.builder, value, {axis}, "mixing", "channels")


def convolution(call: Call, *, weights: int = 1, channels_last: bool = False) -> Value:
    """``Conv`` and its relatives."""
    value, channel, axes = _read(call, channels_last)
    shape = shape_at(call.values, weights)
    windows = windows_of(call, axes, kernel_of(call, shape, len(axes)))
    value = _mixed(call, value, channel)
    value, places = placed(call.builder, value, axes, _still(windows, value))
    moves = list(zip(windows, places, strict=True))
    for window, place in moves:
        call.builder.fits += place.space is not None and window.taps > 1
        if place.space is None and window.taps > 1:
            call.builder.misfits += window.size_in(value) != 1
    groups = call.get("group", 1)
    depthwise = groups > 1 and shape is not None and shape[1:2] == (1,)
    outputs = shape[0] if shape and isinstance(shape[0], int) and shape[0] > 0 else None
    note_runtimes(call, windows)
    made = call.builder.emit(
        "conv",
        [value],
        None,
        layer=layer_of(moves, value),
        kind="dwconv" if depthwise else "conv",
        channels=outputs,
        groups=1 if depthwise and groups > 0 else groups,
    )
    new = axes_after(value, made, moves)
    new[channel] = free(outputs or _output_channels(call))
    return _with_others(call, _finish(call, replace(made, axes=tuple(new)), moves), weights)


def _still(windows: list[Window], value: Map) -> frozenset[int]:
    """Axes on which rows and columns lie together or in parts, but over which nothing moves."""
    return frozenset(
        window.axis
        for window in windows
        if window.taps == window.stride == 1
        and not any(window.pads)
        and spaces_of(known_axes(value)[window.axis])
        and not is_whole(value, window.axis)
    )


def _output_channels(call: Call) -> Size:
    return OpenSize(1, (f"channels of {call.operation.outputs[0]}",))


def _with_others(call: Call, made: Map, weights: int) -> Map:
    """Join weights or a second map that depend on the input: dynamic kernels, fused sums."""
    others = [v for n, v in enumerate(call.values) if n not in (0,) and isinstance(v, Map)]
    if not others:
        return made
    if any(any(v.positioned) and n_positions(v) for v in others if v is call.value(weights)):
        raise NotFollowed("its weights are computed from a map")
    return joined(call.builder, [made, *[_bare(v) for v in others]], role="sum")


def n_positions(value: Map) -> bool:
    """Whether a map has positions on any of its axes."""
    return value.axes is not None and bool(digits(value, 0) or digits(value, 1))


def _bare(value: Map) -> Map:
    """A value whose shape no longer counts, only what it depends on."""
    return value if n_positions(value) else replace(value, axes=())


def transposed_convolution(call: Call) -> Value:
    """``ConvTranspose``."""
    value, _, axes = _read(call)
    shape = shape_at(call.values, 1)
    windows = windows_of(call, axes, kernel_of(call, shape, len(axes)))
    added = per_axis(call, "output_padding", len(axes), 0)
    value = _mixed(call, value, 1)
    value, places = placed(call.builder, value, axes)
    if any(place.apart != 1 for place in places):
        raise NotFollowed("it upsamples rows or columns that are split over several axes")
    note_runtimes(call, windows)
    windows = with_output_shape(call, windows, value, added)
    moves = list(zip(windows, places, strict=True))
    groups = call.get("group", 1)
    outputs = None
    if shape and len(shape) > 1 and isinstance(shape[1], int) and shape[1] * groups > 0:
        outputs = shape[1] * groups
    extra = [0, 0]
    for n, place in enumerate(places):
        if place.space is not None:
            extra[place.space] = added[n]
    made = call.builder.emit(
        "conv_transpose",
        [value],
        None,
        layer=layer_of(moves, value),
        channels=outputs,
        output_padding=as_pair(extra),
        groups=groups,
    )
    axes_made = _enlarged_axes(value, made, moves, added)
    axes_made[1] = free(outputs or _output_channels(call))
    return replace(made, axes=tuple(axes_made))


def _enlarged_axes(value: Map, made: Map, moves: Moves, added: list[int]) -> list[Axis]:
    """The axes of what it reads, each as long as it has become."""
    axes = list(known_axes(value))
    for (window, place), end in zip(moves, added, strict=True):
        if place.space is not None:
            axes[window.axis] = along(made.extent[place.space], place.space)
            continue
        size = window.size_in(value)
        if isinstance(size, int):
            size = (size - 1) * window.stride + window.reach + end - sum(window.pads)
        axes[window.axis] = free(size)
    return axes


def pooling(call: Call, *, channels_last: bool = False) -> tuple[Value, ...]:
    """``MaxPool``, ``AveragePool``, ``LpPool``; a second output holds indices."""
    value, _, axes = _read(call, channels_last)
    kernel = call.get("kernel_shape")
    if not isinstance(kernel, list):
        raise NotFollowed("its kernel size is missing")
    windows = windows_of(call, axes, kernel)
    if len(axes) == 1 and len(spaces_of(known_axes(value)[axes[0]])) > 1:
        return (_pooled_tokens(call, value, windows[0]),) * 2
    value, places = placed(call.builder, value, axes)
    note_runtimes(call, windows)
    ceil = bool(call.get("ceil_mode", 0)) and not windows[0].same
    moves = list(zip(windows, places, strict=True))
    kind = "maxpool" if "Max" in call.operation.kind else "avgpool"
    made = call.builder.emit(
        "pool",
        [value],
        None,
        layer=layer_of(moves, value),
        kind=kind,
        settings=Pool(ceil_mode=True) if ceil else None,
    )
    if ceil:
        moves = [(in_ceil_mode(window, value), place) for window, place in moves]
    made = replace(made, axes=tuple(axes_after(value, made, moves)))
    result = _finish(call, made, moves)
    return (result, result)


def _pooled_tokens(call: Call, value: Map, window: Window) -> Map:
    """A pool over rows and columns laid out on one axis, by windows that do not cross rows."""
    axis, taps = window.axis, window.taps
    size = divided(window.size_in(value), taps)
    if size is None or taps != window.stride or any(window.pads) or window.rate != 1:
        raise NotFollowed("rows and columns lie on one axis of what it reads")
    rest, block = reshaped([known_axes(value)[axis]], [size, taps])
    apart = replace(value, axes=(*known_axes(set_axis(value, axis, rest)), block))
    made = pooled(call.builder, apart, {rank_of(value)}, "pooling")
    return replace(made, axes=known_axes(made)[:-1])


def global_pooling(call: Call, *, channels_last: bool = False) -> Value:
    """``GlobalAveragePool``, ``GlobalMaxPool``, ``GlobalLpPool``."""
    value = call.map()
    rank = rank_of(value)
    axes = set(range(1, rank - 1)) if channels_last else set(range(2, rank))
    return pooled(call.builder, value, axes, "pooling")


RULES: dict[str, Rule] = {
    "AveragePool": pooling,
    "Conv": convolution,
    "ConvInteger": convolution,
    "ConvTranspose": transposed_convolution,
    "GlobalAveragePool": global_pooling,
    "GlobalLpPool": global_pooling,
    "GlobalMaxPool": global_pooling,
    "LpPool": pooling,
    "MaxPool": pooling,
    "QLinearConv": lambda call: convolution(call, weights=3),
}
