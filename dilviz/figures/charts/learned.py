"""How well trained networks did against what they see or cost, as a chart."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dilviz.figures.charts.template import Trace, figure
from dilviz.figures.style import ON_BOTH

ROLES = ("rf", "mute", "in", "tap", "out")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star")
HEIGHT = 460  # pixels: many names in the legend


def learned(points: list[dict[str, Any]], across: str, up: str) -> go.Figure:
    """Chart the mean and the spread of every network.

    Parameters
    ----------
    points : list of dict
        From `dilviz.figures.learned_scores.score_points`.
    across, up : str
        Titles of the axes, with their units.

    Examples
    --------
    >>> point = {"name": "plain", "across": 15, "mean": 20.1, "spread": 0.5, "seeds": 5}
    >>> chart = learned([point], "receptive field (pixels)", "ink pixels right (%)")
    >>> chart.data[0].name, chart.data[0].error_y.array
    ('plain', (0.5,))
    """
    traces = [_trace(number, point) for number, point in enumerate(points)]
    title = f"{up[0].upper()}{_without_unit(up[1:])} against {_without_unit(across)}"
    return figure(title, across, up, traces, hovermode="closest", height=HEIGHT)


def learned_words(points: list[dict[str, Any]], across: str, up: str) -> str:
    """Say what the chart shows, for who does not see it.

    >>> point = {"name": "plain", "across": 15, "mean": 20.1, "spread": 0.5, "seeds": 5}
    >>> learned_words([point], "receptive field (pixels)", "ink pixels right (%)")
    'Ink pixels right (%), at the receptive field (pixels). plain: 20.1 at 15.'
    """
    each = [f"{point['name']}: {point['mean']:.1f} at {point['across']}" for point in points]
    return f"{up[0].upper()}{up[1:]}, at the {across}. {'; '.join(each)}."


def _without_unit(title: str) -> str:
    """A title of an axis for the title of a chart, which has to fit a phone."""
    return title.partition(" (")[0]


def _trace(number: int, point: dict[str, Any]) -> Trace:
    look = {
        "color": ON_BOTH[ROLES[number % len(ROLES)]],
        "symbol": SYMBOLS[number % len(SYMBOLS)],
        "size": 11,
    }
    return {
        "type": "scatter",
        "x": [point["across"]],
        "y": [point["mean"]],
        "error_y": {"type": "data", "array": [point["spread"]], "thickness": 1.5},
        "name": point["name"],
        "mode": "markers",
        "marker": look,
        "hovertemplate": f"{point['name']}: %{{y:.1f}} ± {point['spread']:.1f}<extra></extra>",
    }
