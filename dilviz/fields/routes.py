"""The ways in which a network can be padded along one axis: one for each input size that matters.

"same" padding before a stride depends on the size of its input. If no size is given, paddings
repeat from some number of samples on, so a finite number of sizes stands for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from dilviz.errors import GeometryError
from dilviz.fields.propagation import Budget, Route, distinct
from dilviz.network.map_sizes import axis_sizes
from dilviz.network.node import Node
from dilviz.network.read_rule import LARGEST_PERIOD, ReadRule

MOST_SIZES = 40_000  # nodes times the input sizes that may pad differently
MOST_ROUTES = 12_000  # nodes times the routes that those sizes lead to
FAR = 1 << 30  # an input size so large that every layer fits


def find_routes(
    input_id: str, axis: int, nodes: tuple[Node, ...], sizes: Mapping[str, int] | None
) -> tuple[Route, ...]:
    """Find every choice of padding: one if the sizes of all maps are known along the axis.

    Raises
    ------
    GeometryError
        If there are too many; the message asks for an input size. Or if a layer follows no rule
        that repeats.
    """
    for node in nodes:
        if not node.repeats:
            raise GeometryError(
                f"layer {node.id!r} is a {node.op}: what its units read does not repeat from unit "
                "to unit, so this is not computed. Ask about an earlier layer."
            )
    search = _Search(input_id, axis, nodes)
    if sizes is not None:
        met = [min(sizes[id_] for id_ in node.inputs) for node in nodes]
        return (search.route(search.befores(met), met),)
    unknown = [None] * len(nodes)
    befores_by_size = [search.befores_at(size) for size in search.representative_sizes()]
    different = dict.fromkeys(befores_by_size)
    if len(different) > 1 and len(different) * len(nodes) > MOST_ROUTES:
        raise GeometryError(
            f'"same" padding meets strides in {len(different)} ways, too many to follow through '
            f"{len(nodes)} layers. Give an input size."
        )
    return tuple(search.route(befores, unknown) for befores in different)


@dataclass(frozen=True)
class _Search:
    input_id: str
    axis: int
    nodes: tuple[Node, ...]

    def befores(self, met: Iterable[int | None]) -> tuple[int, ...]:
        """Padding in front of every node, given the size of what it reads."""
        return tuple(
            (node.padding(self.axis, size) or (0, 0))[0]
            for node, size in zip(self.nodes, met, strict=True)
        )

    def befores_at(self, input_size: int | None) -> tuple[int, ...]:
        """Padding in front of every node for an input of this size."""
        if input_size is None:
            return self.befores([None] * len(self.nodes))
        sizes = axis_sizes(self.nodes, self.input_id, self.axis, input_size)
        return self.befores(min(sizes[id_] for id_ in node.inputs) for node in self.nodes)

    def route(self, befores: Iterable[int], sizes: Iterable[int | None]) -> Route:
        """What every node reads, given the padding in front and the size of what it reads."""
        budget = Budget()
        rules = []
        for node, before, size in zip(self.nodes, befores, sizes, strict=True):
            budget.spend(min(node.phases(self.axis), LARGEST_PERIOD))
            rule = node.read_rule(self.axis, before, size)
            budget.spend(len(rule.runs) - 1)
            rules.append(rule)
        return Route(self.input_id, self.nodes, tuple(rules))

    def representative_sizes(self) -> list[int | None]:
        """Input sizes that lead to every way of padding; [None] where they all pad alike."""
        if not any(node.padding(self.axis, None) is None for node in self.nodes):
            return [None]
        period = self._size_period()
        if period * len(self.nodes) > MOST_SIZES:
            raise GeometryError(
                f'"same" padding meets strides that tell {period} input sizes apart. '
                "Give an input size."
            )
        base = period * (FAR // period)
        return [base + rest for rest in range(period)]

    def _size_period(self) -> int:
        """After how many samples more of input all paddings repeat."""

        def through(jumps: tuple[Fraction, ...], rule: ReadRule) -> tuple[Fraction, ...]:
            return tuple(jump * rule.jump for jump in jumps)

        period = 1
        route = self.route(self.befores_at(FAR), [None] * len(self.nodes))
        for _, jumps in route.propagate((Fraction(1),), through, distinct):
            period = lcm(period, *(jump.numerator for jump in jumps))
            if period * len(self.nodes) > MOST_SIZES:
                break
        return period
