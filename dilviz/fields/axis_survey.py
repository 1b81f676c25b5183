"""One axis of a network: what the units of every map read along it, found in one walk.

Three words return in the code:

* A *route* is one choice of padding for every layer. "same" padding before a stride depends on
  the input size, so without one there may be several routes; with one there is one.
* Units *repeat*: of a map whose units repeat after `period` of them, units ``0 ... period - 1``
  are its *phases*, and every other unit reads the same as one of them, moved.
* Where units differ, the *widest* one stands for the map: of all routes and phases, the first
  whose field spans most.

An example: the first layer pads 0 samples before an even input and 1 before an odd one, so
there are two routes. The second writes 2 outputs for each of its inputs: even outputs read one
of them (3 samples), odd outputs read two (5 samples).

>>> from dilviz import parse_network
>>> network = parse_network("conv3 s2 same, tconv3 s2 p1")
>>> axis = AxisSurvey.of(network, 1, network.nodes, ("2",), sized=None)
>>> len(axis.routes), [route.rules[0].runs[0].first for route in axis.routes]
(2, [0, -1])
>>> [footprint] = axis.spans[0]["2"]
>>> footprint.advance, footprint.phases
(2, (Span(first=0, last=2), Span(first=0, last=4)))
>>> axis.widest("2", None)
Widest(size=5, route=0, unit=1)
>>> axis.samples_read("2", None)
5
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import NamedTuple

from dilviz.errors import GeometryError
from dilviz.fields.footprint import check_phases
from dilviz.fields.positions import Samples, Span, joined
from dilviz.fields.propagation import Budget, Memo, Reach, Route, distinct
from dilviz.fields.routes import find_routes
from dilviz.fields.sized_network import SizedNetwork
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.read_rule import ReadRule


class Widest(NamedTuple):
    """The largest field among all units of one map."""

    size: int
    route: int
    unit: int


@dataclass(frozen=True)
class AxisSurvey:
    """One axis of a network, up to the maps whose field is wanted (its targets).

    Build one with `AxisSurvey.of`.
    """

    input_id: str
    axis: int
    nodes: tuple[Node, ...]
    targets: tuple[str, ...]
    sized: SizedNetwork | None
    other: AxisSurvey | None = None  # the other axis, if it is asked first
    memo: Memo = field(default_factory=Memo, compare=False)
    unit_budget: Budget = field(default_factory=Budget, compare=False)  # units to be compared

    @classmethod
    def of(
        cls,
        network: Network,
        axis: int,
        nodes: Iterable[Node],
        targets: tuple[str, ...],
        sized: SizedNetwork | None,
        other: AxisSurvey | None = None,
    ) -> AxisSurvey:
        """Leave out the nodes that have no positions along the axis."""
        positionless = network.positionless
        kept = tuple(node for node in nodes if not positionless[node.id][axis])
        return cls(network.input, axis, kept, targets, sized, other)

    @cached_property
    def maps(self) -> frozenset[str]:
        """The maps with a field along this axis: the input and all nodes."""
        return frozenset([self.input_id, *(node.id for node in self.nodes)])

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        found = find_routes(self.input_id, self.axis, self.nodes, self.sizes)
        if self.other is not None and found == self.other.routes:
            return self.other.routes  # what one walk finds serves both axes
        return found

    @cached_property
    def sizes(self) -> dict[str, int] | None:
        """Size of every map, or None without an input size."""
        if self.sized is None:
            return None
        return {id_: self.sized.sizes[id_][self.axis] for id_ in self.maps}

    @cached_property
    def spans(self) -> tuple[dict[str, Reach[Span]], ...]:
        """Of every map, the spans its units read; one dict for each route."""
        if self.other is not None and self.routes is self.other.routes:
            return self.other.spans
        budget = Budget()
        return tuple(dict(route.iter_reach(Span(0, 0), budget)) for route in self.routes)

    @cached_property
    def aligned(self) -> dict[str, bool]:
        """Of every map, whether all paths to it agree on jump and centre, on every route."""
        if all(len(node.inputs) == 1 for node in self.nodes):
            return dict.fromkeys(self.maps, True)
        if self.other is not None and self.routes is self.other.routes:
            return self.other.aligned
        routes = [dict(iter_aligned(route)) for route in self.routes]
        return {id_: all(route[id_] for route in routes) for id_ in routes[0]}

    def span(self, target: str, route: int, unit: int) -> Span | None:
        """First and last position that one unit reads; None if it reads nothing."""
        return joined(footprint.of_unit(unit) for footprint in self.spans[route][target])

    def widest(self, target: str, unit: int | None) -> Widest:
        """The largest field of a map's units, or of one unit over all routes."""
        return self.memo.get(("widest", target, unit), lambda: self._widest(target, unit))

    def _widest(self, target: str, unit: int | None) -> Widest:
        fields = (
            Widest(span.size if span else 0, route, candidate)
            for route in range(len(self.routes))
            for candidate in ([unit] if unit is not None else self._unlike_units(target, route))
            for span in [self.span(target, route, candidate)]
        )
        return max(fields, key=lambda widest: widest.size)  # the first of equals

    def _unlike_units(self, target: str, route: int) -> list[int]:
        """The units among which the widest is: one of each phase.

        Paths of unequal jumps drift apart, so that the last units may be the widest.
        """
        footprints = self.spans[route][target]
        if len(footprints) == 1 == footprints[0].period:
            return [0]
        period = lcm(*(footprint.period for footprint in footprints))
        check_phases(period)
        count = min(period, self.sizes[target]) if self.sizes else period
        units = list(range(count))
        if self.sizes and len(footprints) > 1:
            units += range(max(count, self.sizes[target] - period), self.sizes[target])
        self.unit_budget.spend(len(units) * len(footprints) - 1)
        return units

    def samples_read(self, target: str, unit: int | None) -> int:
        """Count the positions that one unit, or the widest, reads.

        The widest units of all targets are counted in one walk; where that takes too long, the
        last target is still counted alone.
        """
        if unit is None and len(self.targets) > 1:
            try:
                return self.memo.get("samples of all", self._samples_of_all)[target]
            except GeometryError:
                if target != self.targets[-1]:
                    raise
        _, route, one_unit = self.widest(target, unit)
        key = ("samples", target, route, one_unit)
        return self.memo.get(key, lambda: self._count(route, {target: one_unit}))[target]

    def positions(self, target: str, unit: int | None) -> Samples | None:
        """The exact set of positions that one unit, or the widest, reads."""
        _, route, one_unit = self.widest(target, unit)
        walk = self.routes[route].iter_reach(Samples(0, 1))
        reach = next(reach for id_, reach in walk if id_ == target)
        return joined(footprint.of_unit(one_unit) for footprint in reach)

    def _samples_of_all(self) -> dict[str, int]:
        units: dict[int, dict[str, int]] = {}  # route -> target -> unit
        for target in self.targets:
            if target in self.maps:
                _, route, unit = self.widest(target, None)
                units.setdefault(route, {})[target] = unit
        counts: dict[str, int] = {}
        for route, of_route in units.items():
            counts |= self._count(route, of_route)
        return counts

    def _count(self, route: int, units: Mapping[str, int]) -> dict[str, int]:
        """Count what one unit of each map reads on a route."""
        counts: dict[str, int] = {}
        for id_, reach in self.routes[route].iter_reach(Samples(0, 1)):
            if id_ in units:
                read = joined(footprint.of_unit(units[id_]) for footprint in reach)
                counts[id_] = read.count if read else 0
                if len(counts) == len(units):
                    break
        return counts


def iter_aligned(route: Route) -> Iterator[tuple[str, bool]]:
    """Yield (id, whether all paths agree on jump and centre) for every map.

    Paths that differ once differ for ever, so two of them are enough.
    """

    def through(
        lattices: tuple[tuple[int | Fraction, int | Fraction], ...], rule: ReadRule
    ) -> tuple[tuple[int | Fraction, int | Fraction], ...]:
        return tuple((jump * rule.jump, centre + jump * rule.centre) for jump, centre in lattices)

    start: tuple[tuple[int | Fraction, int | Fraction], ...] = ((1, 0),)
    for id_, lattices in route.propagate(start, through, lambda found: distinct(found)[:2]):
        yield id_, len(lattices) == 1
