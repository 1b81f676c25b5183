"""The receptive field against depth, as a chart."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dilviz.figures.charts.template import curve, figure, scale_switch

SAMPLES = "%{y:,} samples"


def growth(data: dict[str, Any], name: str, scale: str = "linear") -> go.Figure:
    """Chart how a network's receptive field grows, beside a plain and a doubling stack.

    Parameters
    ----------
    data : dict
        From `dilviz.figures.receptive.growth`.
    name : str
        The network, for the title.
    scale : {"linear", "log"}
        Of the axis of the field, to begin with; buttons switch it.

    Examples
    --------
    >>> from dilviz import parse_network, receptive_fields
    >>> from dilviz.figures import receptive
    >>> net = parse_network("conv3, conv3 d2, conv3 d4")
    >>> chart = growth(receptive.growth(net, receptive_fields(net)), "1-2-4")
    >>> [trace.name for trace in chart.data], chart.data[0].y
    (['this network', 'plain', 'doubling'], (1, 3, 7, 15))
    """
    chart = figure(
        f"Receptive field against depth: {name}",
        "depth (layers)",
        "receptive field (input samples)",
    )
    chart.add_traces([curve(series, SAMPLES) for series in data["series"]])
    most = max(size for series in data["series"][:2] for _, size in series["points"])
    chart.update_yaxes(type=scale)
    if scale == "linear":  # a doubling stack may leave through the top
        chart.update_yaxes(range=[0, 1.06 * most])
    return chart.update_layout(updatemenus=[scale_switch(active=scale)], xaxis_dtick=_step(data))


def _step(data: dict[str, Any]) -> int:
    """Layers from one number of the axis to the next."""
    deepest = max(data["series"][0]["points"])[0]
    return max(1, -(-deepest // 12))
