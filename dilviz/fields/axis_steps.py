"""One step backwards along one axis: what a set of units of one map reads of the map before it.

Positions are real: a map has units ``0 ... size - 1``, and beyond them stands what the
operation says (`dilviz.network.op_settings.OpSettings.outside`): nothing, or samples again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from dilviz.fields.bits import every, mirror, stretch
from dilviz.fields.positions import Samples, check_room, joined
from dilviz.fields.real_samples import (
    folded,
    inside,
    positions_of,
    samples_of,
    source,
    trimmed,
    whole,
)
from dilviz.network.lookup import Prefix
from dilviz.network.node import OPTIONAL, SAME_SIZE, Node
from dilviz.network.read_rule import ReadRule
from dilviz.network.whole_map import Global

NOTHING = 1 << 60  # the first sample of a unit that reads none


class AxisStep(ABC):
    """One operation, backwards along one axis."""

    __slots__ = ()

    @abstractmethod
    def read(self, units: Samples, real: bool) -> Samples | None:
        """Find the positions that a set of units reads; None if they read nothing.

        `real` says whether positions beyond the map count for what stands there; else they are
        kept as positions of their own, as in `ReceptiveField.interval`.
        """

    @abstractmethod
    def cost(self, bits: int) -> int:
        """What `read` takes for a set this long, in units of about 5 microseconds."""

    @property
    def jump(self) -> int | Fraction | None:
        """Units between what neighbouring outputs read; None if that is not always the same."""
        return None

    @property
    @abstractmethod
    def most_read(self) -> int:
        """Positions that one unit may read."""

    @abstractmethod
    def least(self, values: np.ndarray, outputs: int) -> np.ndarray:
        """Of every output the least of the values it reads, `NOTHING` if it reads none.

        `values` has one row for each unit of the map that is read, the result one for each output.
        """


def axis_step(node: Node, axis: int, size: int) -> AxisStep | None:
    """Describe what a node reads of a map of `size` units; None where every unit reads itself.

    Units 0 and 1 of a convolution of 3 taps with padding 1, of 5 samples:

    >>> from dilviz import Layer
    >>> step = axis_step(Node("a", "conv", ("x",), Layer.of(3, padding=1)), 0, 5)
    >>> bin(step.read(Samples(0, 0b11), real=True).bits)
    '0b111'
    """
    settings = node.settings
    if settings is None or node.op in OPTIONAL:
        if node.layer is SAME_SIZE:
            return None
        before, _ = node.padding(axis, size) or (0, 0)
        rule: ReadRule | None = node.read_rule(axis, before)
    elif isinstance(settings, Global) and settings.axes[axis]:
        return _Whole(size)
    elif isinstance(settings, Prefix) and settings.axes[axis]:
        return _Prefix(size, settings.reverse)
    else:
        rule = settings.read_rule(axis, size)
    if rule is None:
        assert settings is not None
        listed = settings.listed(axis, size)
        assert listed is not None
        return _Listed(listed)
    if rule.is_identity and node.output_size(axis, size) <= size:  # nothing is added at the end
        return None
    return _Rule(rule, size, settings.outside if settings else "zeros", node.op == "roll")


@dataclass(frozen=True, slots=True)
class _Whole(AxisStep):
    """All units of the map are read."""

    size: int

    def read(self, units: Samples, real: bool) -> Samples | None:
        return whole(self.size)

    def cost(self, bits: int) -> int:
        return 1 + (self.size >> 12)

    @property
    def most_read(self) -> int:
        return self.size

    def least(self, values: np.ndarray, outputs: int) -> np.ndarray:
        return values.min(0, keepdims=True)


@dataclass(frozen=True, slots=True)
class _Prefix(_Whole):
    """All units up to the last one, or from the first one on."""

    reverse: bool

    def read(self, units: Samples, real: bool) -> Samples | None:
        inner = inside(units, self.size)
        if inner is None:
            return None
        if self.reverse:
            return whole(self.size - inner.first).shifted(inner.first)
        return whole(inner.first + inner.bits.bit_length())

    @property
    def jump(self) -> int | Fraction | None:
        return 1

    @property
    def most_read(self) -> int:
        return 1  # accumulated

    def least(self, values: np.ndarray, outputs: int) -> np.ndarray:
        if self.reverse:
            return np.minimum.accumulate(values[::-1])[::-1]
        return np.minimum.accumulate(values)


@dataclass(frozen=True, slots=True)
class _Listed(AxisStep):
    """Positions by a table."""

    listed: Sequence[Sequence[int]]

    def read(self, units: Samples, real: bool) -> Samples | None:
        inner = inside(units, len(self.listed))
        if inner is None:
            return None
        return samples_of(
            position for unit in positions_of(inner) for position in self.listed[unit]
        )

    def cost(self, bits: int) -> int:
        return 1 + (bits >> 4)

    @property
    def most_read(self) -> int:
        return max(map(len, self.listed))

    def least(self, values: np.ndarray, outputs: int) -> np.ndarray:
        nothing = np.full(values.shape[1], NOTHING)
        return np.stack([values[list(read)].min(0) if read else nothing for read in self.listed])


@dataclass(frozen=True, slots=True)
class _Rule(AxisStep):
    """Positions by a rule that repeats, and what stands beyond the map."""

    rule: ReadRule
    size: int
    outside: str
    turns: bool  # a roll has nothing beyond its map, in no sense

    def read(self, units: Samples, real: bool) -> Samples | None:
        read = read_by_rule(self.rule, units)
        if read is None or not (real or self.turns):
            return read
        return folded(read, self.size, self.outside)

    def cost(self, bits: int) -> int:
        return 1 + (bits >> (12 if self.rule.is_plain else 7))

    @property
    def jump(self) -> int | Fraction | None:
        return 1 if self.turns else self.rule.jump

    @property
    def most_read(self) -> int:
        return max(run.count for run in self.rule.runs)

    def least(self, values: np.ndarray, outputs: int) -> np.ndarray:
        blocks, phases = np.divmod(np.arange(outputs), len(self.rule.runs))
        runs = np.array([(run.first, run.step, run.count) for run in self.rule.runs])
        first, step, count = runs[phases].T
        result = np.full((outputs, values.shape[1]), NOTHING)
        for tap in range(self.most_read):
            position = blocks * self.rule.stride + first + tap * step
            if self.outside != "zeros":
                position = source(position, self.size, self.outside)
            read = (tap < count) & (position >= 0) & (position < self.size)
            result[read] = np.minimum(result[read], values[position[read]])
        return result


def read_by_rule(rule: ReadRule, units: Samples) -> Samples | None:
    """Find the positions that a set of units reads by a rule that repeats."""
    if rule.is_identity:
        return units
    period = len(rule.runs)
    if period == 1:
        return _read_by_run(rule, 0, units)
    phases: Iterable[int] = range(period)
    if units.count < period:
        phases = sorted({unit % period for unit in positions_of(units)})
    return joined(
        _read_by_run(rule, phase, blocks)
        for phase in phases
        for blocks in [_blocks(units, period, phase)]
        if blocks and rule.runs[phase].count
    )


def _read_by_run(rule: ReadRule, phase: int, blocks: Samples) -> Samples | None:
    run = rule.runs[phase]
    if not run.count:
        return None
    first = blocks if rule.stride == 1 else _moved(blocks, rule.stride)
    step = abs(run.step)
    start = run.first if run.step > 0 else run.first + (run.count - 1) * run.step
    return first.spread(run.count, step).shifted(start)


def _moved(blocks: Samples, stride: int) -> Samples:
    """Block ``b`` to position ``b * stride``."""
    if stride == 0:
        return Samples(0, 1)
    check_room(blocks.bits.bit_length() * abs(stride))
    if stride > 0:
        return Samples(blocks.first * stride, stretch(blocks.bits, stride))
    width = blocks.bits.bit_length()
    flipped = mirror(blocks.bits, width)
    return Samples((blocks.first + width - 1) * stride, stretch(flipped, -stride))


def _blocks(units: Samples, period: int, phase: int) -> Samples | None:
    """The blocks of `period` units of which one unit, of this phase, is in the set."""
    start = (phase - units.first) % period
    return trimmed((units.first + start - phase) // period, every(units.bits, start, period))
