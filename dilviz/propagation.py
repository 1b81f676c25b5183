"""Walk a network from its input to one map, keeping what each map's units read along one axis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from dilviz.errors import GeometryError
from dilviz.footprint import Footprint, Positions, merged
from dilviz.network import Node
from dilviz.reading import Reading

MOST_WORK = 500_000  # operations on small numbers: a second or two

P = TypeVar("P", bound=Positions)
T = TypeVar("T")
R = TypeVar("R")
Reach = tuple[Footprint[P], ...]  # one footprint for each pace


class Budget:
    """Work left before a network counts as too large to follow exactly."""

    def __init__(self, work: int = MOST_WORK):
        self.left = work

    def spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
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

    def reaches(self, seed: P) -> Iterator[tuple[str, Reach[P]]]:
        """Yield (id, reach) for the input and then for every node in order."""
        budget = Budget()

        def through(reach: Reach[P], reading: Reading) -> Reach[P]:
            budget.spend(sum(footprint.work(reading) for footprint in reach))
            return tuple(footprint.through(reading) for footprint in reach)

        return carry(
            self.input, self.nodes, self.readings, (Footprint(1, (seed,)),), through, merged
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
        things = tuple(thing for id_ in node.inputs for thing in held[id_])
        for id_ in set(node.inputs):
            readers[id_] -= 1
            if not readers[id_]:
                del held[id_]
        held[node.id] = through(merge(things) if len(node.inputs) > 1 else things, reading)
        yield node.id, held[node.id]
