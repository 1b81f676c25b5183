"""Which choices of kernel sizes can have a receptive field, and with which rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations_with_replacement
from math import ceil, gcd, prod

from dilviz.gridding.design_request import LARGEST_FIELD, Wish
from dilviz.gridding.reachable_fields import ReachableFields, Taps, counted_taps


@dataclass(frozen=True)
class Candidate:
    """Kernel sizes: of the strided layers in front, in order, and of the others, in any order."""

    stem: tuple[int, ...]
    rest: tuple[int, ...]
    weights: int
    cost: Fraction

    @property
    def price(self) -> tuple:
        return self.cost, self.weights, len(self.stem) + len(self.rest)


def candidates(wish: Wish) -> list[Candidate]:
    """Every choice of kernel sizes within the bounds, cheapest first."""
    found, power = [], wish.dimensions
    unit = power * wish.halvings  # costs are counted in 1 / 2**unit: whole numbers sort faster
    for stem in sorted({(taps,) * wish.halvings for taps in wish.kernel_sizes}):
        for count in range(0 if stem else 1, wish.layers - wish.halvings + 1):
            for rest in combinations_with_replacement(wish.kernel_sizes, count):
                weights = sum(taps**power for taps in stem + rest)
                cost = sum(taps**power for taps in rest) + sum(
                    taps**power << unit - power * (depth + 1) for depth, taps in enumerate(stem)
                )
                found.append((cost, weights, count, stem, rest))
    return [
        Candidate(stem, rest, weights, Fraction(cost, 1 << unit))
        for cost, weights, _, stem, rest in sorted(found)
    ]


@dataclass
class Search:
    """Fields behind strided layers, the stem, counted in units of the output stride.

    The stem's field is R0 = 1 + sum (k - 1) 2^i. A later layer of rate d adds
    (k - 1) d S samples, and leaves no hole if d S is at most the field before
    it: if d is at most the field in units of S, begun at floor(R0 / S).
    """

    wish: Wish
    known: dict[tuple[int, int, int | None], ReachableFields] = field(default_factory=dict)

    def stack(self, candidate: Candidate) -> tuple[int, list[tuple[int, int]]] | None:
        """The field and the (rate, kernel size) of all layers behind the stem, if any fit."""
        reach = self._smallest(candidate, self.wish.size, self.wish.exactly)
        if reach is None:
            return None
        base, first = self._units(candidate.stem)
        pairs = self._gentlest(counted_taps(candidate.rest), first, reach)
        return base + self.wish.output_stride * (reach - first), pairs

    def _units(self, stem: Sequence[int]) -> tuple[int, int]:
        """The stem's field, in samples and in units of the output stride."""
        base = 1 + sum((taps - 1) << depth for depth, taps in enumerate(stem))
        return base, base // self.wish.output_stride

    def _smallest(self, candidate: Candidate, size: int, exactly: bool) -> int | None:
        """The smallest field, in units, that is large enough for `size` samples.

        It is less than a kernel size beyond, unless all rates are 1: else the
        largest rate could be one lower.
        """
        base, first = self._units(candidate.stem)
        goal = first + max(0, ceil((size - base) / self.wish.output_stride))
        lowest = first + sum(taps - 1 for taps in candidate.rest)
        if exactly and not self._may_be_exact(candidate, size - base, lowest - first):
            return None
        if self._widest(candidate.rest, first) < goal:
            return None
        most = goal if exactly else max(goal + max(candidate.rest, default=1) - 2, lowest, goal)
        fields = self._fields(most, first, self.wish.largest_rate)
        enough = fields.of(counted_taps(candidate.rest)) >> goal
        return goal + (enough & -enough).bit_length() - 1 if enough else None

    def _may_be_exact(self, candidate: Candidate, growth: int, lowest: int) -> bool:
        """Refuse at once what is too wide at its narrowest, or no multiple of what rates add."""
        pace = gcd(*(taps - 1 for taps in candidate.rest)) * self.wish.output_stride
        if growth < lowest * self.wish.output_stride:
            return False
        return growth % pace == 0 if pace else growth == 0

    def _widest(self, rest: Sequence[int], first: int) -> int:
        """An upper bound of the field, in units."""
        limit = self.wish.largest_rate or LARGEST_FIELD
        bound = first + sum((taps - 1) * limit for taps in rest)
        return min(bound, first * prod(rest)) if self.wish.hole_free else bound

    def _gentlest(self, taps: Taps, first: int, reach: int) -> list[tuple[int, int]]:
        """(rate, kernel size) of the layers with the smallest largest rate."""
        growth = sum((size - 1) * count for size, count in taps)
        low = ceil((reach - first) / growth) if growth else 1
        high = low
        while not self._reaches(taps, first, reach, high):
            low, high = high + 1, 2 * high
        while low < high:
            middle = (low + high) // 2
            if self._reaches(taps, first, reach, middle):
                high = middle
            else:
                low = middle + 1
        return self._fields(reach, first, low).rates_for(taps, reach)

    def _reaches(self, taps: Taps, first: int, reach: int, limit: int) -> bool:
        return bool(self._fields(reach, first, limit).of(taps) >> reach & 1)

    def _fields(self, most: int, first: int, limit: int | None) -> ReachableFields:
        key = (most, first, limit)
        if key not in self.known:
            self.known[key] = ReachableFields(most, first, self.wish.hole_free, limit)
        return self.known[key]

    def why_none(self) -> str:
        """Say why no stack within the bounds does what is asked."""
        wish = self.wish
        if wish.layers < wish.halvings:
            return (
                f"none exists: an output stride of {wish.output_stride} takes {wish.halvings} "
                f"layers of stride 2, but there may be {wish.layers}. "
                "Raise the number of layers or lower the output stride."
            )
        largest = self._largest_field()
        if largest < wish.size:
            return (
                f"none exists: {self._bounds()} reach {largest} samples, fewer than "
                f"{wish.size}. Raise the number of layers, the kernel sizes or the output stride."
            )
        near = " and ".join(map(str, self._nearest()))
        return (
            f"none exists: {self._bounds()} cannot have a field of exactly {wish.size} samples"
            + (f"; the nearest fields are {near}" if near else "")
            + f". Ask for at least {wish.size}, or change a bound."
        )

    def _bounds(self) -> str:
        wish = self.wish
        sizes = " or ".join(map(str, wish.kernel_sizes))
        limit = f" of rate {wish.largest_rate} or less" if wish.largest_rate else ""
        holes = " without holes" if wish.hole_free else ""
        layers = "1 layer" if wish.layers == 1 else f"{wish.layers} layers"
        return f"at most {layers} of {sizes} taps{limit}{holes}"

    def _largest_field(self) -> int:
        """The widest field: the largest kernels, each at the largest rate it may have."""
        wish, taps = self.wish, self.wish.kernel_sizes[-1]
        limit = wish.largest_rate or LARGEST_FIELD
        base, first = self._units((taps,) * wish.halvings)
        reach = first
        for _ in range(wish.layers - wish.halvings):
            reach += (taps - 1) * (min(reach, limit) if wish.hole_free else limit)
        return base + wish.output_stride * (reach - first)

    def _nearest(self) -> list[int]:
        """The largest field below the one asked for, and the smallest above."""
        size, far = self.wish.size, 2 * max(self.wish.kernel_sizes) * self.wish.output_stride
        below = next(filter(self._exists, range(size - 1, max(size - far, 1), -1)), None)
        above = next(filter(self._exists, range(size + 1, size + far)), None)
        return [near for near in (below, above) if near is not None]

    def _exists(self, size: int) -> bool:
        return any(self._smallest(one, size, True) is not None for one in candidates(self.wish))
