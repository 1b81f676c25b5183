"""The settings of one layer along both axes: frozen and checked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np

from dilviz.convolution import geometry
from dilviz.errors import GeometryError

T = TypeVar("T")
Pair = tuple[int, int]
Sides = tuple[Pair, Pair]  # ((top, bottom), (left, right))


def per_axis(of_axis: Callable[[int], T]) -> tuple[T, T]:
    """Call a function with axis 0 (rows) and axis 1 (columns).

    >>> per_axis(lambda axis: (9, 12)[axis] // 3)
    (3, 4)
    """
    return of_axis(0), of_axis(1)


def on_axis(axis: int, value: T, other: T) -> tuple[T, T]:
    """A pair (rows, cols) of one value along `axis`, another along the other axis.

    >>> on_axis(0, 2, 1), on_axis(1, 2, 1)
    ((2, 1), (1, 2))
    """
    return (value, other) if axis == 0 else (other, value)


def pair(value: Any, name: str, lowest: int = 1) -> Pair:
    """Read a setting for both axes: one int, or (rows, cols)."""
    if isinstance(value, int):  # the most frequent case
        number = geometry.checked(value, name, lowest)
        return number, number
    values = tuple(value) if _is_sequence(value) else (value, value)
    if isinstance(value, str) or len(values) != 2:
        raise GeometryError(
            f"{name} must be one whole number or a pair (rows, cols), got {value!r}."
        )
    rows, cols = (geometry.checked(number, name, lowest) for number in values)
    return rows, cols


def sides(padding: Any, lowest: int = 0) -> Sides | str:
    """Read a padding: an int, (rows, cols), ((top, bottom), (left, right)), "valid" or "same".

    `lowest` below 0 lets a padding crop.
    """
    if isinstance(padding, str):
        word = padding.lower()
        if word not in ("valid", "same", "same_lower"):
            raise GeometryError(f'padding must be numbers, "valid" or "same", got {padding!r}.')
        return ((0, 0), (0, 0)) if word == "valid" else word
    if not _is_sequence(padding) or not any(map(_is_sequence, padding)):
        rows, cols = pair(padding, "padding", lowest)
        return (rows, rows), (cols, cols)
    if len(padding) != 2:
        raise GeometryError(f"padding must be ((top, bottom), (left, right)), got {padding!r}.")
    return pair(padding[0], "padding", lowest), pair(padding[1], "padding", lowest)


def _is_sequence(value: Any) -> bool:
    if isinstance(value, tuple | list):  # the most frequent case
        return True
    return isinstance(value, Sequence) or (isinstance(value, np.ndarray) and value.ndim > 0)


@dataclass(frozen=True)
class Layer:
    """The kernel size, stride, dilation rate and padding of one layer.

    Every setting is a pair (rows, cols). Build one with `Layer.of`, which
    takes the same forms as `dilviz.conv2d`.

    Attributes
    ----------
    kernel_size : (int, int)
        Taps.
    stride, dilation : (int, int)
        In input samples.
    padding : ((top, bottom), (left, right)), "same" or "same_lower"
        Samples added at each end; "same" is TensorFlow's and depends on the
        size of the input, "same_lower" is ONNX's that puts an odd sample first.
    """

    kernel_size: Pair
    stride: Pair = (1, 1)
    dilation: Pair = (1, 1)
    padding: Sides | str = ((0, 0), (0, 0))

    @classmethod
    def of(cls, kernel_size, *, stride=1, dilation=1, padding=0) -> "Layer":
        """Build a layer from ints, pairs, or a padding "same" or "valid".

        Raises
        ------
        GeometryError
            If a setting is below its smallest value, or is neither a number nor a pair.

        Examples
        --------
        >>> Layer.of(3, dilation=2, padding="same").effective_kernel_size
        (5, 5)
        """
        taps, rates = pair(kernel_size, "kernel size"), pair(dilation, "dilation rate")
        _check_reach(taps, rates)
        return cls(taps, pair(stride, "stride"), rates, sides(padding))

    @property
    def effective_kernel_size(self) -> Pair:
        """Samples from the first tap to the last, gaps included: (rows, cols)."""
        rows, cols = map(geometry.effective_kernel_size, self.kernel_size, self.dilation)
        return rows, cols

    @property
    def settings(self) -> dict[str, Any]:
        """What `conv2d` has to be given of it, beside weights of its kernel size."""
        return {"stride": self.stride, "padding": self.padding, "dilation": self.dilation}

    def padding_for(self, input_size: Pair) -> Sides:
        """Resolve "same" for an input of this size: ((top, bottom), (left, right))."""
        if not isinstance(self.padding, str):
            return self.padding
        same = partial(geometry.same_padding, word=self.padding)
        return per_axis(lambda axis: same(input_size[axis], **self._along(axis)))

    def output_size(self, input_size: Pair) -> Pair:
        """Count the outputs: (rows, cols).

        Raises
        ------
        GeometryError
            If the dilated kernel is larger than the padded input.
        """
        return self._per_axis(geometry.output_size, input_size)

    def tap_tables(self, input_size: Pair) -> tuple[np.ndarray, np.ndarray]:
        """List the positions each output reads: a `geometry.tap_table` for each axis."""
        return self._per_axis(geometry.tap_table, input_size)

    def _per_axis(self, of_axis: Callable[..., T], input_size: Pair) -> tuple[T, T]:
        padding = self.padding_for(input_size)
        return per_axis(
            lambda axis: of_axis(input_size[axis], padding=padding[axis], **self._along(axis))
        )

    def _along(self, axis: int) -> dict[str, Any]:
        return {
            "kernel_size": self.kernel_size[axis],
            "stride": self.stride[axis],
            "dilation": self.dilation[axis],
        }


def _check_reach(kernel_size: Pair, dilation: Pair) -> None:
    for taps, rate in zip(kernel_size, dilation, strict=True):
        reach = geometry.effective_kernel_size(taps, rate)
        if reach > geometry.LARGEST_SETTING:
            raise GeometryError(
                f"{taps} taps at dilation rate {rate} reach {reach} samples, more than the "
                f"{geometry.LARGEST_SETTING} that are followed. "
                "Lower the kernel size or the dilation rate."
            )
