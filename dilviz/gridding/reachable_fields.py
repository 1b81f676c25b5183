"""Which receptive fields a choice of kernel sizes can have, over all dilation rates at once.

A set of fields is one integer: bit ``r`` is set where a field of ``r`` samples
can be had. Layers of stride 1; the order of layers does not matter for what is read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

Taps = tuple[tuple[int, int], ...]  # (kernel size, how many layers), kernel sizes ascending


def counted_taps(kernel_sizes) -> Taps:
    """Count layers by kernel size.

    >>> counted_taps([5, 3, 3])
    ((3, 2), (5, 1))
    """
    return tuple(sorted(Counter(kernel_sizes).items()))


@dataclass
class ReachableFields:
    """All fields up to `most` that stacks can have, under one limit on the rates.

    A stack has no holes if and only if its layers can be ordered so that every
    rate is at most the field of the layers before it (`dilviz.gridding.coverage.hole_test`).
    So the fields of a multiset of layers follow from those of the multisets with
    one layer less: nothing is enumerated but reached or not reached.

    Attributes
    ----------
    most : int
        Fields beyond this are not followed.
    first : int
        The field before the first layer: 1, or what strided layers in front leave.
    hole_free : bool
        Whether every rate must be at most the field before it.
    largest_rate : int or None
        No rate is larger.
    """

    most: int
    first: int = 1
    hole_free: bool = True
    largest_rate: int | None = None
    known: dict[Taps, int] = field(default_factory=dict, repr=False)

    def of(self, taps: Taps) -> int:
        """The set of fields of all stacks with these layers, as bits.

        Two layers of three taps without holes: rates 1, 1 or 1, 2 or 1, 3:

        >>> fields = ReachableFields(most=40).of(((3, 2),))
        >>> [r for r in range(40) if fields >> r & 1]
        [5, 7, 9]
        """
        if not taps:
            return 1 << self.first
        if taps not in self.known:
            self.known[taps] = self._grown(taps)
        return self.known[taps]

    def _grown(self, taps: Taps) -> int:
        reached = 0
        for size, rest in one_layer_less(taps):
            before = self.of(rest)
            for rate in range(1, self._highest_rate(before, size) + 1):
                fitting = before >> rate << rate if self.hole_free else before
                reached |= fitting << (size - 1) * rate
        return reached & (1 << self.most + 1) - 1

    def _highest_rate(self, before: int, size: int) -> int:
        """The largest rate that still leads to a field of at most `most`."""
        lowest = (before & -before).bit_length() - 1
        rate = max(0, (self.most - lowest) // (size - 1)) if before else 0
        if self.hole_free:
            rate = min(rate, before.bit_length() - 1)
        return rate if self.largest_rate is None else min(rate, self.largest_rate)

    def rates_for(self, taps: Taps, goal: int) -> list[tuple[int, int]]:
        """Find (rate, kernel size) of a stack with exactly this field, rates rising early.

        The last layer gets the smallest rate that the others can be completed
        with, and so on down, so that the first layers are as wide as they can be.

        >>> ReachableFields(most=67, largest_rate=6).rates_for(((3, 7),), 67)
        [(1, 3), (3, 3), (5, 3), (6, 3), (6, 3), (6, 3), (6, 3)]
        """
        chosen = []
        while taps:
            rate, size, taps, goal = min(
                (rate, size, rest, goal - (size - 1) * rate)
                for size, rest in one_layer_less(taps)
                for rate in self._last_rates(size, rest, goal)
            )
            chosen.append((rate, size))
        return sorted(chosen)

    def _last_rates(self, size: int, rest: Taps, goal: int):
        """Every rate that the last layer may have: the smallest one first, and only that."""
        before = self.of(rest)
        for rate in range(1, self._highest_rate(before, size) + 1):
            left = goal - (size - 1) * rate
            if left < (rate if self.hole_free else 0):
                return
            if before >> left & 1:
                yield rate
                return


def one_layer_less(taps: Taps):
    """Yield each kernel size with the multiset that is left without one layer of it.

    >>> list(one_layer_less(((3, 2), (5, 1))))
    [(3, ((3, 1), (5, 1))), (5, ((3, 2),))]
    """
    for index, (size, count) in enumerate(taps):
        left = ((size, count - 1),) if count > 1 else ()
        yield size, taps[:index] + left + taps[index + 1 :]
