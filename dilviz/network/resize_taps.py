"""Where the outputs of a resampling stand between its input samples, and what they read there."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from dilviz.errors import GeometryError
from dilviz.network.read_rule import LARGEST_PERIOD, ReadRule, TapRun, ratio

NEAREST_MODES = ("round_prefer_floor", "round_prefer_ceil", "floor", "ceil")
MOST_TAPS = 1 << 17  # of all outputs that are weighed one by one: half a second
HALF = Fraction(1, 2)
SUPPORT = {"nearest": 1, "linear": 1, "cubic": 2}  # samples on either side


class Grid(NamedTuple):
    """One axis of a resampling: `scale` outputs per input sample, `size` samples, `outputs`.

    The sizes are None where they are not known; then the scale may be too.
    """

    coordinates: str
    scale: Fraction | None
    size: int | None
    outputs: int | None
    roi: tuple[float, float]

    @property
    def line(self) -> tuple[Fraction, Fraction] | None:
        """Slope and offset: output ``o`` stands at ``offset + o * slope`` input samples.

        None where they depend on an input size that is not known.
        """
        if self.coordinates in ("align_corners", "tf_crop_and_resize"):
            return None if self.size is None or self.outputs is None else self._between_ends()
        if self.scale is None:
            return None
        slope = 1 / self.scale
        if self.coordinates == "asymmetric":
            return slope, Fraction(0)
        if self.coordinates == "tf_half_pixel_for_nn":
            return slope, slope / 2
        if self.coordinates == "pytorch_half_pixel" and self.outputs == 1:
            return slope, Fraction(0)
        offset = slope / 2 - HALF
        if self.coordinates == "half_pixel_symmetric" and self.scale.denominator > 1:
            if self.size is None or self.outputs is None:
                return None
            offset += (self.size - self.outputs * slope) / 2
        return slope, offset

    def _between_ends(self) -> tuple[Fraction, Fraction]:
        """The first output stands at one end, the last at the other."""
        assert self.size is not None and self.outputs is not None
        crop = self.coordinates == "tf_crop_and_resize"
        start, end = (map(Fraction, self.roi)) if crop else (Fraction(0), Fraction(1))
        last = self.size - 1
        if self.outputs == 1:
            return Fraction(self.size), (start + end) / 2 * last if crop else Fraction(0)
        return (end - start) * last / (self.outputs - 1), start * last


class Kernel(NamedTuple):
    """How samples around a coordinate are weighed."""

    mode: str
    nearest_mode: str
    antialias: bool
    cubic_coeff_a: float
    outside: str

    def most_taps(self, scale: Fraction) -> int:
        """Samples around a coordinate that are weighed."""
        shrink = min(scale, Fraction(1)) if self.antialias else Fraction(1)
        return int(2 * SUPPORT[self.mode] / shrink) + 1

    def taps(self, position: Fraction, scale: Fraction) -> list[int]:
        """The samples around a coordinate whose weight is not 0, in order."""
        if self.mode == "nearest":
            return [self._nearest(position)]
        shrink = min(scale, Fraction(1)) if self.antialias else Fraction(1)
        reach = SUPPORT[self.mode] / shrink
        around = range(ceil(position - reach), floor(position + reach) + 1)
        return [sample for sample in around if self._weight(abs(sample - position) * shrink)]

    def _nearest(self, position: Fraction) -> int:
        if self.nearest_mode == "floor":
            return floor(position)
        if self.nearest_mode == "ceil":
            return ceil(position)
        prefers_floor = self.nearest_mode == "round_prefer_floor"
        return ceil(position - HALF) if prefers_floor else floor(position + HALF)

    def _weight(self, distance: Fraction) -> Fraction:
        if self.mode == "linear":
            return max(1 - distance, Fraction(0))
        a = Fraction(self.cubic_coeff_a)
        if distance <= 1:
            return ((a + 2) * distance - (a + 3)) * distance**2 + 1
        if distance < 2:
            return a * (((distance - 5) * distance + 8) * distance - 4)
        return Fraction(0)


@lru_cache(maxsize=256)
def periodic(grid: Grid, kernel: Kernel) -> ReadRule | None:
    """Describe what outputs read as a rule that repeats, borders left aside; None if none does."""
    line = grid.line
    if line is None or grid.coordinates == "tf_crop_and_resize":
        return None
    slope, offset = line
    if slope.denominator > LARGEST_PERIOD:
        return None
    scale = grid.scale or Fraction(1)
    if slope.denominator * kernel.most_taps(scale) > MOST_TAPS:
        return None
    taps = [kernel.taps(offset + o * slope, scale) for o in range(slope.denominator)]
    if any(not read or read[-1] - read[0] != len(read) - 1 for read in taps):
        return None
    runs = tuple(TapRun(read[0], 1, len(read)) for read in taps)
    middles = [Fraction(read[0] + read[-1], 2) - o * slope for o, read in enumerate(taps)]
    centre = sum(middles, Fraction(0)) / len(taps)
    return ReadRule(slope.numerator, runs, ratio(centre.numerator, centre.denominator))


@lru_cache(maxsize=64)
def listed(grid: Grid, kernel: Kernel) -> tuple[tuple[int, ...], ...]:
    """List the real samples that each output reads, borders included."""
    assert grid.line is not None and grid.size is not None and grid.outputs is not None
    slope, offset = grid.line
    scale = grid.scale or Fraction(1)
    if grid.outputs * kernel.most_taps(scale) > MOST_TAPS:
        raise GeometryError(
            f"a resampling of {grid.size} samples to {grid.outputs} follows no rule that repeats, "
            f"and more than {MOST_TAPS} samples would have to be weighed. Lower the input size."
        )
    places = (offset + output * slope for output in range(grid.outputs))
    return tuple(
        _inside(kernel.taps(place, scale), place, grid, kernel.outside) for place in places
    )


def _inside(taps: list[int], position: Fraction, grid: Grid, outside: str) -> tuple[int, ...]:
    assert grid.size is not None
    last = grid.size - 1
    if grid.coordinates == "tf_crop_and_resize" and not 0 <= position <= last:
        return ()  # a fixed value stands there
    if outside == "zeros":
        return tuple(tap for tap in taps if 0 <= tap <= last)
    return tuple(sorted({min(max(tap, 0), last) for tap in taps}))
