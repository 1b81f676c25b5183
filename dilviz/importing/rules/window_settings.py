"""Settings of a window: kernel size, strides, dilations and padding, for axes of a tensor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dilviz.convolution import geometry
from dilviz.convolution.layer import Layer, Pair, Sides
from dilviz.importing.axes import along, axis_size, free, known_axes, spaces_of
from dilviz.importing.call import LARGEST_NUMBER, Call
from dilviz.importing.sizes import Size, fixed
from dilviz.importing.values import Axis, Map, NotFollowed
from dilviz.importing.windows import OPEN_BLOCKS, Place

NO_KERNEL = "its kernel size is not known: neither it nor the shape of the weights is in the file"


@dataclass(frozen=True)
class Window:
    """A window along one axis of a tensor; `word` is ``auto_pad``."""

    axis: int
    taps: int
    stride: int
    rate: int
    pads: Pair
    word: str

    @property
    def reach(self) -> int:
        """Entries from its first tap to its last."""
        return geometry.effective_kernel_size(self.taps, self.rate)

    @property
    def same(self) -> str:
        """Our word for padding of the kind SAME; empty for one in numbers."""
        if not self.word.startswith("SAME"):
            return ""
        return "same" if self.word == "SAME_UPPER" else "same_lower"

    def size_in(self, value: Map) -> Size:
        """Entries along its axis."""
        return axis_size(known_axes(value)[self.axis])

    def outputs(self, size: Size) -> Size:
        """Entries after it moved over an axis that has no positions."""
        if not isinstance(size, int):
            return size
        if self.same:
            return -(-size // self.stride)
        return (size + sum(self.pads) - self.reach) // self.stride + 1


Moves = Sequence[
    tuple[Window, Place]
]  # over each axis a window, and where the axis lies on the map


def windows_of(call: Call, axes: Sequence[int], kernel: list[int]) -> list[Window]:
    """Read what an operation says of its windows over some axes of a tensor."""
    count = len(axes)
    if len(kernel) != count:
        raise NotFollowed(f"kernel_shape should have {count} numbers")
    word = call.get("auto_pad") or "NOTSET"
    pads = (word != "VALID" and call.get("pads")) or [0] * 2 * count
    if not isinstance(pads, list) or len(pads) != 2 * count:
        raise NotFollowed(f"pads should have {2 * count} numbers")
    strides, rates = (per_axis(call, name, count) for name in ("strides", "dilations"))
    return [
        Window(axis, kernel[n], strides[n], rates[n], (int(pads[n]), int(pads[n + count])), word)
        for n, axis in enumerate(axes)
    ]


def per_axis(call: Call, name: str, axes: int, default: int = 1) -> list[int]:
    values = call.get(name)
    if not values:
        return [default] * axes
    if not isinstance(values, list) or len(values) != axes:
        raise NotFollowed(f"{name} should have {axes} numbers")
    return values


def kernel_of(call: Call, shape: tuple[Size, ...] | None, axes: int) -> list[int]:
    given = call.get("kernel_shape")
    if isinstance(given, list) and given:
        return given
    if shape is None or len(shape) != axes + 2:
        raise NotFollowed(NO_KERNEL)
    return [fixed(size, NO_KERNEL) for size in shape[2:]]


def layer_of(moves: Moves, value: Map) -> Layer:
    """The settings as rows and columns of the map, whichever axes of the tensor they are."""
    taps, stride, rate = [1, 1], [1, 1], [1, 1]
    sides: list[Pair] = [(0, 0), (0, 0)]
    word = ""
    for window, place in moves:
        if place.space is None:
            continue
        pads = window.pads
        if place.apart == 1:
            stride[place.space], word = window.stride, window.same
        elif window.same:
            size = fixed(window.size_in(value), OPEN_BLOCKS)
            pads = geometry.same_padding(
                size, window.taps, stride=window.stride, dilation=window.rate, word=window.same
            )
        taps[place.space], rate[place.space] = window.taps, window.rate * place.apart
        sides[place.space] = (pads[0] * place.apart, pads[1] * place.apart)
    if word == "same_lower" and stride == [1, 1]:  # every size agrees on the numbers
        totals = [gap * (count - 1) for count, gap in zip(taps, rate, strict=True)]
        sides, word = [geometry.halves(total, word) for total in totals], ""
    return _layer(as_pair(taps), as_pair(stride), as_pair(rate), word or (sides[0], sides[1]))


@lru_cache(maxsize=256)  # networks repeat few layers many times
def _layer(taps: Pair, stride: Pair, rate: Pair, padding: Sides | str) -> Layer:
    return Layer.of(taps, stride=stride, dilation=rate, padding=padding)


def as_pair(numbers: list[int]) -> Pair:
    return numbers[0], numbers[1]


def in_ceil_mode(window: Window, value: Map) -> Window:
    """Padding with which an axis without positions gets the windows of ceil mode."""
    size, (before, after) = window.size_in(value), window.pads
    if not isinstance(size, int):
        return window
    added = geometry.ceil_padding(size, window.pads, window.reach, window.stride)
    return replace(window, pads=(before, after + added))


def with_output_shape(
    call: Call, windows: list[Window], value: Map, added: list[int]
) -> list[Window]:
    """Padding that follows from the ``output_shape`` that a file states, or from what it adds."""
    wanted = call.get("output_shape")
    if not wanted:
        return _with_added(windows, added) if windows[0].same and any(added) else windows
    wanted = wanted[-len(windows) :]
    made = []
    for n, window in enumerate(windows):
        size = window.size_in(value)
        if not isinstance(size, int) or len(wanted) != len(windows):
            raise NotFollowed("output_shape depends on the input; export it with pads")
        total = window.stride * (size - 1) + added[n] + window.reach - wanted[n]
        if not 0 <= total < LARGEST_NUMBER:
            raise NotFollowed(f"no padding gives the output_shape {wanted}")
        pads = geometry.halves(total, "same" if window.word == "SAME_UPPER" else "same_lower")
        made.append(replace(window, pads=pads, word="NOTSET"))
    return made


def _with_added(windows: list[Window], added: list[int]) -> list[Window]:
    """SAME leaves size times stride, so it also takes away what ``output_padding`` adds."""
    totals = [end + w.reach - w.stride for w, end in zip(windows, added, strict=True)]
    if min(totals) < 0:
        raise NotFollowed("auto_pad SAME and output_padding of a kernel shorter than its stride")
    return [
        replace(window, pads=geometry.halves(total, window.same), word="NOTSET")
        for window, total in zip(windows, totals, strict=True)
    ]


def axes_after(value: Map, made: Map, moves: Moves) -> list[Axis]:
    """The axes of a tensor after windows moved over some of them."""
    result = list(known_axes(value))
    for window, place in moves:
        if place.space is not None:
            size = made.extent[place.space]
            if place.apart != 1:
                if not isinstance(size, int) or size % place.apart:
                    raise NotFollowed(OPEN_BLOCKS)
                size //= place.apart
            result[window.axis] = along(size, place.space, place.apart)
        elif not spaces_of(result[window.axis]):  # else nothing moves over it
            outputs = window.outputs(axis_size(result[window.axis]))
            if isinstance(outputs, int) and outputs < 1:
                raise NotFollowed("its window is larger than what it moves over")
            result[window.axis] = free(outputs)
    return result
