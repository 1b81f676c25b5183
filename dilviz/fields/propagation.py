"""Walk a network from its input to one map, keeping what each map's units read along one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from dilviz.errors import GeometryError
from dilviz.fields.footprint import Footprint, merged, merging_work
from dilviz.fields.positions import P
from dilviz.network.node import Node
from dilviz.network.read_rule import ReadRule

MOST_WORK = 120_000  # operations on small numbers: a fifth of a second

T = TypeVar("T")
R = TypeVar("R")
Reach = tuple[Footprint[P], ...]  # one footprint for each pace


class Budget:
    """Work left before a network counts as too large to follow exactly."""

    def __init__(self, work: int = MOST_WORK):
        self.left = work

    def try_spend(self, work: int) -> bool:
        """Spend it; False if that was too much."""
        self.left -= work
        return self.left >= 0

    def spend(self, work: int) -> None:
        """Spend it, or raise a `GeometryError`."""
        if not self.try_spend(work):
            raise GeometryError(
                "this network is too large to be followed exactly: its units repeat too rarely, or "
                "its fields are too wide for so many layers. Lower the number of layers, the "
                "kernel sizes or the upsampling factors."
            )


@dataclass(frozen=True)
class Route:
    """The nodes that lead to a map, each with what it reads along one axis."""

    input: str
    nodes: tuple[Node, ...]
    rules: tuple[ReadRule, ...]

    def iter_reach(self, seed: P, budget: Budget | None = None) -> Iterator[tuple[str, Reach[P]]]:
        """Yield (id, reach) for the input and then for every node in order."""
        budget = budget or Budget()

        def through(reach: Reach[P], rule: ReadRule) -> Reach[P]:
            budget.spend(sum(footprint.work(rule) for footprint in reach))
            return tuple(footprint.through(rule) for footprint in reach)

        def merge(reach: Reach[P]) -> Reach[P]:
            budget.spend(merging_work(reach))
            return merged(reach)

        return self.propagate((Footprint(1, (seed,)),), through, merge)

    def propagate(
        self,
        first: tuple[T, ...],
        through: Callable[[tuple[T, ...], ReadRule], tuple[T, ...]],
        merge: Callable[[tuple[T, ...]], tuple[T, ...]],
    ) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Carry values from map to map by the rules of this route."""
        return propagate(self.input, self.nodes, self.rules, first, through, merge)


def propagate(
    input_id: str,
    nodes: Sequence[Node],
    rules: Iterable[R],
    first: tuple[T, ...],
    through: Callable[[tuple[T, ...], R], tuple[T, ...]],
    merge: Callable[[tuple[T, ...]], tuple[T, ...]],
) -> Iterator[tuple[str, tuple[T, ...]]]:
    """Carry values from map to map: merged where maps meet, changed by each rule.

    Yields (id, values) for the input and then for every node. What a map carries is dropped as
    soon as its last reader is done, so memory follows the width of the network, not its depth.
    """
    readers = Counter(id_ for node in nodes for id_ in set(node.inputs))
    held = {input_id: first}
    yield input_id, first
    for node, rule in zip(nodes, rules, strict=True):
        ids = node.inputs
        joined = len(ids) > 1
        values = merge(tuple(v for id_ in ids for v in held[id_])) if joined else held[ids[0]]
        for id_ in set(ids) if joined else ids:
            readers[id_] -= 1
            if not readers[id_]:
                del held[id_]
        held[node.id] = through(values, rule)
        yield node.id, held[node.id]


def distinct(values: tuple[T, ...]) -> tuple[T, ...]:
    """Drop repeated values, order kept."""
    return tuple(dict.fromkeys(values))


class Memo:
    """A memo that also remembers refusals (`GeometryError`): they take as long to find.

    >>> memo = Memo()
    >>> memo.get("key", lambda: 1), memo.get("key", lambda: 2)
    (1, 1)
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def get(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        """Return the value of a key, computed the first time.

        Raises
        ------
        GeometryError
            If `compute` did so, now or the first time.
        """
        if key not in self._known:
            try:
                self._known[key] = compute()
            except GeometryError as refusal:
                self._known[key] = refusal
        value = self._known[key]
        if isinstance(value, GeometryError):
            raise value
        return value
