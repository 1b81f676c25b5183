"""The receptive field after each layer, nested: 3 × 3, 7 × 7, 15 × 15 …"""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.fields.field import receptive_fields
from dilviz.figures.subject import Plotted, Subject, size_words
from dilviz.plot.style import drawing

MOST_SQUARES = 60
CLEAR = 0.06  # of the picture, from one label to the next
WIDE = 0.2  # of the picture, that a label takes

Placed = tuple[float, Pair]  # the first column of a field, from its unit, and the field's size


def squares(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    at: str | None = None,
    input_size: int | Sequence[int] | None = None,
    theme: str = "light",
) -> Axes:
    """Draw the receptive field after each layer around one unit, to scale.

    In one dimension the fields are bars, one below the other.

    Parameters
    ----------
    plotted, ax, at, input_size, theme
        As for `dilviz.plot.coverage`.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        As `dilviz.receptive_field`.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> axes = squares(parse_network("conv3, conv3 d2, conv3 d4"))
    >>> [text.get_text() for text in axes.texts]
    ['15 × 15', '7 × 7', '3 × 3']
    """
    subject = Subject.of(plotted, input_size, at)
    line = subject.network.one_dimensional
    fields = _growing_fields(subject)
    with drawing(ax, theme, (5.2, 2.4) if line else (3.8, 3.8)) as (axes, colours):
        for place, (left, size) in enumerate(fields):
            top, height = (place - 0.4, 0.8) if line else (-size[0] / 2, size[0])
            box = Rectangle((left - 0.5, top), size[1], height)
            box.set(facecolor=(colours["rf"], 0.12), edgecolor=colours["rf"], linewidth=1.1)
            axes.add_patch(box)
        _write_sizes(axes, fields, line, colours["ink"])
        unit = len(fields) if line else 0
        axes.plot(0, unit, "s", color=colours["out"], markersize=4, label="the unit")
        _frame(axes, fields, line)
        axes.set_title(f"Receptive field after each layer\n{subject.title}")
    return axes


def _growing_fields(subject: Subject) -> list[Placed]:
    """Distinct fields on the way to the map, the largest first, each with its first column.

    Along a line of full resolution fields stand where they are, so that a causal one ends at its
    unit. Elsewhere units of different layers have no common place, and fields are centred.
    """
    fields = list(receptive_fields(subject.until, subject.input_size).values())
    fields = [field for field in fields if field.size and all(field.size)]
    if not fields:
        raise GeometryError(f"no layer before {subject.at!r} reads the input. Choose another.")
    in_place = subject.network.one_dimensional and all(
        field.jump[1] == 1 and field.start[1] is not None for field in fields
    )
    found = {
        (field.start[1] if in_place else (1 - field.size[1]) / 2, field.size) for field in fields
    }
    ordered = sorted(found, key=lambda placed: placed[1][0] * placed[1][1], reverse=True)
    return ordered[:: -(-len(ordered) // MOST_SQUARES)]  # type: ignore[return-value]


def _write_sizes(axes: Axes, fields: list[Placed], line: bool, colour: str) -> None:
    """Label every square that is wide enough and clear of the label above it."""
    last = float("-inf")
    _, (rows, cols) = fields[0]
    for place, (left, size) in enumerate(fields):
        y = place if line else -size[0] / 2
        if not line and ((y - last) / rows < CLEAR or size[1] / cols < WIDE):
            continue
        last = y
        axes.annotate(
            size_words(size, line),
            (left - 0.5, y),
            xytext=(3, 0 if line else -2),
            textcoords="offset points",
            va="center" if line else "top",
            fontsize=8,
            color=colour,
        )


def _frame(axes: Axes, fields: list[Placed], line: bool) -> None:
    left, (rows, cols) = fields[0]
    axes.set_xlim(left - 0.5 - 0.03 * cols, max(left + cols, 1) - 0.5 + 0.03 * cols)
    axes.set_xlabel("columns from the unit (input samples)")
    if line:
        axes.set(ylim=(len(fields) + 0.5, -0.6), yticks=[])
        axes.spines["left"].set_visible(False)
        return
    axes.set(ylim=(0.53 * rows, -0.53 * rows), aspect="equal")
    axes.set_ylabel("rows from the unit (input samples)")
