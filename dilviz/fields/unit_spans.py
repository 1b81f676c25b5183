"""The unit with the largest field, where what units read follows no rule that repeats.

Of every unit of every map the first and the last real sample that reach it are found, all units
at once. A map keeps them for its rows and for its columns, and each along both axes of the
input: after a transposition, rows follow the columns of the input.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from dilviz.convolution.layer import Pair, per_axis
from dilviz.errors import GeometryError
from dilviz.fields.axis_steps import NOTHING
from dilviz.fields.sized_network import SizedNetwork
from dilviz.network.lookup import Along
from dilviz.network.node import Node

MOST_READS = 10_000_000  # units times positions they read: about two seconds

# (units, 4): the first sample and minus the last along the rows of the input, then along its
# columns. So what a unit reads of several others is their minimum.
Ends = np.ndarray


def widest_unit(sized: SizedNetwork, target: str, *, gates: bool) -> Pair:
    """Find the (row, col) whose field is largest, each axis on its own.

    `gates` as in `dilviz.fields.backward.reach_back`.

    Raises
    ------
    GeometryError
        If the maps are too large; the message asks for a unit.

    Examples
    --------
    The later a unit of a cumulative sum, the more it reads:

    >>> from dilviz import Network, Node
    >>> from dilviz.network.lookup import Prefix
    >>> network = Network.of([Node("sum", "prefix", ("x",), settings=Prefix((False, True)))])
    >>> widest_unit(SizedNetwork(network, (4, 5), ("sum",)), "sum", gates=False)
    (0, 4)
    """
    widest = sized.memo.get(("widest", gates), lambda: _Walk(sized, gates).widest_of_all())
    return widest.get(target, (0, 0))


def _widest(ends: tuple[Ends, Ends]) -> Pair:
    return per_axis(lambda axis: int(np.argmax(_sizes(ends[axis]))))


def _sizes(ends: Ends) -> np.ndarray:
    """Span of every unit, the axes of the input added up."""
    spans = np.stack([1 - ends[:, 0] - ends[:, 1], 1 - ends[:, 2] - ends[:, 3]])
    return np.maximum(spans, 0).sum(0)


class _Walk:
    """The ends of all units, from the input to the maps asked about."""

    def __init__(self, sized: SizedNetwork, gates: bool):
        self.sized = sized
        self.paths = sized.paths(gates=gates)
        self.reads = 0

    def widest_of_all(self) -> dict[str, Pair]:
        """The unit with the largest field of every map that some path leads to."""
        nodes = [node for node in self.sized.nodes if node.id in self.paths]
        first = self._of_input()
        widest = {self.sized.network.input: _widest(first)}
        readers = Counter(id_ for node in nodes for id_ in set(node.inputs))
        held = {self.sized.network.input: first}
        for node in nodes:
            ends = self._through(node, held)
            widest[node.id] = _widest(ends)
            held[node.id] = ends
            for id_ in set(node.inputs):
                readers[id_] -= 1
                if not readers[id_]:
                    held.pop(id_, None)
        return widest

    def _of_input(self) -> tuple[Ends, Ends]:
        """A unit of the input reads itself."""
        rows, cols = (np.arange(size) for size in self.sized.input_size)
        none = [np.full_like(axis, NOTHING) for axis in (rows, cols)]
        return (
            np.stack([rows, -rows, none[0], none[0]], 1),
            np.stack([none[1], none[1], cols, -cols], 1),
        )

    def _through(self, node: Node, held: dict[str, tuple[Ends, Ends]]) -> tuple[Ends, Ends]:
        steps, sizes = self.sized.steps(node), self.sized.sizes[node.id]

        def through_axis(axis: int) -> Ends:
            ends, step, outputs = self._joined(node, axis, held), steps[axis], sizes[axis]
            if step is None:  # units stay where they are, or the last ones are cut off
                return ends[:outputs]
            self._spend(outputs * (step.most_read + 4))  # 4 numbers are kept for each
            return step.least(ends, outputs)

        if node.op == "transpose":
            return self._joined(node, 1, held), self._joined(node, 0, held)
        return per_axis(through_axis)

    def _joined(self, node: Node, axis: int, held: dict[str, tuple[Ends, Ends]]) -> Ends:
        """The ends of a node's inputs, joined along one axis."""
        parts = list(self._parts(node, axis, held))
        if isinstance(node.settings, Along) and node.settings.axis == axis:
            return np.concatenate(parts)
        shortest = min((len(part) for part in parts if len(part) > 1), default=1)
        return np.minimum.reduce(np.broadcast_arrays(*(part[:shortest] for part in parts)))

    def _parts(self, node: Node, axis: int, held: dict[str, tuple[Ends, Ends]]) -> Iterator[Ends]:
        followed = self.paths.get(node.id, ())
        for id_ in node.inputs:
            if id_ in followed and id_ in held:
                yield held[id_][axis]
            else:
                self._spend(self.sized.sizes[id_][axis])
                yield np.full((self.sized.sizes[id_][axis], 4), NOTHING)

    def _spend(self, reads: int) -> None:
        self.reads += reads
        if self.reads > MOST_READS:
            raise GeometryError(
                "the maps are too large to find the unit with the largest field. Name a unit."
            )
