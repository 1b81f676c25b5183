"""The cone as plain data: one unit's tree of readings along one axis, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from dilviz.errors import GeometryError
from dilviz.figures.subject import Subject
from dilviz.network.node import Node
from dilviz.network.read_rule import ReadRule
from dilviz.network.spelling import layer_words

MOST_ROWS = 48  # layers drawn
MOST_LINES = 30_000
MOST_DIM_DOTS = 400  # of one layer

Step = tuple[Node, ReadRule, list[str]]  # a layer drawn, what it reads, and the rows it reads from


@dataclass(frozen=True)
class ConeRow:
    """One layer of the drawing.

    Attributes
    ----------
    label : str
        The layer in the words of the notation.
    centre, jump : float
        Where unit 0 stands, and from unit to unit, in input samples.
    read : tuple of int
        Units that the tree holds.
    """

    label: str
    centre: float
    jump: float
    read: tuple[int, ...]

    def place(self, unit: int) -> float:
        """Where a unit stands: the middle of what it reads, in input samples."""
        return float(self.centre + unit * self.jump)

    def within(self, left: float, right: float) -> list[float]:
        """Places of all units between two positions; none if they are too many to tell apart."""
        first = ceil((left - self.centre) / self.jump)
        last = floor((right - self.centre) / self.jump)
        if last - first >= MOST_DIM_DOTS:
            return []
        return [self.place(unit) for unit in range(first, last + 1)]


@dataclass(frozen=True)
class ConeTree:
    """The rows of a cone, the input first, and the lines between their units.

    Attributes
    ----------
    rows : tuple of ConeRow
    lines : tuple of ((x, row), (x, row))
        From a unit to a sample that it reads: x in input samples, row as an index.
    """

    rows: tuple[ConeRow, ...]
    lines: tuple[tuple[tuple[float, int], tuple[float, int]], ...]

    @property
    def extent(self) -> tuple[float, float]:
        """First and last position of all units that the tree holds."""
        places = [row.place(unit) for row in self.rows for unit in row.read]
        return min(places), max(places)


def cone_tree(subject: Subject, axis: int) -> ConeTree:
    """Follow one unit down to the input, along one axis.

    Layers that read one sample in their own place (1 x 1, activations) are left out.

    Raises
    ------
    GeometryError
        If the tree has more layers or lines than a drawing can show.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> tree = cone_tree(Subject.of(parse_network("conv3, conv3 d2, conv3 d4")), axis=1)
    >>> [len(row.read) for row in tree.rows], len(tree.lines), tree.extent
    ([15, 7, 3, 1], 33, (-7.0, 7.0))
    """
    grid, steps, top = _grid(subject, axis)
    read: dict[str, set[int]] = {top: {subject.unit[axis]}}
    links = []
    for node, rule, sources in reversed(steps):
        for unit in sorted(read.get(node.id, ())):
            for position in positions_read(rule, unit):
                for source in sources:
                    read.setdefault(source, set()).add(position)
                    links.append(((node.id, unit), (source, position)))
        if len(links) > MOST_LINES:
            raise GeometryError(
                f"the tree of this unit has more than the {MOST_LINES} lines that are drawn. "
                "Name an earlier layer with at."
            )
    line = subject.network.one_dimensional
    labels = {subject.network.input: "input"}
    labels |= {node.id: layer_words(node, line) for node, *_ in steps}
    rows = {
        id_: ConeRow(label, *grid[id_], tuple(sorted(read[id_])))
        for id_, label in labels.items()
        if id_ in read
    }
    heights = {id_: height for height, id_ in enumerate(rows)}

    def end(id_: str, unit: int) -> tuple[float, int]:
        return rows[id_].place(unit), heights[id_]

    lines = tuple((end(*upper), end(*lower)) for upper, lower in links)
    return ConeTree(tuple(rows.values()), lines)


def _grid(subject: Subject, axis: int) -> tuple[dict[str, tuple[float, float]], list[Step], str]:
    """Where the units of every row stand, the layers drawn, and the row of the map asked about."""
    if subject.field.size[axis] is None:
        raise GeometryError(
            f"{subject.at!r} has no positions along this axis. Name a map before it."
        )
    route = subject.route(axis)
    row_of = {subject.network.input: subject.network.input}  # id -> the row that stands for it
    grid = {subject.network.input: (0.0, 1.0)}  # row -> (centre of unit 0, jump)
    steps: list[Step] = []
    for node, rule in zip(route.nodes, route.rules, strict=True):
        sources = list(dict.fromkeys(row_of[id_] for id_ in node.inputs))
        if rule.is_identity and len(sources) == 1:
            row_of[node.id] = sources[0]
            continue
        row_of[node.id] = node.id
        centre, jump = grid[sources[0]]
        grid[node.id] = float(centre + jump * rule.centre), float(jump * rule.jump)
        steps.append((node, rule, sources))
    if len(steps) + 1 > MOST_ROWS:
        raise GeometryError(
            f"a cone of {len(steps)} layers is more than the {MOST_ROWS - 1} that can be told "
            "apart. Name an earlier layer with at."
        )
    return grid, steps, row_of[subject.at]


def positions_read(rule: ReadRule, unit: int) -> Iterator[int]:
    """The positions that one output of one layer reads.

    >>> from dilviz.network.read_rule import convolution
    >>> list(positions_read(convolution(3, stride=2, dilation=4, before=1), 5))
    [9, 13, 17]
    """
    block, phase = divmod(unit, len(rule.runs))
    run = rule.runs[phase]
    for tap in range(run.count):
        yield block * rule.stride + run.first + tap * run.step
