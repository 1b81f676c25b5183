"""One look for all charts, on a light and on a dark page."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import plotly.graph_objects as go

from dilviz.figures.style import ON_BOTH

DASHES = MappingProxyType({"mute": "dot", "tap": "dash", "out": "longdash", "rf": "solid"})
MARKERS = MappingProxyType(
    {"mute": "square", "tap": "triangle-up", "out": "diamond", "rf": "circle", "in": "x"}
)
HEIGHT = 360  # pixels

# What the page passes to Plotly beside a figure: the button that saves a picture writes SVG.
CONFIG: MappingProxyType[str, Any] = MappingProxyType(
    {
        "displaylogo": False,
        "responsive": True,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "svg", "filename": "dilviz"},
    }
)


def template() -> go.layout.Template:
    """The look that every chart has: grounds of the page, a legend above, values at the pointer."""
    axis = {"automargin": True, "zeroline": False, "title": {"standoff": 8}}
    return go.layout.Template(
        layout={
            "colorway": list(ON_BOTH.values()),
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"size": 14},
            "height": HEIGHT,
            "margin": {"l": 60, "r": 20, "t": 60, "b": 50},
            "hovermode": "x unified",
            "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
            "title": {"x": 0, "xanchor": "left", "yanchor": "top", "font": {"size": 15}},
            "xaxis": axis | {"showgrid": False},
            "yaxis": axis,
        }
    )


def figure(title: str, x: str, y: str) -> go.Figure:
    """An empty chart: its title, and axes that name their units."""
    chart = go.Figure(layout={"template": template()})
    return chart.update_layout(title_text=title, xaxis_title_text=x, yaxis_title_text=y)


def curve(series: dict[str, Any], values: str) -> go.Scatter:
    """One series of `points`: a line with dots, in the colour, dash and marker of its role.

    Parameters
    ----------
    series : dict
        ``name``, ``role`` and ``points``.
    values : str
        How a value is written at the pointer, as Plotly's ``%{y:...}``.
    """
    across, up = zip(*series["points"], strict=True) if series["points"] else ((), ())
    role = series["role"]
    return go.Scatter(
        x=across,
        y=up,
        name=series["name"],
        mode="lines+markers",
        line={"color": ON_BOTH[role], "dash": DASHES.get(role, "solid"), "width": 2.5},
        marker={"symbol": MARKERS[role], "size": 6},
        hovertemplate=values,
    )


def scale_switch(axis: str = "yaxis", active: str = "linear") -> dict[str, Any]:
    """Two buttons above a chart: a linear or a logarithmic axis, without asking the server."""
    scales = ("linear", "log")
    return {
        "type": "buttons",
        "direction": "right",
        "active": scales.index(active),
        "showactive": True,
        "x": 1,
        "xanchor": "right",
        "y": 1.02,
        "yanchor": "bottom",
        "pad": {"b": 2},
        "buttons": [
            {"label": scale, "method": "relayout", "args": [{f"{axis}.type": scale}]}
            for scale in scales
        ],
    }
