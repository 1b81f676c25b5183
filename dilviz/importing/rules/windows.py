"""Convolutions and poolings: a window moves over rows and columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.importing.axes import axis_size, digits, free, known_axes, set_axis, spaces_of
from dilviz.importing.call import LARGEST_NUMBER, Call, Rule, rank_of
from dilviz.importing.joining import joined
from dilviz.importing.sizes import Size
from dilviz.importing.values import Axis, Constant, Factor, Map, NotFollowed, Value
from dilviz.importing.windows import Place, output_entries, placed, strided
from dilviz.network.borders import Pool
from dilviz.network.node import Node

NO_KERNEL = "its kernel size is not known: neither it nor the shape of the weights is in the file"


@dataclass(frozen=True)
class Window:
    """Settings of a window, a number for each axis it moves over."""

    kernel: list[int]
    stride: list[int]
    dilation: list[int]
    pads: list[Pair]
    word: str  # auto_pad


def _window(call: Call, axes: int, kernel: list[int]) -> Window:
    if len(kernel) != axes:
        raise NotFollowed(f"kernel_shape should have {axes} numbers")
    word = call.get("auto_pad") or "NOTSET"
    pads = call.get("pads") or [0] * 2 * axes
    if word == "VALID":
        pads = [0] * 2 * axes
    if not isinstance(pads, list) or len(pads) != 2 * axes:
        raise NotFollowed(f"pads should have {2 * axes} numbers")
    sides = [(int(pads[n]), int(pads[n + axes])) for n in range(axes)]
    return Window(
        kernel, _per_axis(call, "strides", axes), _per_axis(call, "dilations", axes), sides, word
    )


def _per_axis(call: Call, name: str, axes: int, default: int = 1) -> list[int]:
    values = call.get(name)
    if not values:
        return [default] * axes
    if not isinstance(values, list) or len(values) != axes:
        raise NotFollowed(f"{name} should have {axes} numbers")
    return values


def _weights(call: Call, position: int) -> tuple[Size, ...] | None:
    value = call.value(position)
    if isinstance(value, Constant):
        return value.shape
    return None


def _kernel(call: Call, shape: tuple[Size, ...] | None, axes: int) -> list[int]:
    given = call.get("kernel_shape")
    if isinstance(given, list) and given:
        return given
    if shape is None or len(shape) != axes + 2:
        raise NotFollowed(NO_KERNEL)
    sizes = [size for size in shape[2:] if isinstance(size, int)]
    if len(sizes) != axes:
        raise NotFollowed(NO_KERNEL)
    return sizes


def _layer(builder: Any, window: Window, places: list[Place], value: Map, axes: list[int]) -> Layer:
    """The settings as rows and columns of the map, whichever axes of the tensor they are."""
    taps, stride, rate = [1, 1], [1, 1], [1, 1]
    sides: list[Pair] = [(0, 0), (0, 0)]
    word: str | None = None
    for n, place in enumerate(places):
        if place.space is None:
            continue
        apart = place.apart
        taps[place.space], rate[place.space] = window.kernel[n], window.dilation[n] * apart
        stride[place.space] = window.stride[n] if apart == 1 else 1
        pads = window.pads[n]
        if window.word.startswith("SAME"):
            if apart == 1:
                word = "same" if window.word == "SAME_UPPER" else "same_lower"
            else:
                pads = _same(window, n, axis_size(known_axes(value)[axes[n]]))
        sides[place.space] = (pads[0] * apart, pads[1] * apart)
    if word is not None:
        if word == "same_lower" and stride == [1, 1]:
            return _lower(taps, rate)
        return Layer.of(_pair(taps), stride=_pair(stride), dilation=_pair(rate), padding=word)
    return Layer.of(
        _pair(taps),
        stride=_pair(stride),
        dilation=_pair(rate),
        padding=_sides(sides),
    )


def _lower(taps: list[int], rate: list[int]) -> Layer:
    """SAME_LOWER without a stride: an odd total puts the extra sample in front."""
    totals = [gap * (count - 1) for count, gap in zip(taps, rate, strict=True)]
    rows, cols = ((total - total // 2, total // 2) for total in totals)
    return Layer.of(_pair(taps), dilation=_pair(rate), padding=(rows, cols))


def _same(window: Window, n: int, size: Size) -> Pair:
    if not isinstance(size, int):
        raise NotFollowed("blocks of an open size; give an input size (input_size)")
    reach = window.dilation[n] * (window.kernel[n] - 1) + 1
    total = max((-(-size // window.stride[n]) - 1) * window.stride[n] + reach - size, 0)
    small, large = total // 2, total - total // 2
    return (small, large) if window.word == "SAME_UPPER" else (large, small)


def _pair(numbers: list[int]) -> Pair:
    return numbers[0], numbers[1]


def _sides(pairs: list[Pair]) -> Sides:
    return pairs[0], pairs[1]


def _new_axes(
    value: Map, made: Map, window: Window, places: list[Place], axes: list[int]
) -> tuple[Axis, ...]:
    result = list(known_axes(value))
    for n, (place, axis) in enumerate(zip(places, axes, strict=True)):
        if place.space is None and spaces_of(result[axis]):
            continue  # nothing moves over it
        if place.space is None:
            size = axis_size(result[axis])
            stride, pads = window.stride[n], sum(window.pads[n])
            if window.word.startswith("SAME"):
                outputs = -(-size // stride) if isinstance(size, int) else size
            else:
                outputs = output_entries(size, window.kernel[n], stride, window.dilation[n], pads)
            if isinstance(outputs, int) and outputs < 1:
                raise NotFollowed("its window is larger than what it moves over")
            result[axis] = free(outputs)
        else:
            size = made.extent[place.space]
            if place.apart != 1:
                if not isinstance(size, int) or size % place.apart:
                    raise NotFollowed("blocks of an open size; give an input size (input_size)")
                size //= place.apart
            result[axis] = (Factor(size, place.space, place.apart),)
    return tuple(result)


def _finish(call: Call, made: Map, window: Window, places: list[Place], axes: list[int]) -> Map:
    """Strides over blocks, which the layer itself cannot have."""
    for n, place in enumerate(places):
        if place.space is not None and place.apart != 1 and window.stride[n] != 1:
            made = strided(call.builder, made, axes[n], place.space, window.stride[n])
    return made


def _mixed(call: Call, value: Map, axis: int) -> Map:
    """Read all positions that lie on the channel axis of a convolution."""
    found = digits(value, 0) + digits(value, 1)
    whole = {f.space for a, f in found if a == axis and f.size == value.extent[f.space or 0]}
    if whole:
        call.builder.misfits += 1
    if any(a == axis for a, _ in found):
        return call.builder.pooled(value, {axis}, "mixing", "channels")
    return value


def convolution(call: Call, *, weights: int = 1, channels_last: bool = False) -> Value:
    """``Conv`` and its relatives."""
    value = call.map()
    rank = rank_of(value)
    if rank < 3:
        raise NotFollowed(f"it reads a tensor of {rank} axes")
    shape = _weights(call, weights)
    window = _window(call, rank - 2, _kernel(call, shape, rank - 2))
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
    _warn(call, window, "Conv")
    made = call.builder.emit(
        "conv",
        [value],
        None,
        layer=_layer(call.builder, window, places, value, axes),
        kind="dwconv" if depthwise else "conv",
        channels=outputs,
        groups=1 if depthwise and groups > 0 else groups,
    )
    new = list(_new_axes(value, made, window, places, axes))
    new[channel] = free(outputs or _output_channels(call))
    return _with_others(call, _finish(call, _made(made, new), window, places, axes), weights)


def _still(window: Window, value: Map, axes: list[int]) -> frozenset[int]:
    """Axes on which rows and columns lie together or in parts, but over which nothing moves."""
    return frozenset(
        axis
        for n, axis in enumerate(axes)
        if len(known_axes(value)[axis]) > 1
        and window.kernel[n] == window.stride[n] == 1
        and not any(window.pads[n])
    )


def _output_channels(call: Call) -> Size:
    from dilviz.importing.sizes import OpenSize

    return OpenSize(1, (f"channels of {call.operation.outputs[0]}",))


def _made(made: Map, axes: list[Axis]) -> Map:
    from dataclasses import replace

    return replace(made, axes=tuple(axes))


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
    from dataclasses import replace

    return value if n_positions(value) else replace(value, axes=())


def _warn(call: Call, window: Window, kind: str) -> None:
    if window.word.startswith("SAME") and any(rate > 1 for rate in window.dilation):
        if kind == "Conv":
            call.builder.note(
                f"{call.operation.outputs[0]}: auto_pad {window.word} with a dilation: onnxruntime "
                "refuses to run it. Export it with explicit pads."
            )
        else:
            call.builder.note(
                f"{call.operation.outputs[0]}: auto_pad {window.word} with a dilation: "
                "onnxruntime pads it as if it had none, so it computes a smaller map."
            )


def transposed_convolution(call: Call) -> Value:
    """``ConvTranspose``."""
    value = call.map()
    rank = rank_of(value)
    shape = _weights(call, 1)
    if rank < 3:
        raise NotFollowed(f"it reads a tensor of {rank} axes")
    window = _window(call, rank - 2, _kernel(call, shape, rank - 2))
    axes = list(range(2, rank))
    added = _per_axis(call, "output_padding", rank - 2, 0)
    value = _mixed(call, value, 1)
    value, places = placed(call.builder, value, axes)
    if any(place.apart != 1 for place in places):
        raise NotFollowed("it upsamples rows or columns that are split over several axes")
    window = _fixed_output(call, window, value, axes, added)
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
        layer=_layer(call.builder, window, places, value, axes),
        channels=outputs,
        output_padding=_pair(extra),
        groups=groups,
    )
    new = list(known_axes(value))
    new[1] = free(outputs or _output_channels(call))
    for n, place in enumerate(places):
        if place.space is not None:
            new[axes[n]] = (Factor(made.extent[place.space], place.space),)
            continue
        size = axis_size(new[axes[n]])
        reach = window.dilation[n] * (window.kernel[n] - 1) + 1
        if isinstance(size, int):
            size = (size - 1) * window.stride[n] + reach + added[n] - sum(window.pads[n])
        new[axes[n]] = free(size)
    return _made(made, new)


def _fixed_output(
    call: Call, window: Window, value: Map, axes: list[int], added: list[int]
) -> Window:
    """Padding that follows from the ``output_shape`` that a file states."""
    wanted = call.get("output_shape")
    if not wanted:
        return window
    wanted = wanted[-len(axes) :]
    pads = []
    for n, axis in enumerate(axes):
        size = axis_size(known_axes(value)[axis])
        if not isinstance(size, int) or len(wanted) != len(axes):
            raise NotFollowed("output_shape depends on the input; export it with pads")
        reach = window.dilation[n] * (window.kernel[n] - 1) + 1
        total = window.stride[n] * (size - 1) + added[n] + reach - wanted[n]
        if not 0 <= total < LARGEST_NUMBER:
            raise NotFollowed(f"no padding gives the output_shape {wanted}")
        small, large = total // 2, total - total // 2
        pads.append((small, large) if window.word == "SAME_UPPER" else (large, small))
    return Window(window.kernel, window.stride, window.dilation, pads, "NOTSET")


def pooling(call: Call, *, channels_last: bool = False) -> tuple[Value, ...]:
    """``MaxPool``, ``AveragePool``, ``LpPool``; a second output holds indices."""
    value = call.map()
    rank = rank_of(value)
    given = call.get("kernel_shape")
    if rank < 3 or not isinstance(given, list):
        raise NotFollowed("its kernel size is missing")
    window = _window(call, rank - 2, given)
    channel = rank - 1 if channels_last else 1
    axes = [axis for axis in range(1, rank) if axis != channel]
    value, places = placed(call.builder, value, axes)
    _warn(call, window, "pool")
    ceil = bool(call.get("ceil_mode", 0)) and not window.word.startswith("SAME")
    kind = "maxpool" if "Max" in call.operation.kind else "avgpool"
    made = call.builder.emit(
        "pool",
        [value],
        None,
        layer=_layer(call.builder, window, places, value, axes),
        kind=kind,
        settings=Pool(ceil_mode=True) if ceil else None,
    )
    if ceil and any(place.space is None and window.stride[n] > 1 for n, place in enumerate(places)):
        window = _whole_windows(window, places, value, axes)
    made = _made(made, list(_new_axes(value, made, window, places, axes)))
    result = _finish(call, made, window, places, axes)
    return (result, result)


def _whole_windows(window: Window, places: list[Place], value: Map, axes: list[int]) -> Window:
    """Padding with which an axis without positions gets the windows of ceil mode."""
    pads = list(window.pads)
    for n, place in enumerate(places):
        size = axis_size(known_axes(value)[axes[n]])
        if place.space is None and isinstance(size, int):
            layer = Layer.of(
                (1, window.kernel[n]),
                stride=(1, window.stride[n]),
                dilation=(1, window.dilation[n]),
                padding=((0, 0), pads[n]),
            )
            node = Node("w", "pool", ("x",), layer, settings=Pool(ceil_mode=True))
            total = (node.output_size(1, size) - 1) * window.stride[n]
            reach = window.dilation[n] * (window.kernel[n] - 1) + 1
            pads[n] = (pads[n][0], total + reach - size - pads[n][0])
    return Window(window.kernel, window.stride, window.dilation, pads, window.word)


def global_pooling(call: Call, *, channels_last: bool = False) -> Value:
    """``GlobalAveragePool``, ``GlobalMaxPool``, ``GlobalLpPool``."""
    value = call.map()
    rank = rank_of(value)
    axes = set(range(1, rank - 1)) if channels_last else set(range(2, rank))
    made = call.builder.pooled(value, axes, "pooling")
    return set_axis(made, 0, known_axes(made)[0])


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
