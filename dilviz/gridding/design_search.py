"""Which choices of kernel sizes can have a receptive field, and with which rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations_with_replacement
from math import ceil, gcd, prod

from dilviz.errors import counted
from dilviz.gridding.design_request import LARGEST_DESIGNED_FIELD, DesignRequest
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


def candidates(request: DesignRequest) -> list[Candidate]:
    """Every choice of kernel sizes within the bounds, cheapest first."""
    found, power = [], request.dimensions
    unit = power * request.halvings  # costs are counted in 1 / 2**unit: whole numbers sort faster
    for stem in sorted({(taps,) * request.halvings for taps in request.kernel_sizes}):
        for count in range(0 if stem else 1, request.layers - request.halvings + 1):
            for rest in combinations_with_replacement(request.kernel_sizes, count):
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
    """An exact search among the candidates, cheapest first.

    Layers of stride 2 in front, the stem, make the output stride S; fields
    behind them are counted in units of S.

    The stem's field is R0 = 1 + sum (k - 1) 2^i. A later layer of rate d adds
    (k - 1) d S samples, and leaves no hole if d S is at most the field before
    it: if d is at most the field in units of S, begun at floor(R0 / S).

    Which fields a choice of kernel sizes can have is a set of bits
    (`dilviz.gridding.reachable_fields`), so the smallest one that is large
    enough is the lowest bit at or above the goal. The smallest largest rate
    for that field is found by bisection: a larger limit on the rates never
    loses a field. For 67 samples from four layers of three taps without holes
    the growth is 66 = 2 (d1 + d2 + d3 + d4), so the rates sum to 33; with a
    limit of 19 they reach at most 1 + 3 + 9 + 19 = 32, with 20 they reach 33.
    """

    request: DesignRequest
    known: dict[tuple[int, int, int | None], ReachableFields] = field(default_factory=dict)

    def stack(self, candidate: Candidate) -> tuple[int, list[tuple[int, int]]] | None:
        """The field and the (rate, kernel size) of all layers behind the stem, if any fit."""
        reach = self._smallest(candidate, self.request.size, self.request.exactly)
        if reach is None:
            return None
        base, first = self._units(candidate.stem)
        pairs = self._gentlest(counted_taps(candidate.rest), first, reach)
        return base + self.request.output_stride * (reach - first), pairs

    def _units(self, stem: Sequence[int]) -> tuple[int, int]:
        """The stem's field, in samples and in units of the output stride."""
        base = 1 + sum((taps - 1) << depth for depth, taps in enumerate(stem))
        return base, base // self.request.output_stride

    def _smallest(self, candidate: Candidate, size: int, exactly: bool) -> int | None:
        """The smallest field, in units, that is large enough for `size` samples.

        It is less than a kernel size beyond, unless all rates are 1: else the
        largest rate could be one lower.
        """
        base, first = self._units(candidate.stem)
        goal = first + max(0, ceil((size - base) / self.request.output_stride))
        lowest = first + sum(taps - 1 for taps in candidate.rest)
        if exactly and not self._may_be_exact(candidate, size - base, lowest - first):
            return None
        if self._widest(candidate.rest, first) < goal:
            return None
        most = goal if exactly else max(goal + max(candidate.rest, default=1) - 2, lowest, goal)
        fields = self._fields(most, first, self.request.largest_rate)
        enough = fields.of(counted_taps(candidate.rest)) >> goal
        return goal + (enough & -enough).bit_length() - 1 if enough else None

    def _may_be_exact(self, candidate: Candidate, growth: int, lowest: int) -> bool:
        """Whether the growth is a multiple of what rates add, and enough for rates of 1."""
        growth_unit = gcd(*(taps - 1 for taps in candidate.rest)) * self.request.output_stride
        if growth < lowest * self.request.output_stride:
            return False
        return growth % growth_unit == 0 if growth_unit else growth == 0

    def _widest(self, rest: Sequence[int], first: int) -> int:
        """An upper bound of the field, in units."""
        limit = self.request.largest_rate or LARGEST_DESIGNED_FIELD
        bound = first + sum((taps - 1) * limit for taps in rest)
        return min(bound, first * prod(rest)) if self.request.hole_free else bound

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
            self.known[key] = ReachableFields(most, first, self.request.hole_free, limit)
        return self.known[key]

    def why_none(self) -> str:
        """Write why no stack within the bounds meets the request."""
        request = self.request
        if request.layers < request.halvings:
            return (
                f"none exists: an output stride of {request.output_stride} takes "
                f"{request.halvings} layers of stride 2, but there may be {request.layers}. "
                "Raise the number of layers or lower the output stride."
            )
        largest = self._largest_field()
        if largest < request.size:
            return (
                f"none exists: {self._bounds()} reach {largest} samples, fewer than "
                f"{request.size}. Raise the number of layers, the kernel sizes or the stride."
            )
        near = " and ".join(map(str, self._nearest()))
        return (
            f"none exists: {self._bounds()} cannot have a field of exactly {request.size} samples"
            + (f"; the nearest fields are {near}" if near else "")
            + f". Ask for at least {request.size}, or change a bound."
        )

    def _bounds(self) -> str:
        request = self.request
        sizes = " or ".join(map(str, request.kernel_sizes))
        limit = f" of rate {request.largest_rate} or less" if request.largest_rate else ""
        holes = " without holes" if request.hole_free else ""
        return f"at most {counted(request.layers, 'layer')} of {sizes} taps{limit}{holes}"

    def _largest_field(self) -> int:
        """The widest field: the largest kernels, each at the largest rate it may have."""
        request, taps = self.request, self.request.kernel_sizes[-1]
        limit = request.largest_rate or LARGEST_DESIGNED_FIELD
        base, first = self._units((taps,) * request.halvings)
        reach = first
        for _ in range(request.layers - request.halvings):
            reach += (taps - 1) * (min(reach, limit) if request.hole_free else limit)
        return base + request.output_stride * (reach - first)

    def _nearest(self) -> list[int]:
        """The largest field below the one asked for, and the smallest above."""
        size = self.request.size
        far = 2 * max(self.request.kernel_sizes) * self.request.output_stride
        below = next(filter(self._exists, range(size - 1, max(size - far, 1), -1)), None)
        above = next(filter(self._exists, range(size + 1, size + far)), None)
        return [near for near in (below, above) if near is not None]

    def _exists(self, size: int) -> bool:
        return any(
            self._smallest(candidate, size, True) is not None
            for candidate in candidates(self.request)
        )
