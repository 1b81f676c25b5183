"""One look for all charts, on a light and on a dark page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from textwrap import shorten
from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from dilviz.figures.style import ON_BOTH

DASHES = MappingProxyType({"mute": "dot", "tap": "dash", "out": "longdash", "rf": "solid"})
MARKERS = MappingProxyType(
    {"mute": "square", "tap": "triangle-up", "out": "diamond", "rf": "circle", "in": "x"}
)
HEIGHT = 360  # pixels
# Room for numbers of five signs and a title. To find that room itself, Plotly lays a chart out
# twice: a third of the time that a new chart takes.
MARGIN: MappingProxyType[str, int] = MappingProxyType({"l": 72, "r": 20, "t": 56, "b": 50})
FIXED = {"automargin": False}
LONGEST_NAME = 90  # characters of a network, below the title

Chart = go.Figure  # for those who show one and do not know Plotly
Trace = dict[str, Any]  # as Plotly describes it

# What the page passes to Plotly beside a figure.
CONFIG: MappingProxyType[str, Any] = MappingProxyType(
    {
        "displaylogo": False,
        "responsive": True,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "svg", "filename": "dilviz"},
    }
)


@cache
def template() -> go.layout.Template:
    """The look that every chart has: grounds of the page, a legend below, values at the pointer."""
    axis = {"automargin": True, "zeroline": False, "title": {"standoff": 8}}
    return go.layout.Template(
        layout={
            "colorway": list(ON_BOTH.values()),
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"size": 14},
            "height": HEIGHT,
            "margin": dict(MARGIN),
            "hovermode": "x unified",
            "legend": {
                "orientation": "h",
                "x": 0,
                "yref": "container",
                "y": 0,
                "yanchor": "bottom",
            },
            "title": {"x": 0, "xanchor": "left", "yanchor": "top", "font": {"size": 16}},
            "xaxis": axis | {"showgrid": False},
            "yaxis": axis,
        }
    )


def figure(title: str, x: str, y: str, traces: Sequence[Trace], **layout: Any) -> go.Figure:
    """A chart: its traces, its title, and axes that name their units.

    All at once, and unchecked: Plotly takes 20 ms for a figure that it checks with everything that
    is added to it, 4 for one checked once, half of one for this. The tests check every chart.

    Parameters
    ----------
    title, x, y : str
    traces : sequence of dict
    layout
        More of Plotly's layout; ``xaxis`` and ``yaxis`` are added to the axes.
    """
    axes = {
        "xaxis": _axis(x, layout.pop("xaxis", {})),
        "yaxis": _axis(y, FIXED | layout.pop("yaxis", {})),
    }
    look = {"template": template(), "margin": dict(MARGIN), "title": {"text": title}}
    return go.Figure({"data": list(traces), "layout": look | axes | layout}, _validate=False)


def _axis(title: str, more: Mapping[str, Any]) -> dict[str, Any]:
    return {"title": {"text": title}, **more}


def about(title: str, name: str) -> str:
    """A title of two lines: what is charted, and of which network.

    >>> about("Receptive field against depth", "conv3, conv3 d2")
    'Receptive field against depth<br><sup>conv3, conv3 d2</sup>'
    """
    return f"{title}<br><sup>{escape(shorten(name, LONGEST_NAME, placeholder=' …'))}</sup>"


def curve(series: Mapping[str, Any], values: str) -> Trace:
    """One series of `points`: a line with dots, in the colour, dash and marker of its role.

    Parameters
    ----------
    series : dict
        ``name``, ``role`` and ``points``.
    values : str
        How a value is written at the pointer, as Plotly's ``%{y:...}``.
    """
    role = series["role"]
    return {
        "type": "scatter",
        "x": [across for across, _ in series["points"]],
        "y": [up for _, up in series["points"]],
        "name": series["name"],
        "mode": "lines+markers",
        "line": {"color": ON_BOTH[role], "dash": DASHES.get(role, "solid"), "width": 2.5},
        "marker": {"symbol": MARKERS[role], "size": 6},
        "hovertemplate": values,
    }
