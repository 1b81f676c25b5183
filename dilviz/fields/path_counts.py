"""How many paths lead from each input position to one unit, along one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import accumulate
from math import prod
from operator import mul
from typing import TypeVar

import numpy as np

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.positions import LARGEST_SET_BITS, PathCounts, joined
from dilviz.fields.propagation import Route
from dilviz.fields.survey import single_routes
from dilviz.network.network import Network

MOST_PRODUCTS = 3_000_000  # about a second
MOST_SHARES = 1_000_000
MOST_ADDITIONS = 400_000_000  # about a second

Factor = tuple[int, int]  # (taps, input samples between them)
Counted = TypeVar("Counted")


def path_counts(
    network: Network,
    axis: int = 1,
    *,
    input_size: int | tuple[int, int] | None = None,
    at: str | None = None,
    unit: int = 0,
) -> tuple[int, list[int]]:
    """Count the paths from every input position to one unit, exactly.

    With all weights equal to one this is the unit's gradient. On a single
    path the counts over pixels are the outer product of both axes.

    Parameters
    ----------
    network : Network
    axis : {0, 1}
        Rows or columns.
    input_size, at
        As for `dilviz.receptive_field`.
    unit : int
        Index of the unit along the axis.

    Returns
    -------
    first : int
        The first position read.
    counts : list of int
        Python integers, exact at any size: a stack of n layers of 3 taps has
        3 ** n paths.

    Raises
    ------
    GeometryError
        If the counts are too many or too large to hold. `path_shares` still
        answers.

    Examples
    --------
    The centre of a 1-2-4 stack is reached by one path only:

    >>> from dilviz import parse_network
    >>> path_counts(parse_network("conv3, conv3 d2, conv3 d4"))
    (-7, [1, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 1, 2, 1, 1])
    """
    route = single_routes(network, input_size, at)[axis]
    factors = _factors(route)
    if factors is not None:
        return _first(route, unit), _product(factors)
    width = _total_paths(route).bit_length() + 1
    seed = PathCounts(0, 1, -(-width // 8) * 8)
    *_, (_, reach) = route.iter_reach(seed)
    read = joined(footprint.of_unit(unit) for footprint in reach)
    return (read.first, read.counts()) if read else (0, [])


def path_shares(
    network: Network,
    axis: int = 1,
    *,
    input_size: int | tuple[int, int] | None = None,
    at: str | None = None,
    unit: int = 0,
) -> tuple[int, np.ndarray]:
    """Compute the share of all paths that starts at each input position.

    Parameters and first return value as for `path_counts`.

    Returns
    -------
    first : int
    shares : ndarray of float64
        They sum to 1, unless nothing is read. All terms are positive, so the relative error grows
        only with the number of layers (about 1e-16 each).

    Examples
    --------
    >>> from dilviz import parse_network
    >>> path_shares(parse_network("conv3 d2"))
    (-2, array([0.33333333, 0.        , 0.33333333, 0.        , 0.33333333]))
    """
    route = single_routes(network, input_size, at)[axis]
    factors = _factors(route)
    if factors is None:
        first, counts = path_counts(network, axis, input_size=input_size, at=at, unit=unit)
        total = sum(counts)
        return first, np.array([count / total for count in counts])
    _check_additions(factors)
    shares = np.ones(1)
    for taps, step in factors:
        shares = _spread_evenly(shares, taps, step)
    return _first(route, unit), shares


def on_both_axes(
    of_axis: Callable[..., Counted],
    network: Network,
    *,
    input_size: int | tuple[int, int] | None = None,
    at: str | None = None,
    unit: Pair = (0, 0),
) -> tuple[Counted, Counted]:
    """Ask `path_counts` or `path_shares` about rows and columns: once, where both are alike.

    >>> from dilviz import parse_network
    >>> on_both_axes(path_counts, parse_network("conv2x3"))
    ((0, [1, 1]), (-1, [1, 1, 1]))
    """
    routes = single_routes(network, input_size, at)
    asked = {"input_size": input_size, "at": at}
    rows = of_axis(network, 0, unit=unit[0], **asked)
    if routes[0] is routes[1] and unit[0] == unit[1]:
        return rows, rows
    return rows, of_axis(network, 1, unit=unit[1], **asked)


def _factors(route: Route) -> list[Factor] | None:
    """Of a chain of convolutions: each layer's taps and their distance in the input."""
    if any(len(node.inputs) > 1 for node in route.nodes):
        return None
    if any(len(rule.runs) > 1 or rule.stride < 1 for rule in route.rules):
        return None
    counts = (rule.runs[0].count for rule in route.rules)
    steps = (rule.step * jump for rule, jump in zip(route.rules, _jumps(route), strict=False))
    return [factor for factor in zip(counts, steps, strict=True) if factor[0] > 1]


def _jumps(route: Route) -> Iterator[int]:
    """Input samples between neighbouring units of what each layer of a chain reads."""
    return accumulate((rule.stride for rule in route.rules), mul, initial=1)


def _first(route: Route, unit: int) -> int:
    """The first position that a unit of a chain reads."""
    *before, jump = _jumps(route)
    firsts = (rule.runs[0].first for rule in route.rules)
    return sum(map(mul, firsts, before)) + unit * jump


def _product(factors: list[Factor]) -> list[int]:
    """Multiply the polynomials 1 + x^step + ... + x^(step (taps - 1)) of all layers.

    Equal layers are one power, and the powers are multiplied as integers with
    one slot a coefficient (Kronecker's substitution).
    """
    total = prod(taps for taps, _ in factors)
    width = -(-(total.bit_length() + 1) // 8) * 8
    reach = 1 + sum((taps - 1) * step for taps, step in factors)
    if width * reach > LARGEST_SET_BITS and len(set(factors)) > 1 or width * reach > 1 << 29:
        raise GeometryError(
            f"exact path counts here are {reach} numbers of {width} bits, too many to hold. "
            "Lower the number of layers; their shares are still computed."
        )
    work = sum(
        (taps - 1) ** 2 * times for (taps, _), times in Counter(factors).items() if times > 1
    )
    if work > MOST_PRODUCTS:
        raise GeometryError(
            f"exact path counts here take {work} products, more than {MOST_PRODUCTS}. "
            "Lower a kernel size or the number of layers; their shares are still computed."
        )
    powers = [
        (_power(taps, times), step) for (taps, step), times in sorted(Counter(factors).items())
    ]
    if len(powers) == 1:
        [(counts, step)] = powers
        return _stretched(counts, step)
    packed = prod(_packed(_stretched(counts, step), width) for counts, step in powers)
    return PathCounts(0, packed, width).counts()


def _power(taps: int, times: int) -> list[int]:
    """Coefficients of (1 + x + ... + x^(taps - 1)) ** times, by J. C. P. Miller's recurrence."""
    if times == 1:
        return [1] * taps
    counts = [1]
    for m in range(1, times * (taps - 1) + 1):
        window = range(1, min(taps - 1, m) + 1)
        counts.append(sum((t * (times + 1) - m) * counts[m - t] for t in window) // m)
    return counts


def _stretched(counts: list[int], step: int) -> list[int]:
    if step == 1:
        return counts
    result = [0] * ((len(counts) - 1) * step + 1)
    result[::step] = counts
    return result


def _packed(counts: list[int], width: int) -> int:
    return int.from_bytes(b"".join(c.to_bytes(width // 8, "little") for c in counts), "little")


def _total_paths(route: Route) -> int:
    """An upper bound of the number of paths to one unit."""
    paths = {route.input: 1}
    for node, rule in zip(route.nodes, route.rules, strict=True):
        most = max(run.count for run in rule.runs)
        paths[node.id] = max(most, 1) * sum(paths[id_] for id_ in node.inputs)
    return paths[route.nodes[-1].id] if route.nodes else 1


def _check_additions(factors: list[Factor]) -> None:
    span, additions = 1, 0
    for taps, step in factors:
        span += (taps - 1) * step
        additions += span * taps.bit_length()
    if span > MOST_SHARES or additions > MOST_ADDITIONS:
        raise GeometryError(
            f"the shares of {span} samples take {additions} additions; at most {MOST_SHARES} "
            f"samples and {MOST_ADDITIONS} additions are made. Lower the strides, the dilation "
            "rates or the number of layers."
        )


def _spread_evenly(shares: np.ndarray, taps: int, step: int) -> np.ndarray:
    return _spread(shares, taps, step) / taps


def _spread(shares: np.ndarray, count: int, step: int) -> np.ndarray:
    """Add `count` copies, each `step` after the last, by doubling: positive terms only."""
    if count == 1:
        return shares
    half = _spread(shares, count // 2, step)
    doubled = _added(half, half, count // 2 * step)
    return _added(doubled, shares, (count - 1) * step) if count % 2 else doubled


def _added(shares: np.ndarray, others: np.ndarray, later: int) -> np.ndarray:
    result = np.zeros(max(len(shares), later + len(others)))
    result[: len(shares)] = shares
    result[later : later + len(others)] += others
    return result
