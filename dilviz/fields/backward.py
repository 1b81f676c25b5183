"""What one unit reads of every map before it, followed backwards with real sizes.

This answers what the rules of `dilviz.fields.footprint` cannot: where padding between layers
reads nothing, what a pooled map adds, and operations whose rule does not repeat. The pixels
of a map that reach the unit are a union of rectangles, one for each bundle of paths, since
every operation reads its rows and its columns each on their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dilviz.convolution.layer import Pair
from dilviz.fields.axis_steps import AxisStep
from dilviz.fields.positions import Samples
from dilviz.fields.propagation import Budget
from dilviz.fields.real_samples import inside
from dilviz.fields.rectangles import Rectangle, simplified
from dilviz.fields.sized_network import SizedNetwork
from dilviz.network.lookup import Along
from dilviz.network.node import Node
from dilviz.network.whole_map import Global

MOST_STEPS = 400_000  # of `AxisStep.cost`: about two seconds
POSITIONLESS = Samples(0, 1)


@dataclass(frozen=True)
class Reached:
    """What reaches one unit.

    Attributes
    ----------
    pixels : tuple of Rectangle
        Of the input.
    pooled : frozenset of str
        Ids of the `global` operations on the way.
    """

    pixels: tuple[Rectangle, ...]
    pooled: frozenset[str]


def reach_back(
    sized: SizedNetwork,
    target: str,
    unit: Pair,
    *,
    gates: bool,
    real: bool = True,
    budget: Budget | None = None,
) -> Reached:
    """Follow one unit of a map back to the input.

    Parameters
    ----------
    sized : SizedNetwork
    target : str
        Id of the map.
    unit : (row, col)
    gates : bool
        Whether what reads whole maps is followed where it is joined back.
    real : bool
        As in `dilviz.fields.axis_steps.AxisStep`.
    budget : Budget, optional
        Shared by several walks; else this one has its own.

    Raises
    ------
    GeometryError
        If that takes too long.

    Examples
    --------
    The corner of two layers reads real pixels only, not the padding between the layers:

    >>> from dilviz import parse_network
    >>> sized = SizedNetwork(parse_network("conv3, conv3 p2"), (9, 9), ("2",))
    >>> [(rows, cols)] = reach_back(sized, "2", (0, 0), gates=False).pixels
    >>> rows
    Samples(first=0, bits=3)
    """
    walk = _Walk(sized, sized.paths(gates=gates), real, budget or Budget(MOST_STEPS))
    held: dict[str, list[Rectangle]] = {target: [(Samples(unit[0], 1), Samples(unit[1], 1))]}
    for node in reversed(sized.network.before(target)):
        rectangles = held.pop(node.id, [])
        if rectangles:
            for id_, read in walk.through(node, simplified(rectangles, walk.budget)):
                held.setdefault(id_, []).append(read)
    pixels = simplified(held.get(sized.network.input, []), walk.budget)
    return Reached(tuple(pixels), frozenset(walk.pooled))


class _Walk:
    """One backward walk: the pooled maps it has met, and how many steps are left."""

    def __init__(
        self,
        sized: SizedNetwork,
        paths: Mapping[str, tuple[str, ...]],
        real: bool,
        budget: Budget,
    ):
        self.sized = sized
        self.paths = paths
        self.real = real
        self.positionless = sized.network.positionless
        self.pooled: set[str] = set()
        self.budget = budget

    def through(self, node: Node, rectangles: list[Rectangle]) -> Iterator[tuple[str, Rectangle]]:
        """Yield (id, rectangle): what units of a node read of each of its inputs."""
        if isinstance(node.settings, Global):
            self.pooled.add(node.id)
        row_step, col_step = self.sized.steps(node)
        for rows, cols in rectangles:
            if node.op == "transpose":
                rows, cols = cols, rows
            read_rows = self._read(row_step, rows)
            read_cols = self._read(col_step, cols)
            if read_rows and read_cols:
                yield from self._of_inputs(node, (read_rows, read_cols))

    def _read(self, step: AxisStep | None, units: Samples) -> Samples | None:
        if step is None:
            return units
        read = step.read(units, self.real)
        longest = max(units.bits.bit_length(), read.bits.bit_length() if read else 0)
        self.budget.spend(step.cost(longest))
        return read

    def _of_inputs(self, node: Node, read: Rectangle) -> Iterator[tuple[str, Rectangle]]:
        """Share what is read of the joined inputs out to each of them."""
        followed = self.paths.get(node.id, ())
        along = node.settings.axis if isinstance(node.settings, Along) else None
        start = 0
        for id_ in node.inputs:
            rows, cols = (
                self._part(read[axis], start, self.sized.sizes[id_][axis])
                if axis == along
                else self._spread_out(id_, axis, read[axis])
                for axis in (0, 1)
            )
            if along is not None:
                start += self.sized.sizes[id_][along]
            if rows and cols and id_ in followed:
                yield id_, (rows, cols)

    def _part(self, read: Samples, start: int, size: int) -> Samples | None:
        """Of maps laid end to end, what is read of the one that starts here."""
        return inside(read.shifted(-start), size)

    def _spread_out(self, id_: str, axis: int, read: Samples) -> Samples:
        """A map without positions is the same wherever it is read."""
        return POSITIONLESS if self.positionless[id_][axis] else read
