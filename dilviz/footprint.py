"""Which input positions the units of a map read along one axis: exact, all units at once.

A map's units repeat: unit ``u + period`` reads what unit ``u`` reads, moved by
``advance`` input samples. So a footprint keeps what the first ``period`` units
read and nothing else, and one operation after another is a few shifts.

What is kept about a unit's positions is one of three things, with the same
three operations (`shifted`, `joined`, `spread`): their `Span`, the exact
`Samples`, or how many `Paths` lead to each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Generic, Protocol, Self, TypeVar

from dilviz.errors import GeometryError
from dilviz.reading import LARGEST_PERIOD, Reading

LARGEST_SET_BITS = 1 << 26  # 8 MiB for what one unit reads


class Positions(Protocol):
    """What is known about the positions one unit reads."""

    def shifted(self, by: int) -> Self: ...

    def joined(self, other: Self) -> Self: ...

    def spread(self, count: int, step: int) -> Self: ...

    def work(self, count: int, step: int) -> int:
        """What `spread` takes, in operations on small numbers."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last position read."""

    first: int
    last: int

    def shifted(self, by: int) -> Span:
        return Span(self.first + by, self.last + by)

    def joined(self, other: Span) -> Span:
        return Span(min(self.first, other.first), max(self.last, other.last))

    def spread(self, count: int, step: int) -> Span:
        """Join `count` copies, `step` apart."""
        return Span(self.first, self.last + (count - 1) * step)

    def work(self, count: int, step: int) -> int:
        return 1

    @property
    def size(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Samples:
    """The exact set of positions read: bit ``i`` of `bits` is position ``first + i``."""

    first: int
    bits: int

    def shifted(self, by: int) -> Samples:
        return Samples(self.first + by, self.bits)

    def joined(self, other: Samples) -> Samples:
        low, high = (self, other) if self.first <= other.first else (other, self)
        _check_room(high.first - low.first + high.bits.bit_length())
        return Samples(low.first, low.bits | high.bits << (high.first - low.first))

    def spread(self, count: int, step: int) -> Samples:
        """Join `count` copies, `step` apart."""
        _check_room(self.bits.bit_length() + (count - 1) * step)
        return Samples(self.first, _spread(self.bits, count, step, int.__or__))

    def contains(self, other: Samples) -> bool:
        gap = other.first - self.first
        return gap >= 0 and not other.bits & ~(self.bits >> gap)

    def work(self, count: int, step: int) -> int:
        return _work(self.bits, count, step)

    @property
    def count(self) -> int:
        return self.bits.bit_count()


@dataclass(frozen=True, slots=True)
class Paths:
    """How many paths lead to each position: slots of `width` bits, whole bytes, in one integer."""

    first: int
    packed: int
    width: int

    def shifted(self, by: int) -> Paths:
        return Paths(self.first + by, self.packed, self.width)

    def joined(self, other: Paths) -> Paths:
        low, high = (self, other) if self.first <= other.first else (other, self)
        gap = (high.first - low.first) * self.width
        _check_room(gap + high.packed.bit_length())
        return Paths(low.first, low.packed + (high.packed << gap), self.width)

    def spread(self, count: int, step: int) -> Paths:
        """Add `count` copies, `step` apart."""
        _check_room(self.packed.bit_length() + (count - 1) * step * self.width)
        return Paths(
            self.first, _spread(self.packed, count, step * self.width, int.__add__), self.width
        )

    def work(self, count: int, step: int) -> int:
        return _work(self.packed, count, step * self.width)

    def counts(self) -> list[int]:
        """The paths to each position, from the first position read to the last."""
        slots = -(-self.packed.bit_length() // self.width)
        slot_bytes = self.width // 8
        raw = self.packed.to_bytes(slots * slot_bytes, "little")
        return [
            int.from_bytes(raw[i : i + slot_bytes], "little")
            for i in range(0, len(raw), slot_bytes)
        ]


def _spread(value: int, count: int, step: int, join) -> int:
    """Join `count` copies of `value`, each `step` bits above the last, by doubling."""
    if count == 1:
        return value
    half = _spread(value, count // 2, step, join)
    both = join(half, half << (count // 2) * step)
    return join(both, value << (count - 1) * step) if count % 2 else both


def _work(value: int, count: int, step: int) -> int:
    """Doublings of an integer that ends up this long, in operations on small numbers."""
    bits = value.bit_length() + (count - 1) * step
    return 1 + (bits >> 14) * count.bit_length()


def _check_room(bits: int) -> None:
    if bits > LARGEST_SET_BITS:
        raise GeometryError(
            f"an exact count here needs {bits} bits, more than the {LARGEST_SET_BITS} kept for one "
            "unit; the receptive field's size is still exact. Lower a kernel size, a dilation rate "
            "or the number of layers."
        )


P = TypeVar("P", bound=Positions)


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
    def pace(self) -> Fraction:
        """Input samples between neighbouring units."""
        return Fraction(self.advance, self.period)

    def of_unit(self, unit: int) -> P | None:
        """What one unit reads."""
        block, phase = divmod(unit, self.period)
        positions = self.phases[phase]
        return positions.shifted(block * self.advance) if positions and block else positions

    def through(self, reading: Reading) -> Footprint[P]:
        """What the units of the next map read, when it reads this one."""
        if self.period == 1 == len(reading.runs):
            return self._through_plain(reading)
        blocks = self.period // gcd(self.period, reading.stride)
        _check_phases(blocks * len(reading.runs))
        phases = tuple(
            self._gather(run.first + block * reading.stride, run.step, run.count)
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

    def work(self, reading: Reading) -> int:
        """Operations that `through` will take."""
        blocks = self.period // gcd(self.period, reading.stride)
        pace = -(-self.advance // self.period)
        read = max(self.phases, key=lambda phase: phase.work(1, 1) if phase else 0)
        return blocks * sum(
            min(self.period // gcd(self.period, run.step), run.count)
            * (read.work(run.count, run.step * pace) if read else 1)
            for run in reading.runs
        )

    def _gather(self, first: int, step: int, count: int) -> P | None:
        """Join what `count` units read, `step` units apart."""
        cycle = self.period // gcd(self.period, step)  # then the same phase comes again
        hop = self.advance * cycle * step // self.period
        return joined(
            start and start.spread(-(-(count - turn) // cycle), hop)
            for turn in range(min(cycle, count))
            for start in [self.of_unit(first + turn * step)]
        )

    def repeated(self, period: int) -> Footprint[P]:
        """Write the same footprint with a longer period."""
        phases = tuple(self.of_unit(unit) for unit in range(period))
        return Footprint(self.advance * period // self.period, phases)


def joined(parts: Iterable[P | None]) -> P | None:
    """Join what several readers read; None where nobody reads anything."""
    total: P | None = None
    for part in parts:
        if part is not None:
            total = part if total is None else total.joined(part)
    return total


def merged(footprints: Iterable[Footprint[P]]) -> tuple[Footprint[P], ...]:
    """Join the footprints of several paths: one for each pace that occurs."""
    by_pace: dict[Fraction, Footprint[P]] = {}
    for footprint in footprints:
        known = by_pace.get(footprint.pace)
        by_pace[footprint.pace] = footprint if known is None else _union(known, footprint)
    return tuple(by_pace.values())


def _union(one: Footprint[P], other: Footprint[P]) -> Footprint[P]:
    period = lcm(one.period, other.period)
    _check_phases(period)
    one, other = one.repeated(period), other.repeated(period)
    pairs = zip(one.phases, other.phases, strict=True)
    return Footprint(one.advance, tuple(joined(pair) for pair in pairs))


def _check_phases(period: int) -> None:
    if period > LARGEST_PERIOD:
        raise GeometryError(
            f"the fields of this network repeat only after {period} units, more than the "
            f"{LARGEST_PERIOD} that can be followed. Lower the upsampling factors or strides."
        )
