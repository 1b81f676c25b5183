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
from dilviz.network.read_rule import LARGEST_PERIOD, ReadRule


@dataclass(frozen=True)
class Footprint(Generic[P]):
    """What the units of one map read along one axis, through paths of one jump.

    Attributes
    ----------
    advance : int
        Input samples from unit ``u`` to unit ``u + period``; negative where a flip runs backwards.
    phases : tuple
        What units ``0 ... period - 1`` read; None where one reads nothing.
    """

    advance: int
    phases: tuple[P | None, ...]

    @property
    def period(self) -> int:
        return len(self.phases)

    @property
    def jump(self) -> Pair:
        """Input samples between neighbouring units, as a fraction in lowest terms."""
        common = gcd(self.advance, self.period)
        return self.advance // common, self.period // common

    def of_unit(self, unit: int) -> P | None:
        """What one unit reads."""
        block, phase = divmod(unit, self.period)
        positions = self.phases[phase]
        return positions.shifted(block * self.advance) if positions and block else positions

    def through(self, rule: ReadRule) -> Footprint[P]:
        """What the units of the next map read, when it reads this one.

        Of a rule whose outputs read `count` units each, two ways lead to the same sets: joining
        them output by output, or doubling, for all units at once. The one with fewer joins is
        taken.
        """
        if rule.is_identity:
            return self
        if self.period == 1 == len(rule.runs):
            return self._through_plain(rule)
        blocks = self._blocks(rule)
        check_phases(blocks * len(rule.runs))
        windows = {
            count: self._window(count, rule.step)
            for count, (doubled, one_by_one) in self._joins_needed(rule).items()
            if doubled < one_by_one
        }
        phases = tuple(
            windows[run.count].of_unit(run.first + block * rule.stride)
            if run.count in windows
            else self._gather(run.first + block * rule.stride, run.step, run.count)
            for block in range(blocks)
            for run in rule.runs
        )
        return Footprint(self.advance * blocks * rule.stride // self.period, phases)

    def work(self, rule: ReadRule) -> int:
        """Operations that `through` will take."""
        jump = -(-abs(self.advance) // self.period)
        widest = max(filter(None, self.phases), key=lambda phase: phase.work(1, 1), default=None)
        if self.period == 1 == len(rule.runs):
            [run] = rule.runs
            return widest.work(run.count, run.step * jump) if widest else 1
        return self._blocks(rule) * len(rule.runs) + sum(
            min(joins) * (widest.work(count, rule.step * jump) if widest else 1)
            for count, joins in self._joins_needed(rule).items()
        )

    def _blocks(self, rule: ReadRule) -> int:
        """Turns of the rule after which the next map repeats."""
        return self.period // gcd(self.period, rule.stride)

    def _joins_needed(self, rule: ReadRule) -> dict[int, Pair]:
        """Of every count of units that outputs read: joins by doubling, and one by one."""
        blocks = self._blocks(rule)
        cycle = self.period // gcd(self.period, rule.step)
        return {
            count: (self.period * _doublings(count), blocks * outputs * min(cycle, count))
            for count, outputs in rule.counts.items()
        }

    def _through_plain(self, rule: ReadRule) -> Footprint[P]:
        """The common case, several times faster: all units alike, before and after."""
        [run], [read] = rule.runs, self.phases
        if read is not None:
            read = repeat(read, run.count, run.step * self.advance)
            read = read.shifted(run.first * self.advance)
        return Footprint(self.advance * rule.stride, (read,))

    def _gather(self, first: int, step: int, count: int) -> P | None:
        """Join what `count` units read, `step` units apart."""
        if count == 1:
            return self.of_unit(first)
        cycle = self.period // gcd(self.period, step)  # then the same phase comes again
        block_step = self.advance * cycle * step // self.period
        return joined(
            start and repeat(start, -(-(count - turn) // cycle), block_step)
            for turn in range(min(cycle, count))
            for start in [self.of_unit(first + turn * step)]
        )

    def _window(self, count: int, step: int) -> Footprint[P]:
        """For every unit, what it and the next `count - 1` units `step` apart read, by doubling."""
        if count == 1:
            return self
        half = self._window(count // 2, step)
        doubled = half._union_with(half, count // 2 * step)
        return doubled._union_with(self, (count - 1) * step) if count % 2 else doubled

    def _union_with(self, other: Footprint[P], later: int) -> Footprint[P]:
        """Join every unit with what another footprint's unit reads, so many units later."""
        phases = (
            joined((positions, other.of_unit(unit + later)))
            for unit, positions in enumerate(self.phases)
        )
        return Footprint(self.advance, tuple(phases))

    def repeated(self, period: int) -> Footprint[P]:
        """Write the same footprint with a longer period."""
        if period == self.period:
            return self
        phases = tuple(self.of_unit(unit) for unit in range(period))
        return Footprint(self.advance * period // self.period, phases)


def repeat(read: P, count: int, step: int) -> P:
    """Join `count` copies, `step` samples apart; a negative step runs backwards."""
    return (
        read.spread(count, step)
        if step >= 0
        else read.shifted((count - 1) * step).spread(count, -step)
    )


def merged(footprints: Iterable[Footprint[P]]) -> tuple[Footprint[P], ...]:
    """Join the footprints of several paths: one for each jump that occurs."""
    by_jump: dict[Pair, list[Footprint[P]]] = {}
    for footprint in footprints:
        by_jump.setdefault(footprint.jump, []).append(footprint)
    return tuple(map(_union, by_jump.values()))


def merging_work(footprints: Sequence[Footprint]) -> int:
    """Operations that `merged` will take."""
    period = lcm(*{footprint.period for footprint in footprints})
    different = len(
        {id(footprint) for footprint in footprints}
    )  # what is joined with itself is there already
    return len(footprints) + different * min(period, LARGEST_PERIOD)


def _union(footprints: list[Footprint[P]]) -> Footprint[P]:
    if len(footprints) == 1:
        return footprints[0]
    period = lcm(*(footprint.period for footprint in footprints))
    if period == 1:
        read = joined(footprint.phases[0] for footprint in footprints)
        return Footprint(footprints[0].advance, (read,))
    check_phases(period)
    repeated = [footprint.repeated(period) for footprint in footprints]
    phases = zip(*(footprint.phases for footprint in repeated), strict=True)
    return Footprint(repeated[0].advance, tuple(map(joined, phases)))


def check_phases(period: int) -> None:
    """Raise a `GeometryError` if units repeat too rarely to be followed one by one."""
    if period > LARGEST_PERIOD:
        raise GeometryError(
            f"the fields of this network repeat only after {period} units, more than the "
            f"{LARGEST_PERIOD} that can be followed. Lower the upsampling factors or strides."
        )


def _doublings(count: int) -> int:
    """Joins that make `count` copies of one."""
    return count.bit_length() + count.bit_count() - 2
