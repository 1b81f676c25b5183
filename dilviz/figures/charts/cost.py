"""What a receptive field costs, as a chart."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dilviz.figures.charts.template import curve, figure, scale_switch

UNITS = {
    "multiply_adds": "%{y:,} multiply-adds",
    "weights": "%{y:,} weights",
    "training_bytes": "%{y:,} bytes",
    "inference_bytes": "%{y:,} bytes",
}


def cost(quantities: dict[str, Any], quantity: str, field: int, scale: str = "log") -> go.Figure:
    """Chart one quantity of five kinds of network against the receptive field.

    Parameters
    ----------
    quantities : dict
        From `dilviz.figures.cost.curves`.
    quantity : str
        One of its keys.
    field : int
        The receptive field asked for, marked by a line.
    scale : {"log", "linear"}
        To begin with; buttons switch it.

    Examples
    --------
    >>> from dilviz.figures.cost import curves
    >>> chart = cost(curves((20, 30), channels=4, widest=9), "weights", field=9)
    >>> len(chart.data), chart.layout.yaxis.title.text
    (5, 'weights')
    """
    title, series = quantities[quantity]["title"], quantities[quantity]["series"]
    chart = figure(
        f"{title[0].upper()}{title[1:]} against receptive field",
        "receptive field (input samples)",
        title,
    )
    chart.add_traces([curve(one, UNITS[quantity]) for one in series])
    chart.add_vline(field, line_width=1, line_dash="dot", opacity=0.5)
    chart.update_yaxes(type=scale, exponentformat="power")
    return chart.update_layout(updatemenus=[scale_switch(active=scale)])
