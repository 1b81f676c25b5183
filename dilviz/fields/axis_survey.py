"""One axis of a network, for every input size that has to be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from dilviz.errors import GeometryError
from dilviz.fields.positions import Samples, Span, joined
from dilviz.fields.propagation import Budget, Outcomes, Reach, Route, carry
from dilviz.network.map_sizes import axis_sizes
from dilviz.network.network import Network
from dilviz.network.node import Node
from dilviz.network.reading import LARGEST_PERIOD, Reading

MOST_VARIANTS = 40_000  # nodes times the input sizes that have to be told apart
MOST_ROUTES = 12_000  # nodes times the ways of padding that those sizes lead to
FAR = 1 << 30  # an input size so large that every layer fits


@dataclass(frozen=True)
class AxisSurvey:
    """Everything about one axis that one walk finds.

    An unknown input size matters where "same" padding meets a stride. Then
    there is one route for each input size that can be told apart (they repeat),
    and what differs between routes is not known.
    """

    network: Network
    axis: int
    input_size: int | None
    nodes: tuple[Node, ...]

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        sizes = [self.input_size] if self.input_size else self._telling_sizes()
        told_apart = tuple(dict.fromkeys(tuple(self._paddings(size)) for size in sizes))
        _check_routes(len(told_apart), len(self.nodes))
        return tuple(
            Route(self.network.input, self.nodes, self._readings(paddings))
            for paddings in told_apart
        )

    @cached_property
    def sizes(self) -> dict[str, int] | None:
        """Size of every map, or None without an input size."""
        if self.input_size is None:
            return None
        return axis_sizes(self.nodes, self.network.input, self.axis, self.input_size)

    @cached_property
    def spans(self) -> tuple[dict[str, Reach[Span]], ...]:
        """Of every map, the spans its units read; one dict for each route."""
        budget = Budget()
        return tuple(dict(route.reaches(Span(0, 0), budget)) for route in self.routes)

    @cached_property
    def aligned(self) -> dict[str, bool]:
        """Of every map, whether all paths to it agree on jump and centre."""
        if not any(len(node.inputs) > 1 for node in self.nodes):
            return dict.fromkeys([self.network.input, *(node.id for node in self.nodes)], True)
        first = dict(_alignment(self.routes[0]))
        if len(self.routes) == 1:
            return first
        rest = [dict(_alignment(route)) for route in self.routes[1:]]
        return {id_: agree and all(other[id_] for other in rest) for id_, agree in first.items()}

    def samples(self, route: int, units: Mapping[str, int]) -> dict[str, int]:
        """Count what one unit of each map reads: id -> distinct positions."""
        asked = {(route, id_, unit): id_ for id_, unit in units.items()}
        if not asked.keys() <= self._counted.keys():
            self._outcomes.of((route, *asked), lambda: self._count(route, units))
        return {id_: self._counted[key] for key, id_ in asked.items()}

    def _count(self, route: int, units: Mapping[str, int]) -> None:
        left = len(units)
        for id_, reach in self.routes[route].reaches(Samples(0, 1)):
            if id_ in units:
                read = joined(footprint.of_unit(units[id_]) for footprint in reach)
                self._counted[route, id_, units[id_]] = read.count if read else 0
                left -= 1
                if not left:
                    return

    @cached_property
    def _counted(self) -> dict[tuple[int, str, int], int]:
        """What is known by now: (route, map, unit) -> positions."""
        return {}

    @cached_property
    def _outcomes(self) -> Outcomes:
        return Outcomes()

    @cached_property
    def widest(self) -> Outcomes:
        """Of every map asked about, the widest field."""
        return Outcomes()

    @cached_property
    def questions(self) -> Budget:
        """Units that may be compared to find the widest of every map."""
        return Budget()

    def _paddings(self, size: int | None) -> Iterator[int]:
        """Padding in front of every node."""
        check = self.input_size is not None
        sizes = (
            {}
            if size is None
            else axis_sizes(self.nodes, self.network.input, self.axis, size, check=check)
        )
        for node in self.nodes:
            met = min(sizes[id_] for id_ in node.inputs) if sizes else None
            yield (node.padding(self.axis, met) or (0, 0))[0]

    def _readings(self, paddings: Iterable[int]) -> tuple[Reading, ...]:
        budget = Budget()
        for node in self.nodes:
            budget.spend(min(node.phases(self.axis), LARGEST_PERIOD))
        return tuple(
            node.reading(self.axis, before)
            for node, before in zip(self.nodes, paddings, strict=True)
        )

    def _telling_sizes(self) -> list[int | None]:
        if not any(node.padding(self.axis, None) is None for node in self.nodes):
            return [None]
        period = self._size_period()
        if period * len(self.nodes) > MOST_VARIANTS:
            raise GeometryError(
                f'"same" padding meets strides that tell {period} input sizes apart. '
                "Give an input size."
            )
        base = period * (FAR // period)
        return [base + rest for rest in range(period)]

    def _size_period(self) -> int:
        """After how many samples more of input all paddings repeat."""
        period = 1
        readings = self._readings(self._paddings(FAR))
        for _, jumps in carry(
            self.network.input, self.nodes, readings, (Fraction(1),), _jumps, _distinct
        ):
            period = lcm(period, *(jump.numerator for jump in jumps))
            if period > MOST_VARIANTS:
                break
        return period


def _check_routes(routes: int, nodes: int) -> None:
    if routes > 1 and routes * nodes > MOST_ROUTES:
        raise GeometryError(
            f'"same" padding meets strides in {routes} ways, too many to follow through {nodes} '
            "layers. Give an input size."
        )


def _jumps(jumps: tuple[Fraction, ...], reading: Reading) -> tuple[Fraction, ...]:
    return tuple(jump * reading.jump for jump in jumps)


def _distinct(things: tuple) -> tuple:
    return tuple(dict.fromkeys(things))


def _alignment(route: Route) -> Iterator[tuple[str, bool]]:
    """Follow jump and centre; two that differ once differ for ever, so two are enough."""

    def through(lattices, reading):
        return tuple(
            (jump * reading.jump, centre + jump * reading.centre) for jump, centre in lattices
        )

    start: tuple[tuple[int | Fraction, int | Fraction], ...] = ((1, 0),)
    for id_, lattices in carry(
        route.input, route.nodes, route.readings, start, through, lambda ls: _distinct(ls)[:2]
    ):
        yield id_, len(lattices) == 1
