"""How many paths lead from each input pixel to one unit, over both axes at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dilviz.convolution.layer import Pair, on_axis
from dilviz.errors import GeometryError
from dilviz.fields.path_counts import on_both_axes, path_shares
from dilviz.fields.propagation import Budget
from dilviz.fields.survey import single_routes, spans
from dilviz.network.network import Network
from dilviz.network.read_rule import ReadRule

MOST_PIXELS = 4_000_000
MOST_ADDITIONS = 200_000_000  # a second or so
ADDITIONS_A_CALL = 1000  # as long as NumPy takes to begin
TOO_LARGE = 1e150  # counts are scaled down long before float64 ends


@dataclass(frozen=True)
class _Patch:
    """Counts over a rectangle of units of one map."""

    first: Pair
    counts: np.ndarray  # (rows, cols)


def path_map(
    network: Network,
    *,
    input_size: int | tuple[int, int] | None = None,
    at: str | None = None,
    unit: Pair = (0, 0),
) -> tuple[Pair, np.ndarray]:
    """Compute the share of all paths that starts at each input pixel.

    With branches this is not a product of rows and columns, so paths are
    followed backwards from the unit over both axes.

    Parameters
    ----------
    network : Network
    input_size, at
        As for `dilviz.receptive_field`.
    unit : (row, col)

    Returns
    -------
    first : (int, int)
        Row and column of the first pixel; negative ones lie in the padding.
    shares : ndarray of float64, shape (rows, cols)
        They sum to 1.

    Raises
    ------
    GeometryError
        If the field has more than `MOST_PIXELS` pixels on the way.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> first, shares = path_map(parse_network("conv3, conv3"))
    >>> first, (shares * 81).round().astype(int)[:2].tolist()
    ((-2, -2), [[1, 2, 3, 2, 1], [2, 4, 6, 4, 2]])
    """
    target = network.find(at)
    rows, cols = single_routes(network, input_size, target)
    height, width = spans(network, input_size, target)
    _check_room(height * width)
    if network.is_chain:
        return _product(network, input_size, target, unit)
    budget = Budget(MOST_ADDITIONS)
    held: dict[str, list[_Patch]] = {target: [_Patch(unit, np.ones((1, 1)))]}
    steps = list(zip(rows.nodes, rows.rules, cols.rules, strict=True))
    for node, row_rule, col_rule in reversed(steps):
        patches = held.pop(node.id, [])
        if not patches:
            continue
        below = _spread(_spread(_added(patches), row_rule, 0, budget), col_rule, 1, budget)
        if below.counts.max(initial=0) > TOO_LARGE:
            below, held = _scaled(below), {id_: [*map(_scaled, ps)] for id_, ps in held.items()}
        for id_ in node.inputs:
            held.setdefault(id_, []).append(below)
    reached = _added(held.get(network.input, [_Patch(unit, np.ones((1, 1)))]))
    total = reached.counts.sum()
    return reached.first, reached.counts / total if total else reached.counts


def _product(network: Network, input_size, target: str, unit: Pair) -> tuple[Pair, np.ndarray]:
    """On a single path, every row path meets every column path."""
    (top, rows), (left, cols) = on_both_axes(
        path_shares, network, input_size=input_size, at=target, unit=unit
    )
    shares = np.outer(rows, cols)
    if _smallest(rows) * _smallest(cols) == 0:  # else no product of two can be lost
        shares = _never_lost(shares, np.outer(rows > 0, cols > 0))
    return (top, left), shares


def _smallest(shares: np.ndarray) -> float:
    """The smallest share above 0."""
    return shares.min(where=shares > 0, initial=1)


def _spread(patch: _Patch, rule: ReadRule, axis: int, budget: Budget) -> _Patch:
    """Hand the counts of a map's units down to what they read along one axis."""
    counts = patch.counts.swapaxes(0, axis)  # this axis first
    start, other, period = patch.first[axis], patch.first[1 - axis], len(rule.runs)
    runs = [rule.runs[(start + unit) % period] for unit in range(min(period, len(counts)))]
    most = max(run.count for run in runs)
    if not most:
        return _Patch(on_axis(axis, 0, other), np.zeros_like(counts[:1]).swapaxes(0, axis))
    budget.spend(counts.size * most + ADDITIONS_A_CALL * sum(run.count for run in runs))
    parts = []  # the units that read alike, and where the first of them reads by one tap
    for unit, run in enumerate(runs):
        first = (start + unit) // period * rule.stride + run.first
        parts += [(counts[unit::period], first + tap * run.step) for tap in range(run.count)]
    ends = [first + last * rule.stride for part, first in parts for last in (0, len(part) - 1)]
    low = min(ends)
    _check_room((max(ends) - low + 1) * counts.shape[1])
    spread = np.zeros((max(ends) - low + 1, counts.shape[1]))
    for part, first in parts:
        if rule.stride:
            spread[first - low + np.arange(len(part)) * rule.stride] += part
        else:
            spread[first - low] += part.sum(0)
    return _Patch(on_axis(axis, low, other), spread.swapaxes(0, axis))


def _added(patches: list[_Patch]) -> _Patch:
    """Add counts over the rectangle around all of them."""
    if len(patches) == 1:
        return patches[0]
    tops, lefts = zip(*(patch.first for patch in patches), strict=True)
    top, left = min(tops), min(lefts)
    bottom = max(patch.first[0] + patch.counts.shape[0] for patch in patches)
    right = max(patch.first[1] + patch.counts.shape[1] for patch in patches)
    _check_room((bottom - top) * (right - left))
    total = np.zeros((bottom - top, right - left))
    for patch in patches:
        row, col = patch.first[0] - top, patch.first[1] - left
        height, width = patch.counts.shape
        total[row : row + height, col : col + width] += patch.counts
    return _Patch((top, left), total)


def _scaled(patch: _Patch) -> _Patch:
    return _Patch(patch.first, _never_lost(patch.counts / TOO_LARGE, patch.counts > 0))


def _never_lost(counts: np.ndarray, read: np.ndarray) -> np.ndarray:
    """A pixel that is read keeps a count above 0, however small beside the others."""
    return np.where(read & (counts == 0), np.finfo(float).smallest_subnormal, counts)


def _check_room(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise GeometryError(
            f"the map of paths would have {pixels} pixels, more than the {MOST_PIXELS} that are "
            "drawn. Ask about an earlier layer."
        )
