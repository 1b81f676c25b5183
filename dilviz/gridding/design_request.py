"""A request for a stack: receptive field, bounds, and which values they may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dilviz.convolution.geometry import checked
from dilviz.errors import GeometryError

LARGEST_DESIGNED_FIELD = 4096
MOST_LAYERS = 12
KERNEL_SIZES = (2, 3, 5, 7)
OUTPUT_STRIDES = (1, 2, 4, 8, 16, 32)


@dataclass(frozen=True)
class DesignRequest:
    """A wanted receptive field, and the bounds within which every stack is considered.

    A stack is convolutions with one number of channels. Its output stride is
    made by layers of stride 2 and rate 1 in front, all of one kernel size; all
    others have stride 1 and any rate, in ascending order.

    Attributes
    ----------
    size : int
        Receptive field along an axis, in samples: at least this.
    exactly : bool
        Whether a larger field is refused.
    layers : int
        At most this many.
    kernel_sizes : tuple of int
        Taps along an axis that a layer may have; from `KERNEL_SIZES`.
    output_stride : int
        One of `OUTPUT_STRIDES`.
    hole_free : bool
        Whether every sample of the field must be read.
    largest_rate : int or None
        No dilation rate is larger.
    one_dimensional : bool
        Sequences instead of images: a kernel of k has k weights and not k^2.
    """

    size: int
    exactly: bool = False
    layers: int = 7
    kernel_sizes: tuple[int, ...] = (3,)
    output_stride: int = 1
    hole_free: bool = True
    largest_rate: int | None = None
    one_dimensional: bool = False

    def __post_init__(self) -> None:
        checked(self.size, "receptive field", 2, LARGEST_DESIGNED_FIELD)
        checked(self.layers, "number of layers", 1, MOST_LAYERS)
        object.__setattr__(self, "kernel_sizes", tuple(sorted(set(self.kernel_sizes))))
        _check_words(self.kernel_sizes, "kernel sizes", KERNEL_SIZES)
        _check_words((self.output_stride,), "output stride", OUTPUT_STRIDES)
        if self.largest_rate is not None:
            checked(self.largest_rate, "largest dilation rate", 1)

    @property
    def halvings(self) -> int:
        """Layers of stride 2 that the output stride takes."""
        return self.output_stride.bit_length() - 1

    @property
    def dimensions(self) -> int:
        """Axes that a kernel extends along."""
        return 1 if self.one_dimensional else 2


def _check_words(values: Sequence[int], name: str, allowed: Sequence[int]) -> None:
    if not values or not set(values) <= set(allowed):
        raise GeometryError(
            f"{name} must be from {', '.join(map(str, allowed))}, got "
            f"{', '.join(map(str, values)) or 'none'}."
        )
