"""Sizes of tensor axes: whole numbers, or products with sizes that a file leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dilviz.importing.values import NotFollowed

LARGEST_SIZE = 1 << 62
MOST_NAMES = 16  # factors of one open size


@dataclass(frozen=True)
class OpenSize:
    """A size that depends on the input: a whole number times named sizes.

    Attributes
    ----------
    factor : int
    names : tuple of str
        In order; one that occurs twice is squared.
    """

    factor: int
    names: tuple[str, ...]

    def __mul__(self, other: object) -> object:
        if isinstance(other, int | OpenSize):
            return times(self, other)
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other: object) -> object:
        quotient = divided(self, other) if isinstance(other, int | OpenSize) else None
        if quotient is None:
            raise NotFollowed("a size depends on the input size; give one (input_size)")
        return quotient


Size = int | OpenSize


def times(one: Size, other: Size) -> Size:
    """Multiply two sizes.

    Examples
    --------
    >>> times(4, OpenSize(2, ("height",)))
    OpenSize(factor=8, names=('height',))
    """
    first, second = _parts(one), _parts(other)
    return _size(first[0] * second[0], first[1] + second[1])


def divided(one: Size, other: Size) -> Size | None:
    """Divide without a rest; None where that cannot be known."""
    first, second = _parts(one), _parts(other)
    if not second[0] or first[0] % second[0] or second[1] - first[1]:
        return None
    return _size(first[0] // second[0], first[1] - second[1])


def product(sizes: Iterable[Size]) -> Size:
    """Multiply many sizes."""
    total: Size = 1
    for size in sizes:
        total = times(total, size)
    return total


def _parts(size: Size) -> tuple[int, Counter[str]]:
    return (size.factor, Counter(size.names)) if isinstance(size, OpenSize) else (size, Counter())


def _size(factor: int, names: Counter[str]) -> Size:
    listed = tuple(sorted(names.elements()))
    if abs(factor) > LARGEST_SIZE or len(listed) > MOST_NAMES:
        raise NotFollowed("a tensor is larger than any that fits into memory")
    return OpenSize(factor, listed) if listed and factor else factor
