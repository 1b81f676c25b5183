"""What the units of a network's maps read, along each axis and over pixels, found in one walk.

A `Survey` serves all maps that are asked about; an `AxisField` is one question to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.axis_survey import AxisSurvey
from dilviz.fields.pixels import count_pixels
from dilviz.fields.positions import Samples, Span
from dilviz.fields.propagation import Memo, Route
from dilviz.fields.sized_network import SizedNetwork
from dilviz.network.network import Network

TOO_FAR_FOR_HALVES = 53  # bits; a jump beyond is a whole number as a float, if it is one


@dataclass(frozen=True)
class Survey:
    """Both axes of a network, up to the maps whose field is wanted; gates are cut."""

    network: Network
    targets: tuple[str, ...]
    axes: tuple[AxisSurvey, AxisSurvey]
    memo: Memo = field(default_factory=Memo, compare=False)

    def pixels_read(self, rows: AxisField, cols: AxisField) -> int:
        """Count the pixels one unit reads, over all paths.

        All targets are counted in one walk; where that takes too long, the last target is still
        counted alone.
        """
        if self._separable:
            return rows.samples_read * cols.samples_read
        if rows.unit is None and len(self.targets) > 1:
            try:
                return self.memo.get("pixels of all", self._pixels_of_all)[rows.target]
            except GeometryError:
                if rows.target != self.targets[-1]:
                    raise
        alone = {rows.target: (rows, cols)}
        key = ("pixels", rows.target, rows.unit, cols.unit)
        return self.memo.get(key, lambda: self._count_pixels(alone))[rows.target]

    @cached_property
    def _separable(self) -> bool:
        """On a single path a unit reads every row sample with every column sample."""
        return all(len(set(node.inputs)) == 1 for axis in self.axes for node in axis.nodes)

    def _pixels_of_all(self) -> dict[str, int]:
        return self._count_pixels(
            {
                target: (AxisField(self, 0, target, None), AxisField(self, 1, target, None))
                for target in self.targets
                if self.has_field(target)
            }
        )

    def has_field(self, target: str) -> bool:
        """Whether a map has positions along both axes, and paths to it."""
        return all(target in axis.maps for axis in self.axes)

    def _count_pixels(self, fields: dict[str, tuple[AxisField, AxisField]]) -> dict[str, int]:
        some = next(iter(fields.values()))
        routes = per_axis(lambda axis: some[axis].on.routes[some[axis].widest_route])
        units = {
            target: (rows.representative, cols.representative)
            for target, (rows, cols) in fields.items()
        }
        return count_pixels(routes, units)


def survey(network: Network, input_size: Pair | None, targets: tuple[str, ...]) -> Survey:
    """Prepare a survey of the maps that lead to `targets`, as `survey_of` does."""
    sized = None if input_size is None else SizedNetwork(network, input_size, targets)
    return survey_of(network, sized, targets)


def survey_of(network: Network, sized: SizedNetwork | None, targets: tuple[str, ...]) -> Survey:
    """Prepare a survey of the maps that lead to `targets`, gates left out.

    Raises
    ------
    GeometryError
        Later, when it is asked, if what a layer reads follows no rule that repeats.
    """
    if sized is None:
        return _of_any_size(network, targets)
    return _surveyed(network, sized, targets)


@lru_cache(maxsize=16)  # one answer asks about the same network again and again
def _of_any_size(network: Network, targets: tuple[str, ...]) -> Survey:
    return _surveyed(network, None, targets)


def _surveyed(network: Network, sized: SizedNetwork | None, targets: tuple[str, ...]) -> Survey:
    nodes = network.local.before(*targets)
    rows = AxisSurvey.of(network, 0, nodes, targets, sized)
    square = sized is None or sized.input_size[0] == sized.input_size[1]
    alike = square and all(node.is_square for node in nodes)
    cols = rows if alike else AxisSurvey.of(network, 1, nodes, targets, sized, rows)
    return Survey(network, targets, (rows, cols))


def survey_of_one(network: Network, size: Pair | None, target: str) -> Survey:
    """Follow the paths to one map; a `GeometryError` where it has no positions."""
    surveyed = survey(network, size, (target,))
    if not surveyed.has_field(target):
        raise GeometryError(
            f"{target!r} holds pooled values without positions. Ask about a map with positions."
        )
    return surveyed


def single_routes(
    network: Network, input_size: int | Pair | None, at: str | None
) -> tuple[Route, Route]:
    """What leads to one map along rows and along columns, where it depends on no input size.

    Raises
    ------
    GeometryError
        If an input size is needed, or the map has no positions.
    """
    surveyed = survey_of_one(network, network.read_size(input_size), network.find(at))
    rows, cols = (axis.routes for axis in surveyed.axes)
    if len(rows) > 1 or len(cols) > 1:
        raise GeometryError(
            '"same" padding meets strides, so that paths depend on the input size. '
            "Give an input size."
        )
    return rows[0], cols[0]


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

    @property
    def size(self) -> int:
        return self.on.widest(self.target, self.unit).size

    @property
    def widest_route(self) -> int:
        return self.on.widest(self.target, self.unit).route

    @property
    def representative(self) -> int:
        """The unit that `size` is about: the one named, or the widest."""
        return self.on.widest(self.target, self.unit).unit

    @cached_property
    def span(self) -> Span | None:
        """What the unit (unit 0 if none is named) spans; None where that is not known."""
        return self._known_span(self.unit or 0)

    @property
    def interval(self) -> Pair | None:
        return (self.span.first, self.span.last) if self.span else None

    @property
    def start(self) -> int | None:
        first = self._known_span(0) if self.unit else self.span
        return first.first if first else None

    def _known_span(self, unit: int) -> Span | None:
        first, *others = (
            self.on.span(self.target, route, unit) for route in range(len(self.on.routes))
        )
        return first if all(span == first for span in others) else None

    @property
    def jump(self) -> int | float | None:
        jumps = {footprint.jump for route in self.on.spans for footprint in route[self.target]}
        if len(jumps) > 1:
            return None
        [(advance, units)] = jumps
        whole = units == 1 or advance >> TOO_FAR_FOR_HALVES > units
        return advance // units if whole else advance / units

    @property
    def aligned(self) -> bool:
        return self.on.aligned[self.target]

    @property
    def samples_read(self) -> int:
        return self.on.samples_read(self.target, self.unit)

    @property
    def positions(self) -> Samples | None:
        """The exact set that `samples_read` counts."""
        return self.on.positions(self.target, self.unit)

    @property
    def reads_nothing(self) -> bool:
        """Whether the unit, or unit 0, reads no position on any route."""
        routes = range(len(self.on.routes))
        return all(self.on.span(self.target, route, self.unit or 0) is None for route in routes)

    @property
    def may_read_nothing(self) -> bool:
        """Whether some path reads nothing for some units."""
        return any(
            phase is None
            for route in self.on.spans
            for footprint in route[self.target]
            for phase in footprint.phases
        )


def spans(network: Network, input_size: int | Pair | None, at: str | None) -> Pair:
    """Count the samples that the field of a map spans, along rows and along columns.

    Quicker than the whole `dilviz.receptive_field`. Raises `GeometryError` as `survey_of_one`.
    """
    target = network.find(at)
    surveyed = survey_of_one(network, network.read_size(input_size), target)
    return per_axis(lambda axis: AxisField(surveyed, axis, target, None).size)
