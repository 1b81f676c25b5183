"""The ways in which a network can be padded along one axis: one for each input size that matters.

"same" padding before a stride depends on the size of its input. If no size is given, paddings
repeat from some number of samples on, so a finite number of sizes stands for all.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    input_id: str, axis: int, input_size: int | None, nodes: tuple[Node, ...]
) -> tuple[Route, ...]:
    """Find every choice of padding that some input size leads to.

    Raises
    ------
    GeometryError
        If there are too many; the message asks for an input size.
    """
    search = _Search(input_id, axis, nodes)
    if input_size is not None:
        befores, sizes = search.borders(input_size, check=True)
        return (search.route(befores, sizes),)
    unknown = [None] * len(nodes)
    befores_by_size = [search.borders(size)[0] for size in search.representative_sizes()]
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

    def borders(
        self, size: int | None, *, check: bool = False
    ) -> tuple[tuple[int, ...], list[int | None]]:
        """Of every node the padding in front, and the size of the map that it pads."""
        met: list[int | None] = [None] * len(self.nodes)
        if size is not None:
            sizes = axis_sizes(self.nodes, self.input_id, self.axis, size, check=check)
            met = [min(sizes[id_] for id_ in node.inputs) for node in self.nodes]
        befores = tuple(
            (node.padding(self.axis, size) or (0, 0))[0]
            for node, size in zip(self.nodes, met, strict=True)
        )
        return befores, met

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
        route = self.route(self.borders(FAR)[0], [None] * len(self.nodes))
        for _, jumps in route.propagate((Fraction(1),), through, distinct):
            period = lcm(period, *(jump.numerator for jump in jumps))
            if period * len(self.nodes) > MOST_SIZES:
                break
        return period
