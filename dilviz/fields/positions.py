"""What is known about the input positions one unit reads: their span, the exact set, or paths.

The three have the same three operations: `shifted`, `joined`, `spread`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from dilviz.errors import GeometryError

LARGEST_SET_BITS = 1 << 26  # 8 MiB for what one unit reads


class Positions(Protocol):
    """What is known about the input positions one unit reads."""

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
        if other is self:
            return self
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
        if other is self:
            return self
        low, high = (self, other) if self.first <= other.first else (other, self)
        check_room(high.first - low.first + high.bits.bit_length())
        return Samples(low.first, low.bits | high.bits << (high.first - low.first))

    def spread(self, count: int, step: int) -> Samples:
        """Join `count` copies, `step` apart."""
        check_room(self.bits.bit_length() + (count - 1) * step)
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
class PathCounts:
    """How many paths lead to each position: slots of `width` bits, whole bytes, in one integer."""

    first: int
    packed: int
    width: int

    def shifted(self, by: int) -> PathCounts:
        return PathCounts(self.first + by, self.packed, self.width)

    def joined(self, other: PathCounts) -> PathCounts:
        low, high = (self, other) if self.first <= other.first else (other, self)
        gap = (high.first - low.first) * self.width
        check_room(gap + high.packed.bit_length())
        return PathCounts(low.first, low.packed + (high.packed << gap), self.width)

    def spread(self, count: int, step: int) -> PathCounts:
        """Add `count` copies, `step` apart."""
        check_room(self.packed.bit_length() + (count - 1) * step * self.width)
        return PathCounts(
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
    """Join `count` copies of `value`, each `step` bits above the last, by doubling.

    >>> bin(_spread(1, 5, 2, int.__or__))
    '0b101010101'
    """
    result, copies = value, 1
    for digit in f"{count:b}"[1:]:
        result = join(result, result << copies * step)
        copies *= 2
        if digit == "1":
            result = join(result, value << copies * step)
            copies += 1
    return result


def _work(value: int, count: int, step: int) -> int:
    """Doublings of an integer that ends up this long, in operations on small numbers."""
    bits = value.bit_length() + (count - 1) * step
    return 1 + (bits >> 16) * count.bit_length()


def check_room(bits: int) -> None:
    """Raise a `GeometryError` if a set of positions is too large to hold."""
    if bits > LARGEST_SET_BITS:
        raise GeometryError(
            f"an exact count here needs {bits} bits, more than the {LARGEST_SET_BITS} kept for one "
            "unit; the receptive field's size is still exact. Lower a kernel size, a dilation rate "
            "or the number of layers."
        )


P = TypeVar("P", bound=Positions)


def joined(parts: Iterable[P | None]) -> P | None:
    """Join several sets; None where all of them are empty."""
    total: P | None = None
    for part in parts:
        if part is not None:
            total = part if total is None else total.joined(part)
    return total
