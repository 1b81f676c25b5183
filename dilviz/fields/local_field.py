"""The field of one map's units by the rules that repeat, each axis on its own, gates cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from dilviz.convolution.layer import Pair
from dilviz.errors import or_none
from dilviz.fields.survey import AxisField, Survey
from dilviz.network.op_settings import Flags

T = TypeVar("T")


@dataclass(frozen=True)
class LocalField:
    """Both axes of a field; an axis is None where the map has no positions of its own."""

    survey: Survey
    rows: AxisField | None
    cols: AxisField | None

    @classmethod
    def of(cls, survey: Survey, target: str, unit: Pair | None, without: Flags) -> LocalField:
        """The field of a map's unit; `without` names the axes along which it has none."""
        units = unit or (None, None)
        rows, cols = (
            None if without[axis] else AxisField(survey, axis, target, units[axis])
            for axis in (0, 1)
        )
        alike = survey.axes[0] is survey.axes[1] and units[0] == units[1]
        return cls(survey, rows, rows if alike and cols else cols)

    def _pair(self, of_axis: Callable[[AxisField], T]) -> tuple[T | None, T | None]:
        rows = None if self.rows is None else of_axis(self.rows)
        if self.cols is self.rows:
            return rows, rows
        return rows, None if self.cols is None else of_axis(self.cols)

    @property
    def representative(self) -> Pair:
        """The unit that `size` is about."""
        rows, cols = self._pair(lambda axis: axis.representative)
        return rows or 0, cols or 0

    @cached_property
    def size(self) -> tuple[int | None, int | None]:
        return self._pair(lambda axis: axis.size)

    @cached_property
    def jump(self) -> tuple[float | None, float | None]:
        return self._pair(lambda axis: axis.jump)

    @cached_property
    def start(self) -> tuple[int | None, int | None]:
        return self._pair(lambda axis: axis.start)

    @cached_property
    def interval(self) -> tuple[Pair | None, Pair | None]:
        """None along both axes for a unit that reads no pixel."""
        if self._reads_nothing:
            return None, None
        return self._pair(lambda axis: axis.interval)

    @cached_property
    def aligned(self) -> bool:
        axes = [axis for axis in (self.rows, self.cols) if axis is not None]
        return bool(axes) and all(axis.aligned for axis in axes)

    @cached_property
    def samples_read(self) -> tuple[int | None, int | None]:
        return self._pair(lambda axis: axis.samples_read)

    @cached_property
    def pixels_read(self) -> int | None:
        if self.rows is None or self.cols is None:
            return None
        return self.survey.pixels_read(self.rows, self.cols)

    @property
    def _reads_nothing(self) -> bool:
        """Whether the unit, or unit (0, 0), reads no pixel."""
        axes = [axis for axis in (self.rows, self.cols) if axis is not None]
        if not any(axis.may_read_nothing for axis in axes):
            return False
        if any(axis.reads_nothing for axis in axes):
            return True
        if len(axes) < 2:
            return False
        rows, cols = (replace(axis, unit=axis.unit or 0) for axis in axes)
        return or_none(self.survey.pixels_read, rows, cols) == 0
