"""Walk a network from its input to one map, keeping what each map's units read along one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from dilviz.errors import GeometryError
from dilviz.fields.footprint import Footprint, merged, merging_work
from dilviz.fields.positions import P
from dilviz.network.node import Node
from dilviz.network.reading import Reading

MOST_WORK = 120_000  # operations on small numbers: a fifth of a second

T = TypeVar("T")
R = TypeVar("R")
Reach = tuple[Footprint[P], ...]  # one footprint for each pace


class Budget:
    """Work left before a network counts as too large to follow exactly."""

    def __init__(self, work: int = MOST_WORK):
        self.left = work

    def allows(self, work: int) -> bool:
        """Spend it, or say that it is too much."""
        self.left -= work
        return self.left >= 0

    def spend(self, work: int) -> None:
        if not self.allows(work):
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
    readings: tuple[Reading, ...]

    def reaches(self, seed: P, budget: Budget | None = None) -> Iterator[tuple[str, Reach[P]]]:
        """Yield (id, reach) for the input and then for every node in order."""
        budget = budget or Budget()

        def through(reach: Reach[P], reading: Reading) -> Reach[P]:
            budget.spend(sum(footprint.work(reading) for footprint in reach))
            return tuple(footprint.through(reading) for footprint in reach)

        def merge(reach: Reach[P]) -> Reach[P]:
            budget.spend(merging_work(reach))
            return merged(reach)

        return carry(
            self.input, self.nodes, self.readings, (Footprint(1, (seed,)),), through, merge
        )


def carry(
    input_id: str,
    nodes: tuple[Node, ...],
    readings: Iterable[R],
    first: tuple[T, ...],
    through: Callable[[tuple[T, ...], R], tuple[T, ...]],
    merge: Callable[[tuple[T, ...]], tuple[T, ...]],
) -> Iterator[tuple[str, tuple[T, ...]]]:
    """Carry things from map to map: joined where maps meet, changed by each reading.

    What a map carries is dropped as soon as its last reader is done, so memory
    follows the width of the network and not its depth.
    """
    readers = Counter(id_ for node in nodes for id_ in set(node.inputs))
    held = {input_id: first}
    yield input_id, first
    for node, reading in zip(nodes, readings, strict=True):
        ids = node.inputs
        joined = len(ids) > 1
        things = merge(tuple(t for id_ in ids for t in held[id_])) if joined else held[ids[0]]
        for id_ in set(ids) if joined else ids:
            readers[id_] -= 1
            if not readers[id_]:
                del held[id_]
        held[node.id] = through(things, reading)
        yield node.id, held[node.id]


class Outcomes:
    """Answers and refusals by question.

    Examples
    --------
    >>> outcomes = Outcomes()
    >>> outcomes.of("one", lambda: 1), outcomes.of("one", lambda: 2)
    (1, 1)
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def of(self, question: Hashable, find: Callable[[], Any]) -> Any:
        """Find the answer, or remember it.

        Raises
        ------
        GeometryError
            If `find` did so, now or the first time.
        """
        if question not in self._known:
            try:
                self._known[question] = find()
            except GeometryError as refusal:
                self._known[question] = refusal
        answer = self._known[question]
        if isinstance(answer, GeometryError):
            raise answer
        return answer
