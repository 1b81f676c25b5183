"""Holes: the samples a stack never reads, an exact test for them, and the HDC heuristic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.bits import flags
from dilviz.fields.field import ReceptiveField, receptive_field
from dilviz.fields.survey import AxisField, survey_of_one
from dilviz.network.network import Network

Interval = tuple[int, int]  # first and last position

MOST_HOLES = 1_000_000
MOST_LISTED = 12  # holes, in words


@dataclass(frozen=True)
class AxisCoverage:
    """The positions one unit reads along one axis.

    Attributes
    ----------
    first, last : int
        Ends of the receptive field.
    bits : int
        Bit ``i`` is set where position ``first + i`` is read.
    """

    first: int
    last: int
    bits: int

    @property
    def size(self) -> int:
        """Span in samples."""
        return self.last - self.first + 1

    @property
    def samples_read(self) -> int:
        """Positions read."""
        return self.bits.bit_count()

    @property
    def mask(self) -> np.ndarray:
        """For every position of the span, whether it is read: bools, shape (size,)."""
        return flags(self.bits, self.size)

    @property
    def holes(self) -> list[Interval]:
        """Runs of positions inside the span that are never read, first to last.

        Raises
        ------
        GeometryError
            If there are more than `MOST_HOLES`.
        """
        changes = np.flatnonzero(np.diff(self.mask)) + self.first  # both ends are read
        if len(changes) > 2 * MOST_HOLES:
            raise GeometryError(
                f"{len(changes) // 2} holes are more than the {MOST_HOLES} that are listed; how "
                "many samples are read is still exact. Lower the dilation rates or the strides."
            )
        return list(zip((changes[::2] + 1).tolist(), changes[1::2].tolist(), strict=True))

    def hole_words(self) -> str:
        """List the first `MOST_LISTED` holes, and count the others.

        >>> AxisCoverage(-2, 2, 0b10101).hole_words()
        '-1, 1'
        """
        holes = self.holes
        words = [str(low) if low == high else f"{low} to {high}" for low, high in holes]
        more = f" and {len(holes) - MOST_LISTED} more" if len(holes) > MOST_LISTED else ""
        return ", ".join(words[:MOST_LISTED]) + more


def axis_coverage(
    network: Network,
    *,
    input_size: int | Pair | None = None,
    at: str | None = None,
    unit: Pair | None = None,
) -> tuple[AxisCoverage, AxisCoverage]:
    """Find the exact positions that one unit reads, along rows and along columns.

    Parameters
    ----------
    network, input_size, at, unit
        As for `dilviz.receptive_field`.

    Returns
    -------
    rows, cols : AxisCoverage

    Raises
    ------
    GeometryError
        If the map has no positions, the unit reads nothing, or its field is too wide to hold.

    Examples
    --------
    Two layers of rate 2 read every other sample:

    >>> from dilviz import parse_network
    >>> rows, cols = axis_coverage(parse_network("2*(conv3 d2)"))
    >>> cols.samples_read, cols.size, cols.holes
    (5, 9, [(-3, -3), (-1, -1), (1, 1), (3, 3)])
    """
    return coverage_of(receptive_field(network, input_size, at, unit))


def coverage_of(field: ReceptiveField) -> tuple[AxisCoverage, AxisCoverage]:
    """Find the same for the unit of a field that is known, gates left out.

    >>> from dilviz import parse_network
    >>> rows, cols = coverage_of(receptive_field(parse_network("conv2x3 d4")))
    >>> rows.holes, cols.holes
    ([(-1, 1)], [(-3, -1), (1, 3)])
    """
    target, unit = field.at, field.unit
    surveyed = field.question.surveyed
    if target not in field.question.ruled or not surveyed.has_field(target):
        surveyed = survey_of_one(field.network, field.input_size, target)  # says what is missing
    rows = _axis_coverage(AxisField(surveyed, 0, target, unit[0] if unit else None))
    if surveyed.axes[0] is surveyed.axes[1] and (unit is None or unit[0] == unit[1]):
        return rows, rows
    return rows, _axis_coverage(AxisField(surveyed, 1, target, unit[1] if unit else None))


def _axis_coverage(field: AxisField) -> AxisCoverage:
    read = field.positions
    if read is None:
        raise GeometryError("this unit reads no input at all. Choose another unit.")
    return AxisCoverage(read.first, read.first + read.bits.bit_length() - 1, read.bits)


@dataclass(frozen=True)
class Verdict:
    """Whether a stack has holes, and the layer that makes them.

    Attributes
    ----------
    hole_free : bool
    rate : int or None
        The first rate, in sorted order, that is too large.
    reach : int or None
        The receptive field of the layers with smaller rates: the largest rate
        that would leave no hole there.
    """

    hole_free: bool
    rate: int | None = None
    reach: int | None = None


def hole_test(rates: Sequence[int], kernel_size: int | Sequence[int] = 3) -> Verdict:
    """Test whether stride-1 layers read every sample of their receptive field.

    Sort the layers by rate. There is no hole if and only if every rate is at
    most the receptive field of the layers before it: with fields of r samples
    side by side at distance d, the next field begins at or before the end of
    the last one only if d <= r; and no larger rate can fill a gap that starts
    before it. Order does not matter, since the samples read are sums of one
    offset from each layer.

    Parameters
    ----------
    rates : sequence of int
        Dilation rates, in any order.
    kernel_size : int or sequence of int
        Taps of all layers or of each. One tap reads one sample at any rate.

    Examples
    --------
    >>> hole_test([1, 2, 5])
    Verdict(hole_free=True, rate=None, reach=None)
    >>> hole_test([2, 2, 2])
    Verdict(hole_free=False, rate=2, reach=1)
    """
    sizes = [kernel_size] * len(rates) if isinstance(kernel_size, int) else list(kernel_size)
    reach = 1
    for rate, taps in sorted(zip(rates, sizes, strict=True)):
        if taps == 1:
            continue
        if rate > reach:
            return Verdict(False, rate, reach)
        reach += rate * (taps - 1)
    return Verdict(True)


def hdc_distances(rates: Sequence[int]) -> list[int]:
    """Compute M_1 ... M_n of the hybrid dilated convolution heuristic.

    ``M_n = r_n`` and ``M_i = max(M_{i+1} - 2 r_i, 2 r_i - M_{i+1}, r_i)``.
    The advice is M_2 <= kernel size. It is a heuristic: [2, 2, 2] passes with
    M_2 = 2 and leaves 71 % of its field unread, because M_1 = 2.

    References
    ----------
    .. [1] Wang et al., "Understanding Convolution for Semantic Segmentation",
       arXiv:1702.08502.

    Examples
    --------
    >>> hdc_distances([1, 2, 5]), hdc_distances([1, 2, 9])
    ([1, 2, 5], [3, 5, 9])
    """
    if not rates:
        return []
    distances = [rates[-1]]
    for rate in reversed(rates[:-1]):
        later = distances[0]
        distances.insert(0, max(later - 2 * rate, 2 * rate - later, rate))
    return distances
