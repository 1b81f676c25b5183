"""The field of one unit from what reaches it on the way back, for one input size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import GeometryError, or_none
from dilviz.fields.backward import reach_back
from dilviz.fields.positions import Samples, joined
from dilviz.fields.propagation import Budget
from dilviz.fields.real_samples import positions_of
from dilviz.fields.rectangles import Rectangle, pixels_in
from dilviz.fields.sized_network import SizedNetwork
from dilviz.fields.unit_spans import widest_unit
from dilviz.network.op_settings import Flags

MOST_PIXELS = 4_000_000  # of a mask

T = TypeVar("T")
# `| Any`: None where a map holds pooled values alone, which few callers meet
Number = int | Any
Numbers = tuple[Number, Number]
Intervals = tuple[Pair | None, Pair | None]


@dataclass(frozen=True)
class RealField:
    """The field of one unit, or of the unit with the largest one.

    Attributes
    ----------
    sized : SizedNetwork
    target : str
    unit : (row, col) or None
    gates : bool
        Whether what reads whole maps is followed.
    real : bool
        As in `dilviz.fields.axis_steps.AxisStep`.
    without : (bool, bool)
        Axes of the input along which the map has no field of its own.
    budget : Budget or None
        As in `dilviz.fields.backward.reach_back`.
    """

    sized: SizedNetwork
    target: str
    unit: Pair | None
    gates: bool
    real: bool
    without: Flags = (False, False)
    budget: Budget | None = None

    @cached_property
    def size(self) -> Numbers:
        """Span in input samples; None along an axis on which only pooled values arrive."""
        return per_axis(lambda axis: self._known(axis, _size(_along(self._pixels, axis))))

    @cached_property
    def samples_read(self) -> Numbers:
        """Distinct positions along each axis."""
        return per_axis(lambda axis: self._known(axis, _count(_along(self._pixels, axis))))

    @cached_property
    def pixels_read(self) -> Number:
        """Distinct pixels; None where one axis is None, and beyond the bound of what is counted."""
        if None in self.size:
            return None
        return or_none(pixels_in, list(self._pixels), Budget()) if self._pixels else 0

    @cached_property
    def interval(self) -> Intervals:
        """First and last sample of the unit, or of unit (0, 0)."""
        if self.unit in (None, (0, 0)):
            return self._first_interval
        return self.interval_of(self.unit)

    def interval_of(self, unit: Pair) -> Intervals:
        """First and last sample of any unit; None along both axes if it reads no pixel."""
        pixels = self._reached(unit)
        if not pixels:
            return None, None
        return per_axis(lambda axis: self._known(axis, _interval(_along(pixels, axis))))

    @cached_property
    def start(self) -> Numbers:
        """The first sample of unit (0, 0)."""
        rows, cols = self._first_interval
        return rows and rows[0], cols and cols[0]

    @cached_property
    def _first_interval(self) -> Intervals:
        return self.interval_of((0, 0))

    @cached_property
    def representative(self) -> Pair:
        """The unit that `size` is about."""
        if self.unit is not None:
            return self.unit
        return widest_unit(self.sized, self.target, gates=self.gates)

    @cached_property
    def mask(self) -> np.ndarray:
        """Which pixels of the field reach the unit: bools, shape `size`."""
        rows, cols = self.size
        if rows is None or cols is None or rows * cols > MOST_PIXELS:
            raise GeometryError(
                f"the field spans {self.size} pixels; at most {MOST_PIXELS} are drawn. "
                "Ask about an earlier layer."
            )
        drawn = np.zeros((rows, cols), bool)
        starts = [min((sides[axis].first for sides in self._pixels), default=0) for axis in (0, 1)]
        for rectangle in self._pixels:
            positions = (
                np.array(positions_of(side)) - start
                for side, start in zip(rectangle, starts, strict=True)
            )
            drawn[np.ix_(*positions)] = True
        return drawn

    @cached_property
    def _pixels(self) -> tuple[Rectangle, ...]:
        return self._reached(self.representative)

    def _reached(self, unit: Pair) -> tuple[Rectangle, ...]:
        return reach_back(
            self.sized,
            self.target,
            unit,
            gates=self.gates,
            real=self.real,
            budget=self.budget,
        ).pixels

    def _known(self, axis: int, value: T) -> T | None:
        return None if self.without[axis] else value


def _along(pixels: Sequence[Rectangle], axis: int) -> Samples | None:
    return joined(rectangle[axis] for rectangle in pixels)


def _size(read: Samples | None) -> int:
    return read.bits.bit_length() if read else 0


def _count(read: Samples | None) -> int:
    return read.count if read else 0


def _interval(read: Samples | None) -> Pair | None:
    return (read.first, read.first + read.bits.bit_length() - 1) if read else None
