"""The nearest dilation rates that leave no hole: an exact search over all rates at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from dilviz.errors import GeometryError
from dilviz.gridding.chain_rates import ChainRate, spanned

MOST_WORK = 60_000_000  # array elements visited: a fifth of a second
ELEMENTS_A_CALL = 500  # as long as NumPy takes to begin
NEVER = np.iinfo(np.int32).max // 2


@dataclass(frozen=True)
class NearestRates:
    """Rates without holes for the same layers.

    Attributes
    ----------
    rates : tuple of int
        Dilation rates, in the order of the layers.
    distance : int
        Sum of the changes of all rates.
    size : int
        Receptive field in input samples.
    """

    rates: tuple[int, ...]
    distance: int
    size: int


def nearest_rates(layers: Sequence[ChainRate], size: int | None = None) -> NearestRates | None:
    """Find the rates without holes that change the given ones least.

    Layers without holes can be ordered so that each rate is at most the field
    before it. Layers of equal kernel size and jump may be taken in the order
    of their given rates, for swapping two new rates never brings them nearer.
    So the search keeps, for every number of layers taken of each kind and for
    every field, the least change.

    Parameters
    ----------
    layers : sequence of ChainRate
        From `dilviz.gridding.chain_rates.chain_rates`.
    size : int, optional
        The receptive field wanted. Without it, any: of several at the least
        change, the one nearest to the given field, then the larger one.

    Returns
    -------
    NearestRates or None
        None if no rates give that field without holes.

    Raises
    ------
    GeometryError
        If the fields are too wide, or the layers too many, to try all rates.

    Examples
    --------
    >>> triple = [ChainRate(name, 3, 2, 1) for name in "abc"]
    >>> nearest_rates(triple)
    NearestRates(rates=(1, 2, 2), distance=1, size=11)
    >>> nearest_rates(triple, size=13)
    NearestRates(rates=(1, 2, 3), distance=2, size=13)
    """
    return _Search(tuple(layers), size).nearest()


@dataclass
class _Search:
    """A dynamic programme over which layers are taken and which field they reach.

    Layers of equal kernel size and jump are of one kind and are taken in the
    order of their given rates; ``taken`` counts the layers of each kind. For
    every ``taken``, ``least[taken][r]`` is the least sum of changes with which
    these layers, none with a hole, reach r samples. The last layer has some
    kind, rate d, and adds (k - 1) d j to a field of at least d j samples
    (`dilviz.gridding.coverage.hole_test`), so with k = 3, j = 1

        least[n][r] = min over d of least[n - 1][r - 2 d] + abs(d - given rate).

    For three layers of rate 2 (one kind) the fields and changes begin

        n = 0:  r = 1 at 0
        n = 1:  r = 3 at 1 (d = 1; d = 2 would leave a hole)
        n = 2:  r = 5 at 2 (1, 1), 7 at 1 (1, 2), 9 at 2 (1, 3)
        n = 3:  r = 11 at 1 (1, 2, 2), the least of all; 13 at 2 (1, 2, 3)
    """

    layers: tuple[ChainRate, ...]
    size: int | None

    def __post_init__(self) -> None:
        kinds: dict[tuple[int, int], list[int]] = {}
        order = sorted(range(len(self.layers)), key=lambda index: self.layers[index].rate)
        for index in order:
            layer = self.layers[index]
            kinds.setdefault((layer.taps, layer.jump), []).append(index)
        self.kinds = sorted(kinds.items())
        self.widest = self._widest()
        self.least: dict[tuple[int, ...], np.ndarray] = {}  # taken of each kind -> (widest + 1,)
        states = prod(len(members) + 1 for _, members in self.kinds)
        calls = sum(self.widest // (jump * (taps - 1)) for (taps, jump), _ in self.kinds)
        elements = len(self.kinds) * self.widest**2 // 4
        self._check_work(states * (elements + calls * ELEMENTS_A_CALL))

    def _widest(self) -> int:
        """A bound of the fields to search: beyond it, lowering rates alone changes less."""
        if self.size is not None:
            return self.size
        reach, change = 1, 0
        for layer in sorted(self.layers, key=lambda layer: (layer.distance, layer.jump)):
            rate = min(layer.rate, max(reach // layer.jump, 1))
            reach += (layer.taps - 1) * rate * layer.jump
            change += layer.rate - rate
        return spanned(list(self.layers)) + change * max(
            (layer.taps - 1) * layer.jump for layer in self.layers
        )

    def _check_work(self, work: int) -> None:
        if work > MOST_WORK:
            raise GeometryError(
                f"{len(self.layers)} layers with a field of {self.widest} samples have too many "
                "rates to try them all. Lower the number of layers or the dilation rates."
            )

    def nearest(self) -> NearestRates | None:
        everything = tuple(len(members) for _, members in self.kinds)
        changes = self._least(everything)
        size = self.size if self.size is not None else self._best_size(changes)
        if changes[size] >= NEVER:
            return None
        rates = self._rates(everything, size)
        return NearestRates(rates, int(changes[size]), int(size))

    def _best_size(self, changes: np.ndarray) -> int:
        given = spanned(list(self.layers))
        equal = np.flatnonzero(changes == changes.min())
        return int(min(equal, key=lambda size: (abs(size - given), -size)))

    def _least(self, taken: tuple[int, ...]) -> np.ndarray:
        """The least change for every field, with these layers taken: (widest + 1,)."""
        if taken not in self.least:
            changes = np.full(self.widest + 1, NEVER, np.int32)
            if not any(taken):
                changes[1] = 0
            for kind, before in self._last(taken):
                self._grow(changes, self._least(before), kind, taken[kind] - 1)
            self.least[taken] = changes
        return self.least[taken]

    def _last(self, taken: tuple[int, ...]):
        """Yield (kind, taken before) for each kind that the last layer may be of."""
        for kind, count in enumerate(taken):
            if count:
                yield kind, taken[:kind] + (count - 1,) + taken[kind + 1 :]

    def _grow(self, changes: np.ndarray, before: np.ndarray, kind: int, member: int) -> None:
        (taps, jump), members = self.kinds[kind]
        given = self.layers[members[member]].rate
        for rate in range(1, self.widest // (jump * (taps - 1)) + 1):
            low, growth = rate * jump, (taps - 1) * rate * jump
            if low + growth > self.widest:
                break
            fitting = before[low : self.widest + 1 - growth] + abs(rate - given)
            np.minimum(changes[low + growth :], fitting, out=changes[low + growth :])

    def _rates(self, taken: tuple[int, ...], size: int) -> tuple[int, ...]:
        """Follow the least change back from the end; of equal ones, the largest last rate."""
        rates = [0] * len(self.layers)
        while any(taken):
            change = self._least(taken)[size]
            rate, kind, before = max(
                option for option in self._options(taken, size) if option[-1] == change
            )[:3]
            (taps, jump), members = self.kinds[kind]
            rates[members[taken[kind] - 1]] = rate
            size, taken = size - (taps - 1) * rate * jump, before
        return tuple(rates)

    def _options(self, taken: tuple[int, ...], size: int):
        for kind, before in self._last(taken):
            (taps, jump), members = self.kinds[kind]
            given, changes = self.layers[members[taken[kind] - 1]].rate, self._least(before)
            for rate in range(1, size // (taps * jump) + 1):
                left = size - (taps - 1) * rate * jump
                if left >= rate * jump and changes[left] < NEVER:
                    yield rate, kind, before, changes[left] + abs(rate - given)
