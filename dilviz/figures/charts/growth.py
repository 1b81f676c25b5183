"""The receptive field against depth, as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from dilviz.cost.channel_polynomial import grouped
from dilviz.figures.charts.template import about, curve, figure

SAMPLES = "%{y:,} samples"


def growth(data: Mapping[str, Any], name: str, scale: str = "linear") -> go.Figure:
    """Chart how a network's receptive field grows, beside a plain and a doubling stack.

    Parameters
    ----------
    data : dict
        From `dilviz.figures.receptive.growth`.
    name : str
        The network, for the title.
    scale : {"linear", "log"}
        Of the axis of the field.

    Examples
    --------
    >>> from dilviz import parse_network, receptive_fields
    >>> from dilviz.figures import receptive
    >>> net = parse_network("conv3, conv3 d2, conv3 d4")
    >>> chart = growth(receptive.growth(net, receptive_fields(net)), "1-2-4")
    >>> [trace.name for trace in chart.data], chart.data[0].y
    (['this network', 'plain', 'doubling'], (1, 3, 7, 15))
    """
    return figure(
        about("Receptive field against depth", name),
        "depth (layers)",
        "receptive field (input samples)",
        [curve(series, SAMPLES) for series in data["series"]],
        xaxis={"dtick": _step(data)},
        yaxis={"type": scale} | ({"range": [0, _top(data)]} if scale == "linear" else {"dtick": 1}),
    )


def growth_words(data: Mapping[str, Any]) -> str:
    """Say how far each stack sees in the end.

    >>> growth_words({"series": [{"name": "plain", "points": [[0, 1], [8, 17]]}]})
    'plain: 17 samples after 8 layers.'
    """
    ends = [(series["name"], *series["points"][-1]) for series in data["series"]]
    return (
        "; ".join(f"{name}: {grouped(size)} samples after {n} layers" for name, n, size in ends)
        + "."
    )


def _top(data: Mapping[str, Any]) -> float:
    """The end of a linear axis: a doubling stack may leave through it."""
    return 1.06 * max(size for series in data["series"][:2] for _, size in series["points"])


def _step(data: Mapping[str, Any]) -> int:
    """Layers from one number of the axis to the next."""
    deepest = max(data["series"][0]["points"])[0]
    return max(1, -(-deepest // 12))
