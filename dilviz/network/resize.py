"""Resampling as ONNX defines it: which samples each output reads, in all modes.

An output stands somewhere between the samples of its input. `Grid.coordinate` says where, as
an exact fraction; the mode says what is read there (`dilviz.network.resize_taps`): the nearest
sample, the two around it, or four; an antialias filter reads more.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any, ClassVar

import numpy as np

from dilviz.convolution import geometry
from dilviz.errors import GeometryError, check_choice
from dilviz.network.op_settings import (
    OpSettings,
    check_flag,
    check_pair,
    check_sizes,
)
from dilviz.network.read_rule import IDENTITY, ReadRule
from dilviz.network.resize_taps import NEAREST_MODES, Grid, Kernel, listed, periodic

MODES = ("nearest", "linear", "cubic")
COORDINATES = (
    *("half_pixel", "half_pixel_symmetric", "pytorch_half_pixel", "align_corners"),
    *("asymmetric", "tf_half_pixel_for_nn", "tf_crop_and_resize"),
)
WHOLE = ((0.0, 1.0), (0.0, 1.0))
SIMPLE = 1 << 12  # a scale is taken as a fraction of numbers up to here, if it is one


@dataclass(frozen=True)
class Resize(OpSettings):
    """Settings of a resampling; each pair is (rows, cols).

    Attributes
    ----------
    mode : str
        One of `MODES`.
    coordinates : str
        One of `COORDINATES`, ONNX's ``coordinate_transformation_mode``.
    nearest_mode : str
        One of `NEAREST_MODES`: how a coordinate is rounded where the mode is "nearest".
    size : (int or None, int or None)
        Outputs per axis; it goes before `scales`.
    scales : (float or None, float or None)
        Outputs per input sample. An axis with neither keeps its samples.
    antialias, exclude_outside : bool
    cubic_coeff_a : float
    roi : ((start, end), (start, end))
        Per axis, as a share of the input; for "tf_crop_and_resize" only.

    References
    ----------
    .. [1] ONNX operators, Resize-19.

    Examples
    --------
    Twice as many, linearly: two samples for each output.

    >>> Resize("linear", scales=(2, 2)).read_rule(0, None).runs
    (TapRun(first=-1, step=1, count=2), TapRun(first=0, step=1, count=2))
    """

    op: ClassVar[str] = "resize"
    always_written: ClassVar[tuple[str, ...]] = ("mode", "coordinates")
    mode: str = "nearest"
    coordinates: str = "half_pixel"
    nearest_mode: str = "round_prefer_floor"
    size: tuple[int | None, int | None] = (None, None)
    scales: tuple[float | None, float | None] = (None, None)
    antialias: bool = False
    cubic_coeff_a: float = -0.75
    exclude_outside: bool = False
    roi: tuple[tuple[float, float], tuple[float, float]] = WHOLE

    def __post_init__(self) -> None:
        check_choice(self.mode, "mode", MODES)
        check_choice(self.coordinates, "coordinates", COORDINATES)
        check_choice(self.nearest_mode, "nearest_mode", NEAREST_MODES)
        check_sizes(self.size, "size")
        for scale in check_pair(self.scales, "scales"):
            if scale is not None:
                _check_number(scale, "scales", 1 / geometry.LARGEST_SETTING)
        check_flag(self.antialias, "antialias")
        check_flag(self.exclude_outside, "exclude_outside")
        _check_number(self.cubic_coeff_a, "cubic_coeff_a")
        for ends in check_pair(self.roi, "roi"):
            for end in check_pair(ends, "roi"):
                _check_number(end, "roi")

    @property
    def outside(self) -> str:
        return "zeros" if self.exclude_outside else "replicate"

    def output_size(self, axis: int, size: int) -> int:
        outputs, scale = self.size[axis], self.scales[axis]
        if outputs is None:
            outputs = size if scale is None else floor(simple_fraction(scale) * size)
        if outputs < 1:
            raise GeometryError(
                f"a scale of {scale:g} leaves none of {size} samples. "
                "Raise the scale or the input size."
            )
        return outputs

    def read_rule(self, axis: int, size: int | None) -> ReadRule | None:
        grid = self._grid(axis, size)
        return IDENTITY if grid is None else periodic(grid, self._kernel)

    def listed(self, axis: int, size: int) -> tuple[tuple[int, ...], ...] | None:
        grid = self._grid(axis, size)
        return None if grid is None else listed(grid, self._kernel)

    @property
    def _kernel(self) -> Kernel:
        return Kernel(
            self.mode, self.nearest_mode, self.antialias, self.cubic_coeff_a, self.outside
        )

    def _grid(self, axis: int, size: int | None) -> Grid | None:
        """Where the outputs stand; None where every sample keeps its place."""
        outputs, scale = self.size[axis], self.scales[axis]
        if outputs is None and scale is None:
            return None
        made = None if size is None else self.output_size(axis, size)
        fraction = None
        if outputs is None:
            fraction = simple_fraction(scale or 1.0)
        elif size is not None:
            fraction = Fraction(outputs, size)
        return Grid(self.coordinates, fraction, size, made, self.roi[axis])


def simple_fraction(scale: float) -> Fraction:
    """Return the simple fraction that equals a scale in single precision, if there is one.

    >>> simple_fraction(0.3333333432674408)
    Fraction(1, 3)
    """
    simple = Fraction(scale).limit_denominator(SIMPLE)
    return simple if simple and np.float32(float(simple)) == np.float32(scale) else Fraction(scale)


def _check_number(value: Any, name: str, lowest: float = -geometry.LARGEST_SETTING) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not lowest <= value <= geometry.LARGEST_SETTING:
        raise GeometryError(
            f"{name} must be a number from {lowest:g} to {geometry.LARGEST_SETTING}, got {value!r}."
        )
