"""The receptive field against depth: this network, a plain and a doubling stack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dilviz.fields.field import receptive_fields
from dilviz.figures.receptive import growth as growth_data
from dilviz.figures.subject import Plotted, Subject
from dilviz.plot.style import drawing

LOOKS: tuple[dict[str, Any], ...] = (  # told apart without colour: by dash and marker
    {"linestyle": "-", "marker": "o", "linewidth": 2.2},
    {"linestyle": ":", "marker": "s"},
    {"linestyle": "--", "marker": "^"},
)
MOST_MARKERS = 40


def growth(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    at: str | None = None,
    input_size: int | Sequence[int] | None = None,
    log: bool = False,
    theme: str = "light",
) -> Axes:
    """Draw how the receptive field grows with depth.

    Beside it stand a stack of rate 1 and one whose rates double, with the
    kernel size that most layers of the network have. Depth counts the layers with a
    window on the longest path.

    Parameters
    ----------
    plotted, ax, at, input_size, theme
        As for `dilviz.plot.coverage`.
    log : bool
        Whether the field has a logarithmic axis.

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
    >>> axes = growth(parse_network("conv3, conv3 d2, conv3 d4"))
    >>> axes.lines[0].get_xydata().tolist()
    [[0.0, 1.0], [1.0, 3.0], [2.0, 7.0], [3.0, 15.0]]
    """
    subject = Subject.of(plotted, input_size, at)
    fields = receptive_fields(subject.until, subject.input_size)
    series = growth_data(subject.until, fields)["series"]
    with drawing(ax, theme, (5.0, 3.2)) as (axes, colours):
        for curve, look in zip(series, LOOKS, strict=True):
            depths, sizes = zip(*curve["points"], strict=True)
            axes.plot(
                depths,
                sizes,
                color=colours[curve["role"]],
                label=curve["name"],
                markersize=4,
                markevery=max(1, len(depths) // MOST_MARKERS),
                **look,
            )
        most = max(size for curve in series[:2] for _, size in curve["points"])
        axes.set_yscale("log" if log else "linear")
        axes.set_ylim(0.9 if log else 0, most * (1.3 if log else 1.06))
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("depth (layers)")
        axes.set_ylabel("receptive field (input samples)")
        axes.set_title(f"Receptive field against depth\n{subject.title}")
        axes.legend(loc="upper left")
    return axes
