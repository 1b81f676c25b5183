"""Settings of a window: kernel size, strides, dilations and padding, for axes of a tensor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.importing.axes import along, axis_size, free, known_axes, spaces_of
from dilviz.importing.call import LARGEST_NUMBER, Call
from dilviz.importing.sizes import Size
from dilviz.importing.values import Axis, Constant, Map, NotFollowed
from dilviz.importing.windows import OPEN_BLOCKS, Place, output_entries
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


def window_of(call: Call, axes: int, kernel: list[int]) -> Window:
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
        kernel, per_axis(call, "strides", axes), per_axis(call, "dilations", axes), sides, word
    )


def per_axis(call: Call, name: str, axes: int, default: int = 1) -> list[int]:
    values = call.get(name)
    if not values:
        return [default] * axes
    if not isinstance(values, list) or len(values) != axes:
        raise NotFollowed(f"{name} should have {axes} numbers")
    return values


def weights_shape(call: Call, position: int) -> tuple[Size, ...] | None:
    value = call.value(position)
    if isinstance(value, Constant):
        return value.shape
    return None


def kernel_of(call: Call, shape: tuple[Size, ...] | None, axes: int) -> list[int]:
    given = call.get("kernel_shape")
    if isinstance(given, list) and given:
        return given
    if shape is None or len(shape) != axes + 2:
        raise NotFollowed(NO_KERNEL)
    sizes = [size for size in shape[2:] if isinstance(size, int)]
    if len(sizes) != axes:
        raise NotFollowed(NO_KERNEL)
    return sizes


def layer_of(window: Window, places: list[Place], value: Map, axes: list[int]) -> Layer:
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
        return _layer(as_pair(taps), as_pair(stride), as_pair(rate), word)
    return _layer(as_pair(taps), as_pair(stride), as_pair(rate), _sides(sides))


@lru_cache(maxsize=256)  # networks repeat few layers many times
def _layer(taps: Pair, stride: Pair, rate: Pair, padding: Sides | str) -> Layer:
    return Layer.of(taps, stride=stride, dilation=rate, padding=padding)


def _lower(taps: list[int], rate: list[int]) -> Layer:
    """SAME_LOWER without a stride: an odd total puts the extra sample in front."""
    totals = [gap * (count - 1) for count, gap in zip(taps, rate, strict=True)]
    rows, cols = ((total - total // 2, total // 2) for total in totals)
    return Layer.of(as_pair(taps), dilation=as_pair(rate), padding=(rows, cols))


def _same(window: Window, n: int, size: Size) -> Pair:
    if not isinstance(size, int):
        raise NotFollowed(OPEN_BLOCKS)
    reach = window.dilation[n] * (window.kernel[n] - 1) + 1
    total = max((-(-size // window.stride[n]) - 1) * window.stride[n] + reach - size, 0)
    small, large = total // 2, total - total // 2
    return (small, large) if window.word == "SAME_UPPER" else (large, small)


def as_pair(numbers: list[int]) -> Pair:
    return numbers[0], numbers[1]


def _sides(pairs: list[Pair]) -> Sides:
    return pairs[0], pairs[1]


def with_ceil_mode(window: Window, places: list[Place], value: Map, axes: list[int]) -> Window:
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


def with_output_shape(
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


def axes_after(
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
                    raise NotFollowed(OPEN_BLOCKS)
                size //= place.apart
            result[axis] = along(size, place.space, place.apart)
    return tuple(result)
