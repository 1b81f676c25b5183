"""Which input positions the units of a map read along one axis: exact, all units at once.

A map's units repeat: unit ``u + period`` reads what unit ``u`` reads, moved by
``advance`` input samples. So a footprint keeps what the first ``period`` units
read (`dilviz.fields.positions`) and nothing else, and one operation after another is a
few shifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd, lcm
from typing import Generic

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.positions import P, joined
from dilviz.network.reading import LARGEST_PERIOD, Reading


@dataclass(frozen=True)
class Footprint(Generic[P]):
    """What the units of one map read along one axis, through paths of one pace.

    Attributes
    ----------
    advance : int
        Input samples from unit ``u`` to unit ``u + period``.
    phases : tuple
        What units ``0 ... period - 1`` read; None where one reads nothing.
    """

    advance: int
    phases: tuple[P | None, ...]

    @property
    def period(self) -> int:
        return len(self.phases)

    @property
    def pace(self) -> Pair:
        """Input samples to so many units, in lowest terms: the pace, as a pair of ints."""
        common = gcd(self.advance, self.period)
        return self.advance // common, self.period // common

    def of_unit(self, unit: int) -> P | None:
        """What one unit reads."""
        block, phase = divmod(unit, self.period)
        positions = self.phases[phase]
        return positions.shifted(block * self.advance) if positions and block else positions

    def through(self, reading: Reading) -> Footprint[P]:
        """What the units of the next map read, when it reads this one."""
        if reading.is_identity:
            return self
        if self.period == 1 == len(reading.runs):
            return self._through_plain(reading)
        blocks = self.period // gcd(self.period, reading.stride)
        check_phases(blocks * len(reading.runs))
        windows = {
            count: self._window(count, reading.step)
            for count, times in reading.counts.items()
            if self.period * _doublings(count) < blocks * times * self._turns(count, reading.step)
        }
        phases = tuple(
            windows[run.count].of_unit(run.first + block * reading.stride)
            if run.count in windows
            else self._gather(run.first + block * reading.stride, run.step, run.count)
            for block in range(blocks)
            for run in reading.runs
        )
        return Footprint(self.advance * blocks * reading.stride // self.period, phases)

    def _through_plain(self, reading: Reading) -> Footprint[P]:
        """The common case, several times faster: all units alike, before and after."""
        [run], [read] = reading.runs, self.phases
        if read is not None:
            step = run.step * self.advance
            read = read.spread(run.count, step).shifted(run.first * self.advance)
        return Footprint(self.advance * reading.stride, (read,))

    def _gather(self, first: int, step: int, count: int) -> P | None:
        """Join what `count` units read, `step` units apart."""
        if count == 1:
            return self.of_unit(first)
        cycle = self.period // gcd(self.period, step)  # then the same phase comes again
        hop = self.advance * cycle * step // self.period
        return joined(
            start and start.spread(-(-(count - turn) // cycle), hop)
            for turn in range(min(cycle, count))
            for start in [self.of_unit(first + turn * step)]
        )

    def _turns(self, count: int, step: int) -> int:
        """Joins that `_gather` takes."""
        return min(self.period // gcd(self.period, step), count)

    def _window(self, count: int, step: int) -> Footprint[P]:
        """For every unit, what it and the next `count - 1` units `step` apart read, by doubling."""
        if count == 1:
            return self
        half = self._window(count // 2, step)
        both = half._beside(half, count // 2 * step)
        return both._beside(self, (count - 1) * step) if count % 2 else both

    def _beside(self, other: Footprint[P], later: int) -> Footprint[P]:
        """Join every unit with what another footprint's unit reads, so many units later."""
        phases = (
            joined((positions, other.of_unit(unit + later)))
            for unit, positions in enumerate(self.phases)
        )
        return Footprint(self.advance, tuple(phases))

    def work(self, reading: Reading) -> int:
        """Operations that `through` will take."""
        pace = -(-self.advance // self.period)
        if self.period == 1 == len(reading.runs):
            [run], [read] = reading.runs, self.phases
            return read.work(run.count, run.step * pace) if read else 1
        blocks = self.period // gcd(self.period, reading.stride)
        widest = max(filter(None, self.phases), key=lambda phase: phase.work(1, 1), default=None)
        return blocks * len(reading.runs) + sum(
            min(self.period * _doublings(count), blocks * times * self._turns(count, reading.step))
            * (widest.work(count, reading.step * pace) if widest else 1)
            for count, times in reading.counts.items()
        )

    def repeated(self, period: int) -> Footprint[P]:
        """Write the same footprint with a longer period."""
        if period == self.period:
            return self
        phases = tuple(self.of_unit(unit) for unit in range(period))
        return Footprint(self.advance * period // self.period, phases)


def merged(footprints: Iterable[Footprint[P]]) -> tuple[Footprint[P], ...]:
    """Join the footprints of several paths: one for each pace that occurs."""
    by_pace: dict[Pair, list[Footprint[P]]] = {}
    for footprint in footprints:
        by_pace.setdefault(footprint.pace, []).append(footprint)
    return tuple(map(_union, by_pace.values()))


def merging_work(footprints: Sequence[Footprint]) -> int:
    """Operations that `merged` will take."""
    period = lcm(*{one.period for one in footprints})
    different = len({id(one) for one in footprints})  # what is joined with itself is there already
    return len(footprints) + different * min(period, LARGEST_PERIOD)


def _union(footprints: list[Footprint[P]]) -> Footprint[P]:
    if len(footprints) == 1:
        return footprints[0]
    period = lcm(*(one.period for one in footprints))
    if period == 1:
        return Footprint(footprints[0].advance, (joined(one.phases[0] for one in footprints),))
    check_phases(period)
    repeated = [one.repeated(period) for one in footprints]
    phases = zip(*(one.phases for one in repeated), strict=True)
    return Footprint(repeated[0].advance, tuple(map(joined, phases)))


def check_phases(period: int) -> None:
    """Say so if units repeat too rarely to be followed one by one."""
    if period > LARGEST_PERIOD:
        raise GeometryError(
            f"the fields of this network repeat only after {period} units, more than the "
            f"{LARGEST_PERIOD} that can be followed. Lower the upsampling factors or strides."
        )


def _doublings(count: int) -> int:
    """Joins that make `count` copies of one."""
    return count.bit_length() + count.bit_count() - 2
