"""Sizes of tensor axes: whole numbers, or products with sizes that a file leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dilviz.importing.values import NotFollowed

LARGEST_SIZE = 1 << 62
MOST_NAMES = 16  # factors of one open size
DEEPEST = 16  # steps of steps
OPEN = "a size depends on the input size; give one (input_size)"
OPEN_MAP = "what it reads depends on the input size; give one (input_size)"


@dataclass(frozen=True)
class OpenSize:
    """A size that depends on the input: a whole number times named sizes.

    Attributes
    ----------
    factor : int
    names : tuple of str or Step
        In order; one that occurs twice is squared.
    """

    factor: int
    names: tuple[str | Step, ...]

    def __str__(self) -> str:
        named = " · ".join(map(str, self.names))
        return named if self.factor == 1 else f"{self.factor} · {named}"

    def __mul__(self, other: object) -> object:
        if isinstance(other, int | OpenSize):
            return times(self, other)
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other: object) -> object:
        if not isinstance(other, int | OpenSize):
            return NotImplemented
        quotient = divided(self, other)
        if quotient is None and isinstance(other, int) and other > 0:
            quotient = stepped(self, 0, other)
        return _known(quotient)

    def __add__(self, other: object) -> object:
        return stepped(self, other, 1) if isinstance(other, int) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: object) -> object:
        if isinstance(other, OpenSize):
            return _known(difference(self, other))
        return stepped(self, -other, 1) if isinstance(other, int) else NotImplemented


Size = int | OpenSize


@dataclass(frozen=True)
class Step:
    """The size ⌊(size + added) / stride⌋: what a window leaves, or a pad."""

    size: OpenSize
    added: int
    stride: int
    depth: int = 1

    def __str__(self) -> str:
        return f"⌊({self.size} + {self.added}) / {self.stride}⌋"


def stepped(size: OpenSize, added: int, stride: int) -> OpenSize:
    """The size ⌊(size + added) / stride⌋; steps after steps are one, since ⌊⌊x⌋ / s⌋ = ⌊x / s⌋.

    Examples
    --------
    Two strides of two, and one of four:

    >>> height = OpenSize(1, ("height",))
    >>> stepped(stepped(height, 1, 2), 1, 2) == stepped(height, 3, 4)
    True

    Raises
    ------
    NotFollowed
        If it is a step of a product of sizes, or one after too many others.
    """
    [name] = size.names if len(size.names) == 1 else (None,)
    if isinstance(name, Step) and size.factor == 1:
        size, added, stride = name.size, name.added + added * name.stride, stride * name.stride
    if size.factor % stride == 0:
        size, added, stride = OpenSize(size.factor // stride, size.names), added // stride, 1
    if added == 0 and stride == 1:
        return size
    [name] = size.names if len(size.names) == 1 else (None,)
    depth = name.depth + 1 if isinstance(name, Step) else 1
    if name is None or depth > DEEPEST or max(abs(added), stride) > LARGEST_SIZE:
        raise NotFollowed(OPEN)
    return OpenSize(1, (Step(size, added, stride, depth),))


def fixed(size: Size, reason: str = OPEN_MAP) -> int:
    """The size as a number; refused for this reason where it is open."""
    if not isinstance(size, int):
        raise NotFollowed(reason)
    return size


def _known(size: Size | None) -> Size:
    if size is None:
        raise NotFollowed(OPEN)
    return size


def difference(one: Size, other: Size) -> int | None:
    """How much longer one size is than another; None where that cannot be known.

    >>> height = OpenSize(1, ("height",))
    >>> difference(height - 1, height + 2)
    -3
    """
    first, second = _unpadded(one), _unpadded(other)
    return first[1] - second[1] if first[0] == second[0] else None


def _unpadded(size: Size) -> tuple[OpenSize | None, int]:
    """A size as another one and what is added to it."""
    if isinstance(size, int):
        return None, size
    [name] = size.names if len(size.names) == 1 else ("",)
    if size.factor == 1 and isinstance(name, Step) and name.stride == 1:
        return name.size, name.added
    return size, 0


def growth(size: Size) -> tuple[Fraction, tuple[str, ...]]:
    """How fast a size grows, and with which sizes of the input.

    >>> growth(stepped(OpenSize(3, ("height",)), 1, 2))
    (Fraction(3, 2), ('height',))
    """
    factor, names = _parts(size)
    rate, found = Fraction(factor), list[str]()
    for name in names.elements():
        if isinstance(name, Step):
            inner, within = growth(name.size)
            rate *= inner / name.stride
            found += within
        else:
            found.append(name)
    return rate, tuple(sorted(found))


def times(one: Size, other: Size) -> Size:
    """Multiply two sizes.

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


def filled_in(
    shape: Sequence[Size], target: Sequence[Size], *, zero: bool = False
) -> list[Size] | None:
    """A new shape with its 0 (copied, unless it is meant) and -1 (the rest) worked out.

    None if no rest makes it as large as `shape`.
    """
    sizes = [
        shape[n] if size == 0 and not zero and n < len(shape) else size
        for n, size in enumerate(target)
    ]
    if -1 in sizes:
        rest = divided(product(shape), product(size for size in sizes if size != -1))
        if rest is None:
            return None
        sizes[sizes.index(-1)] = rest
    return sizes


def _parts(size: Size) -> tuple[int, Counter[str | Step]]:
    return (size.factor, Counter(size.names)) if isinstance(size, OpenSize) else (size, Counter())


def _size(factor: int, names: Counter[str | Step]) -> Size:
    listed = tuple(sorted(names.elements(), key=str))
    if abs(factor) > LARGEST_SIZE or len(listed) > MOST_NAMES:
        raise NotFollowed("a tensor is larger than any that fits into memory")
    return OpenSize(factor, listed) if listed and factor else factor
