"""The cone: one unit's tree of readings along one axis, from its map down to the input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from dilviz.errors import GeometryError
from dilviz.network.reading import Reading
from dilviz.plot.effective_profile import AXES
from dilviz.plot.style import drawing
from dilviz.plot.subject import Plotted, Subject, words_of

MOST_ROWS = 48  # layers drawn
MOST_LINES = 30_000
MOST_DIM_DOTS = 400  # of one layer


@dataclass(frozen=True)
class _Row:
    """One layer of the drawing: where its units stand, and those that the tree holds."""

    label: str
    centre: float  # of unit 0, in input samples
    jump: float
    lit: tuple[int, ...]

    def place(self, unit: int) -> float:
        return float(self.centre + unit * self.jump)

    def within(self, left: float, right: float) -> list[float]:
        """Places of all units between two positions; none if they are too many to tell apart."""
        first, last = (
            ceil((left - self.centre) / self.jump),
            floor((right - self.centre) / self.jump),
        )
        if last - first >= MOST_DIM_DOTS:
            return []
        return [self.place(unit) for unit in range(first, last + 1)]


def cone(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    axis: int = 1,
    at: str | None = None,
    unit: Sequence[int] | int | None = None,
    input_size: int | Sequence[int] | None = None,
    theme: str = "light",
) -> Axes:
    """Draw what one unit reads, layer by layer, along one axis.

    Layers that read one sample in their own place (1 x 1, activations) are left out.

    Parameters
    ----------
    plotted, ax, at, unit, input_size, theme
        As for `dilviz.plot.coverage`.
    axis : {0, 1}
        Along rows or along columns.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        If the tree has more layers or lines than a drawing can show.

    References
    ----------
    .. [1] van den Oord et al., "WaveNet", arXiv:1609.03499, figures 2 and 3.

    Examples
    --------
    Of a 1-2-4 stack the input row holds 15 samples, all of them read:

    >>> from dilviz import parse_network
    >>> axes = cone(parse_network("conv3, conv3 d2, conv3 d4"))
    >>> [len(dots.get_offsets()) for dots in axes.collections if dots.get_label() == "read"]
    [15, 7, 3, 1]
    """
    subject = Subject.of(plotted, input_size, at, unit)
    rows, lines = _tree(subject, axis)
    places = [row.place(unit) for row in rows for unit in row.lit]
    left, right = min(places) - 0.5, max(places) + 0.5
    with drawing(ax, theme, (6.0, 0.9 + 0.42 * len(rows))) as (axes, colours):
        axes.add_collection(LineCollection(lines, colors=colours["tap"], linewidths=0.6, zorder=1))
        for height, row in enumerate(rows):
            role = "in" if height == 0 else "out" if height == len(rows) - 1 else "mute"
            dim = row.within(left, right)
            axes.plot(dim, [height] * len(dim), "o", color=colours["line"], markersize=3, zorder=1)
            axes.scatter(
                [row.place(unit) for unit in row.lit],
                [height] * len(row.lit),
                s=16,
                color=colours[role],
                zorder=2,
                label="read",
            )
        axes.set(xlim=(left - 0.5, right + 0.5), ylim=(-0.5, len(rows) - 0.5))
        axes.set_yticks(range(len(rows)), [row.label for row in rows])
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(False)
        axes.set_xlabel(f"position along {AXES[axis]} (input samples)")
        axes.set_title(f"What one unit reads, along {AXES[axis]}\n{subject.title}")
    return axes


def _tree(subject: Subject, axis: int) -> tuple[list[_Row], list]:
    """The rows of the drawing, the input first, and the lines between their units."""
    route = subject.route(axis)
    same = {subject.network.input: subject.network.input}  # id -> id of the row that stands for it
    grid = {subject.network.input: (0.0, 1.0)}  # id of a row -> (centre of unit 0, jump)
    drawn = []
    for node, reading in zip(route.nodes, route.readings, strict=True):
        sources = list(dict.fromkeys(same[id_] for id_ in node.inputs))
        if reading.is_identity and len(sources) == 1:
            same[node.id] = sources[0]
            continue
        same[node.id] = node.id
        centre, jump = grid[sources[0]]
        grid[node.id] = float(centre + jump * reading.centre), float(jump * reading.jump)
        drawn.append((node, reading, sources))
    if len(drawn) + 1 > MOST_ROWS:
        raise GeometryError(
            f"a cone of {len(drawn)} layers is more than the {MOST_ROWS - 1} that can be told "
            "apart. Name an earlier layer with at."
        )
    lit: dict[str, set[int]] = {same[subject.at]: {subject.unit[axis]}}
    links = []
    for node, reading, sources in reversed(drawn):
        for unit in sorted(lit.get(node.id, ())):
            for position in _positions(reading, unit):
                for source in sources:
                    lit.setdefault(source, set()).add(position)
                    links.append(((node.id, unit), (source, position)))
        if len(links) > MOST_LINES:
            raise GeometryError(
                f"the tree of this unit has more than the {MOST_LINES} lines that are drawn. "
                "Name an earlier layer with at."
            )
    words = [(subject.network.input, "input")]
    words += [(node.id, words_of(node, subject.network.one_dimensional)) for node, *_ in drawn]
    rows = {
        id_: _Row(label, *grid[id_], tuple(sorted(lit[id_]))) for id_, label in words if id_ in lit
    }
    heights = {id_: height for height, id_ in enumerate(rows)}
    lines = [[(rows[id_].place(unit), heights[id_]) for id_, unit in ends] for ends in links]
    return list(rows.values()), lines


def _positions(reading: Reading, unit: int) -> Iterator[int]:
    block, phase = divmod(unit, len(reading.runs))
    run = reading.runs[phase]
    for tap in range(run.count):
        yield block * reading.stride + run.first + tap * run.step
