"""Sets of positions along one axis, cut at the ends of a map or folded back into it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dilviz.fields.bits import fill
from dilviz.fields.positions import Samples, check_room, joined


def whole(size: int) -> Samples:
    """All positions of a map."""
    check_room(size)
    return Samples(0, fill(size))


def trimmed(first: int, bits: int) -> Samples | None:
    """Write a set so that its first bit is set; None if it is empty."""
    if not bits:
        return None
    empty = (bits & -bits).bit_length() - 1
    return Samples(first + empty, bits >> empty)


def inside(read: Samples, size: int) -> Samples | None:
    """Drop the positions that are not ``0 ... size - 1``."""
    first, bits = read.first, read.bits
    if first >= 0 and first + bits.bit_length() <= size:
        return read
    if first < 0:
        first, bits = 0, bits >> -first
    return trimmed(first, bits & fill(max(size - first, 0)))


def folded(read: Samples, size: int, outside: str) -> Samples | None:
    """Replace positions beyond a map by the samples that stand there.

    >>> folded(Samples(-2, 0b111), 5, "reflect")
    Samples(first=0, bits=7)
    >>> folded(Samples(4, 0b11), 5, "circular")
    Samples(first=0, bits=17)
    """
    middle = inside(read, size)
    if middle is read or outside == "zeros":
        return middle
    beyond = np.array([*positions_of(_before(read, 0)), *positions_of(_from(read, size))])
    return joined((middle, samples_of(source(beyond, size, outside).tolist())))


def _before(read: Samples, end: int) -> Samples:
    return Samples(read.first, read.bits & fill(max(end - read.first, 0)))


def _from(read: Samples, start: int) -> Samples:
    skipped = max(start - read.first, 0)
    return Samples(read.first + skipped, read.bits >> skipped)


def source(position: np.ndarray, size: int, outside: str) -> np.ndarray:
    """The samples that stand at positions beyond a map and in it.

    >>> source(np.arange(-2, 7), 4, "reflect")
    array([2, 1, 0, 1, 2, 3, 2, 1, 0])
    """
    if outside == "circular":
        return position % size
    if outside == "replicate" or size == 1:
        return np.clip(position, 0, size - 1)
    turn = position % (2 * size - 2)  # reflected at both ends
    return np.minimum(turn, 2 * size - 2 - turn)


def positions_of(read: Samples) -> list[int]:
    """List a set's positions in order."""
    text = f"{read.bits:b}"[::-1]
    return [read.first + i for i, bit in enumerate(text) if bit == "1"]


def samples_of(positions: Iterable[int]) -> Samples | None:
    """Build a set from its positions; None from none."""
    listed = set(positions)
    if not listed:
        return None
    first = min(listed)
    marks = bytearray(max(listed) - first + 1)
    for position in listed:
        marks[position - first] = 1
    return Samples(first, int(marks[::-1].translate(_DIGITS), 2))


_DIGITS = bytes.maketrans(b"\0\1", b"01")
