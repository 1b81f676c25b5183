"""Multiply-adds against receptive field: five ways to see as far, and this network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from dilviz.cost.comparison import WIDEST
from dilviz.cost.layer_cost import costs, total
from dilviz.errors import GeometryError
from dilviz.figures.cost import QUANTITIES, curves
from dilviz.figures.subject import Plotted, Subject
from dilviz.plot.style import Palette, drawing

LOOKS: tuple[dict[str, Any], ...] = (  # told apart without colour: by dash and marker
    {"linestyle": "-", "marker": "s"},
    {"linestyle": ":", "marker": "o"},
    {"linestyle": "-", "marker": "^"},
    {"linestyle": "--", "marker": "v"},
    {"linestyle": "-.", "marker": "D"},
)
QUANTITY = "multiply_adds"


def cost(
    plotted: Plotted,
    ax: Axes | None = None,
    *,
    input_size: int | Sequence[int] = 64,
    channels: int = 64,
    theme: str = "light",
) -> Axes:
    """Draw what a receptive field costs in multiply-adds, for five kinds of network and this one.

    Parameters
    ----------
    plotted, ax, theme
        As for `dilviz.plot.coverage`.
    input_size : int or (rows, cols)
    channels : int
        Of the input; layers that state none keep them.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    GeometryError
        As `dilviz.cost.layer_cost.costs`; or if the network is one-dimensional, since those
        beside it are not.

    Examples
    --------
    A 3 x 3 layer of 8 channels costs 9 x 8 x 8 multiply-adds at each of 10 x 12 positions:

    >>> from dilviz import parse_network
    >>> axes = cost(parse_network("conv3"), input_size=(10, 12), channels=8)
    >>> axes.lines[-1].get_xydata().tolist() == [[3, 9 * 8 * 8 * 10 * 12]]
    True
    """
    subject = Subject.of(plotted, input_size)
    size = subject.input_size
    assert size is not None
    span = _span(subject)
    amount = total(costs(subject.network, size, channels)).multiply_adds
    assert amount is not None and amount.number is not None
    with drawing(ax, theme, (5.2, 3.4)) as (axes, colours):
        _draw_curves(axes, colours, curves(size, channels, min(max(span, 9), WIDEST))[QUANTITY])
        star: dict[str, Any] = {"color": colours["ink"], "markersize": 11, "linestyle": ""}
        axes.plot(span, amount.number, "*", label="this network", **star)
        axes.set_yscale("log")
        axes.set_xlabel("receptive field (input samples)")
        axes.set_ylabel(f"{QUANTITIES[QUANTITY]} for one picture")
        axes.set_title(
            f"Cost of a receptive field: {size[0]} × {size[1]} input, {channels} channels\n"
            f"{subject.title}"
        )
        axes.legend(loc="best")
    return axes


def _span(subject: Subject) -> int:
    """The longer side of the receptive field that is compared."""
    if subject.network.one_dimensional:
        raise GeometryError("costs are compared on images, and this network is one-dimensional.")
    span = max(size or 0 for size in subject.field.size)
    if not span:
        raise GeometryError(
            f"{subject.at!r} has no positions, and so no receptive field to compare. Name a map "
            "before it as the network's output."
        )
    return span


def _draw_curves(axes: Axes, colours: Palette, chart: dict[str, Any]) -> None:
    for curve, look in zip(chart["series"], LOOKS, strict=True):
        fields, values = zip(*curve["points"], strict=True)
        style: dict[str, Any] = {"color": colours[curve["role"]], "markersize": 3.5} | look
        axes.plot(fields, values, label=curve["name"], **style)
