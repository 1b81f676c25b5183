"""What the units of a network's maps read, along each axis and over pixels, found in one walk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import lcm

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.axis_survey import AxisSurvey
from dilviz.fields.footprint import check_phases
from dilviz.fields.pixels import count_pixels
from dilviz.fields.positions import Span, joined
from dilviz.fields.propagation import Outcomes, Reach
from dilviz.network.network import Network
from dilviz.network.node import Node

TOO_FAR_FOR_HALVES = 53  # bits; a jump beyond is a whole number as a float, if it is one


@dataclass(frozen=True)
class Survey:
    """Both axes of a network, up to the maps that are asked about."""

    network: Network
    targets: tuple[str, ...]
    axes: tuple[AxisSurvey, AxisSurvey]

    def samples_read(self, asked: AxisField) -> int:
        """Count the positions one unit reads; all targets' default units in one walk."""
        if asked.unit is None and len(self.targets) > 1:
            try:
                return self._default_samples(asked.axis)[asked.target]
            except GeometryError:
                if asked.target != self.targets[-1]:
                    raise
        units = {asked.target: asked.representative}
        return asked.on.samples(asked.widest_route, units)[asked.target]

    def _default_samples(self, axis: int) -> dict[str, int]:
        axis = 0 if self.axes[0] is self.axes[1] else axis
        return self._outcomes.of(("samples", axis), lambda: self._axis_samples(axis))

    def _axis_samples(self, axis: int) -> dict[str, int]:
        fields = [AxisField(self, axis, target, None) for target in self.targets]
        counts: dict[str, int] = {}
        for route in {one.widest_route for one in fields}:
            units = {one.target: one.representative for one in fields if one.widest_route == route}
            counts |= self.axes[axis].samples(route, units)
        return counts

    def pixels_read(self, pair: tuple[AxisField, AxisField]) -> int:
        """Count the pixels one unit reads, over all paths.

        The last target is counted alone where all together are too many.
        """
        rows, cols = pair
        if self._separable:
            return rows.samples_read * cols.samples_read
        if rows.unit is None and len(self.targets) > 1:
            try:
                return self._outcomes.of("pixels", self._default_pixels)[rows.target]
            except GeometryError:
                if rows.target != self.targets[-1]:
                    raise
        alone = {rows.target: (rows, cols)}
        question = ("pixels", rows.target, rows.unit, cols.unit)
        return self._outcomes.of(question, lambda: self._count_pixels(alone))[rows.target]

    @cached_property
    def _separable(self) -> bool:
        """On a single path a unit reads every row sample with every column sample."""
        return all(len(set(node.inputs)) == 1 for node in self.axes[0].nodes)

    @cached_property
    def _outcomes(self) -> Outcomes:
        return Outcomes()

    def _default_pixels(self) -> dict[str, int]:
        return self._count_pixels(
            {
                target: (AxisField(self, 0, target, None), AxisField(self, 1, target, None))
                for target in self.targets
            }
        )

    def _count_pixels(self, pairs: dict[str, tuple[AxisField, AxisField]]) -> dict[str, int]:
        some = next(iter(pairs.values()))
        routes = per_axis(lambda axis: some[axis].on.routes[some[axis].widest_route])
        units = {
            target: (rows.representative, cols.representative)
            for target, (rows, cols) in pairs.items()
        }
        return count_pixels(routes, units)


def survey(network: Network, input_size: Pair | None, targets: tuple[str, ...]) -> Survey:
    """Prepare a survey of the maps that lead to `targets`."""
    nodes = network.before(targets[0]) if len(targets) == 1 else network.nodes
    sizes = input_size or (None, None)
    rows = AxisSurvey(network, 0, sizes[0], nodes)
    cols = rows if _alike(nodes, sizes) else AxisSurvey(network, 1, sizes[1], nodes)
    return Survey(network, targets, (rows, cols))


def _alike(nodes: tuple[Node, ...], sizes: tuple[int | None, int | None]) -> bool:
    """Whether both axes have the same settings, so that one walk serves both."""

    def square(pair) -> bool:
        return isinstance(pair, str) or pair[0] == pair[1]

    return (
        sizes[0] == sizes[1]
        and all(
            square(setting)
            for layer in {node.layer for node in nodes}
            for setting in (layer.kernel_size, layer.stride, layer.dilation, layer.padding)
        )
        and all(square(node.output_padding) for node in nodes)
    )


@dataclass(frozen=True)
class AxisField:
    """The field of one map's units along one axis, of one unit if one is named."""

    survey: Survey
    axis: int
    target: str
    unit: int | None

    @property
    def on(self) -> AxisSurvey:
        return self.survey.axes[self.axis]

    @cached_property
    def _reaches(self) -> tuple[Reach[Span], ...]:
        return tuple(spans[self.target] for spans in self.on.spans)

    def _span(self, route: int, unit: int) -> Span | None:
        return joined(footprint.of_unit(unit) for footprint in self._reaches[route])

    @cached_property
    def _widest(self) -> tuple[int, int, int]:
        """(size, route, unit) of the largest field among the units asked about."""
        return self.on.widest.of((self.target, self.unit), self._found_widest)

    def _found_widest(self) -> tuple[int, int, int]:
        return max(
            (span.size if span else 0, -route, -unit)
            for route in range(len(self._reaches))
            for unit in self._units(route)
            for span in [self._span(route, unit)]
        )

    def _units(self, route: int) -> list[int]:
        """The units among which the largest field is: the one named, else one of each phase.

        Paths of unequal pace drift apart, so that the last unit may be the widest.
        """
        if self.unit is not None:
            return [self.unit]
        period = lcm(*(footprint.period for footprint in self._reaches[route]))
        check_phases(period)
        sizes = self.on.sizes
        units = min(period, sizes[self.target]) if sizes else period
        first = list(range(units))
        if sizes and len(self._reaches[route]) > 1:
            first += range(max(units, sizes[self.target] - period), sizes[self.target])
        self.on.questions.spend(len(first) * len(self._reaches[route]) - 1)
        return first

    @property
    def size(self) -> int:
        return self._widest[0]

    @property
    def widest_route(self) -> int:
        return -self._widest[1]

    @property
    def representative(self) -> int:
        return -self._widest[2]

    @cached_property
    def span(self) -> Span | None:
        """What the unit (unit 0 if none is named) spans; None where that is not known."""
        return self._known_span(self.unit or 0)

    @property
    def interval(self) -> Pair | None:
        return (self.span.first, self.span.last) if self.span else None

    @property
    def centre(self) -> float | None:
        return (self.span.first + self.span.last) / 2 if self.span else None

    @property
    def start(self) -> int | None:
        first = self._known_span(0)
        return first.first if first else None

    def _known_span(self, unit: int) -> Span | None:
        spans = {self._span(route, unit) for route in range(len(self._reaches))}
        return spans.pop() if len(spans) == 1 else None

    @property
    def jump(self) -> int | float | None:
        paces = {footprint.pace for reach in self._reaches for footprint in reach}
        if len(paces) > 1:
            return None
        [(advance, units)] = paces
        whole = units == 1 or advance >> TOO_FAR_FOR_HALVES > units
        return advance // units if whole else advance / units

    @property
    def aligned(self) -> bool:
        return self.on.aligned[self.target]

    @cached_property
    def samples_read(self) -> int:
        return self.survey.samples_read(self)

    def check_unit(self) -> None:
        """Say so if the unit named does not exist."""
        if self.unit is None:
            return
        last = self.on.sizes[self.target] - 1 if self.on.sizes else None
        if self.unit < 0 or (last is not None and self.unit > last):
            name = ("row", "column")[self.axis]
            most = "" if last is None else f" to {last}"
            raise GeometryError(
                f"there is no unit in {name} {self.unit}: {name}s go from 0{most}. "
                "Choose another unit" + ("." if last is None else " or a larger input.")
            )
