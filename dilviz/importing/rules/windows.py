"""Convolutions and poolings: a window moves over rows and columns."""

from __future__ import annotations

from dataclasses import replace

from dilviz.importing.axes import (
    along,
    axis_size,
    digits,
    free,
    known_axes,
    reshaped,
    set_axis,
    spaces_of,
)
from dilviz.importing.call import Call, Rule, rank_of
from dilviz.importing.joining import joined
from dilviz.importing.pooling import pooled
from dilviz.importing.rules.runtimes import note_runtimes
from dilviz.importing.rules.window_settings import (
    Window,
    as_pair,
    axes_after,
    kernel_of,
    layer_of,
    per_axis,
    weights_shape,
    window_of,
    with_ceil_mode,
    with_output_shape,
)
from dilviz.importing.sizes import OpenSize, Size, divided
from dilviz.importing.values import Axis, Map, NotFollowed, Value
from dilviz.importing.windows import Place, is_whole, placed, strided
from dilviz.network.borders import Pool


def _finish(call: Call, made: Map, window: Window, places: list[Place], axes: list[int]) -> Map:
    """Strides over blocks, which the layer itself cannot have."""
    for n, place in enumerate(places):
        if place.space is not None and place.apart != 1 and window.stride[n] != 1:
            made = strided(call.builder, made, axes[n], place.space, window.stride[n])
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
    value = call.map()
    rank = rank_of(value)
    if rank < 3:
        raise NotFollowed(f"it reads a tensor of {rank} axes")
    shape = weights_shape(call, weights)
    window = window_of(call, rank - 2, kernel_of(call, shape, rank - 2))
    channel = rank - 1 if channels_last else 1
    axes = [axis for axis in range(1, rank) if axis != channel]
    value = _mixed(call, value, channel)
    still = _still(window, value, axes)
    value, places = placed(call.builder, value, axes, still)
    for n, place in enumerate(places):
        call.builder.fits += place.space is not None and window.kernel[n] > 1
        if place.space is None and window.kernel[n] > 1:
            call.builder.misfits += axis_size(known_axes(value)[axes[n]]) != 1
    groups = call.get("group", 1)
    depthwise = groups > 1 and shape is not None and shape[1:2] == (1,)
    outputs = shape[0] if shape and isinstance(shape[0], int) and shape[0] > 0 else None
    note_runtimes(call, window)
    made = call.builder.emit(
        "conv",
        [value],
        None,
        layer=layer_of(window, places, value, axes),
        kind="dwconv" if depthwise else "conv",
        channels=outputs,
        groups=1 if depthwise and groups > 0 else groups,
    )
    new = list(axes_after(value, made, window, places, axes))
    new[channel] = free(outputs or _output_channels(call))
    return _with_others(call, _finish(call, _made(made, new), window, places, axes), weights)


def _still(window: Window, value: Map, axes: list[int]) -> frozenset[int]:
    """Axes on which rows and columns lie together or in parts, but over which nothing moves."""
    return frozenset(
        axis
        for n, axis in enumerate(axes)
        if window.kernel[n] == window.stride[n] == 1
        and not any(window.pads[n])
        and spaces_of(known_axes(value)[axis])
        and not is_whole(value, axis)
    )


def _output_channels(call: Call) -> Size:
    return OpenSize(1, (f"channels of {call.operation.outputs[0]}",))


def _made(made: Map, axes: list[Axis]) -> Map:
    return Map(made.node, made.extent, made.positioned, tuple(axes), made.label)


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
    value = call.map()
    rank = rank_of(value)
    shape = weights_shape(call, 1)
    if rank < 3:
        raise NotFollowed(f"it reads a tensor of {rank} axes")
    window = window_of(call, rank - 2, kernel_of(call, shape, rank - 2))
    axes = list(range(2, rank))
    added = per_axis(call, "output_padding", rank - 2, 0)
    value = _mixed(call, value, 1)
    value, places = placed(call.builder, value, axes)
    if any(place.apart != 1 for place in places):
        raise NotFollowed("it upsamples rows or columns that are split over several axes")
    note_runtimes(call, window)
    window = with_output_shape(call, window, value, axes, added)
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
        layer=layer_of(window, places, value, axes),
        channels=outputs,
        output_padding=as_pair(extra),
        groups=groups,
    )
    new = list(known_axes(value))
    new[1] = free(outputs or _output_channels(call))
    for n, place in enumerate(places):
        if place.space is not None:
            new[axes[n]] = along(made.extent[place.space], place.space)
            continue
        size = axis_size(new[axes[n]])
        reach = window.dilation[n] * (window.kernel[n] - 1) + 1
        if isinstance(size, int):
            size = (size - 1) * window.stride[n] + reach + added[n] - sum(window.pads[n])
        new[axes[n]] = free(size)
    return _made(made, new)


def pooling(call: Call, *, channels_last: bool = False) -> tuple[Value, ...]:
    """``MaxPool``, ``AveragePool``, ``LpPool``; a second output holds indices."""
    value = call.map()
    rank = rank_of(value)
    given = call.get("kernel_shape")
    if rank < 3 or not isinstance(given, list):
        raise NotFollowed("its kernel size is missing")
    window = window_of(call, rank - 2, given)
    channel = rank - 1 if channels_last else 1
    axes = [axis for axis in range(1, rank) if axis != channel]
    if len(axes) == 1 and len(spaces_of(known_axes(value)[axes[0]])) > 1:
        return (_pooled_tokens(call, value, window, axes[0]),) * 2
    value, places = placed(call.builder, value, axes)
    note_runtimes(call, window)
    ceil = bool(call.get("ceil_mode", 0)) and not window.word.startswith("SAME")
    kind = "maxpool" if "Max" in call.operation.kind else "avgpool"
    made = call.builder.emit(
        "pool",
        [value],
        None,
        layer=layer_of(window, places, value, axes),
        kind=kind,
        settings=Pool(ceil_mode=True) if ceil else None,
    )
    if ceil and any(place.space is None and window.stride[n] > 1 for n, place in enumerate(places)):
        window = with_ceil_mode(window, places, value, axes)
    made = _made(made, list(axes_after(value, made, window, places, axes)))
    result = _finish(call, made, window, places, axes)
    return (result, result)


def _pooled_tokens(call: Call, value: Map, window: Window, axis: int) -> Map:
    """A pool over rows and columns laid out on one axis, by windows that do not cross rows."""
    [kernel], [stride], [pads], [rate] = window.kernel, window.stride, window.pads, window.dilation
    size = divided(axis_size(known_axes(value)[axis]), kernel)
    if size is None or kernel != stride or any(pads) or rate != 1:
        raise NotFollowed("rows and columns lie on one axis of what it reads")
    rest, block = reshaped([known_axes(value)[axis]], [size, kernel])
    apart = replace(
        set_axis(value, axis, rest), axes=(*known_axes(set_axis(value, axis, rest)), block)
    )
    made = pooled(call.builder, apart, {len(known_axes(value))}, "pooling")
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
