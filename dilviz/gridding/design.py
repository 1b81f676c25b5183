"""Stacks with a wanted receptive field: an exact search over kernel sizes and rates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from dilviz.errors import GeometryError
from dilviz.gridding.design_request import DesignRequest
from dilviz.gridding.design_search import Candidate, Search, candidates
from dilviz.network.network import Network
from dilviz.network.notation import parse_network


@dataclass(frozen=True)
class Design:
    """One stack that meets a request.

    Attributes
    ----------
    kernel_sizes, rates, strides : tuple of int
        Of every layer, input first.
    size : int
        Its receptive field, in input samples.
    weights : int
        In units of C^2, for C channels in and out of every layer.
    cost : Fraction
        Multiply-adds for every input sample, in units of C^2, borders left aside.
    one_dimensional : bool
    """

    kernel_sizes: tuple[int, ...]
    rates: tuple[int, ...]
    strides: tuple[int, ...]
    size: int
    weights: int
    cost: Fraction
    one_dimensional: bool = False

    @property
    def notation(self) -> str:
        """The stack in the notation of `dilviz.parse_network`."""
        words = ["1d"] * self.one_dimensional
        for taps, rate, stride in zip(self.kernel_sizes, self.rates, self.strides, strict=True):
            settings = f" d{rate}" * (rate > 1) + f" s{stride}" * (stride > 1)
            words.append(f"conv{taps}{settings}" + " causal" * self.one_dimensional)
        return ", ".join(words)

    @property
    def network(self) -> Network:
        """The stack."""
        return parse_network(self.notation)


def designs(request: DesignRequest, most: int = 10) -> list[Design]:
    """Find the cheapest stacks that meet a request.

    Every multiset of kernel sizes within the bounds is considered, with all
    dilation rates, and the first `most` are returned: fewest multiply-adds
    first, then fewest weights, fewest layers, smallest field, smallest largest
    rate. Each multiset is there once, with the smallest field it can have, the
    smallest largest rate for that field, and rates that rise early.

    Returns
    -------
    list of Design
        At least one; the same request gives the same list.

    Raises
    ------
    GeometryError
        If no stack within the bounds meets it; the message says why.

    Examples
    --------
    The field of the context module takes four layers, not seven:

    >>> for design in designs(DesignRequest(67, exactly=True, layers=7)):
    ...     print(design.weights, design.rates)
    36 (1, 3, 9, 20)
    45 (1, 3, 9, 10, 10)
    54 (1, 3, 5, 8, 8, 8)
    63 (1, 3, 5, 6, 6, 6, 6)
    """
    found: list[Design] = []
    search = Search(request)
    for _, candidates_of_one_price in groupby(
        candidates(request), key=lambda candidate: candidate.price
    ):
        found += sorted(_best_stacks(search, candidates_of_one_price), key=_rank)
        if len(found) >= most:
            break
    if not found:
        raise GeometryError(search.why_none())
    return found[:most]


def _rank(design: Design) -> tuple:
    return (
        design.cost,
        design.weights,
        len(design.rates),
        design.size,
        max(design.rates),
        design.kernel_sizes,
    )


def _best_stacks(search: Search, candidates_of_one_price: Iterator[Candidate]) -> Iterator[Design]:
    """Yield the best stack of each choice of kernel sizes, where there is one."""
    for candidate in candidates_of_one_price:
        found = search.stack(candidate)
        if found is None:
            continue
        size, pairs = found
        stem = len(candidate.stem)
        yield Design(
            kernel_sizes=candidate.stem + tuple(taps for _, taps in pairs),
            rates=(1,) * stem + tuple(rate for rate, _ in pairs),
            strides=(2,) * stem + (1,) * len(pairs),
            size=size,
            weights=candidate.weights,
            cost=candidate.cost,
            one_dimensional=search.request.one_dimensional,
        )
