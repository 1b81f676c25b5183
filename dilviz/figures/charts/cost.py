"""What a receptive field costs, as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from dilviz.cost.chain_cost import ChainCost
from dilviz.cost.channel_polynomial import grouped
from dilviz.figures.charts.template import curve, figure
from dilviz.figures.cost import QUANTITIES
from dilviz.figures.style import ON_BOTH

UNITS = {
    "multiply_adds": "%{y:,} multiply-adds",
    "weights": "%{y:,} weights",
    "training_bytes": "%{y:,} bytes",
    "inference_bytes": "%{y:,} bytes",
}


def cost(quantities: Mapping[str, Any], quantity: str, field: int, scale: str = "log") -> go.Figure:
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
        Of the quantity.

    Examples
    --------
    >>> from dilviz.figures.cost import curves
    >>> chart = cost(curves((20, 30), channels=4, widest=9), "weights", field=9)
    >>> len(chart.data), chart.layout.yaxis.title.text
    (5, 'weights')
    """
    title, series = quantities[quantity]["title"], quantities[quantity]["series"]
    return figure(
        f"{title[0].upper()}{title[1:]} against receptive field",
        "receptive field (input samples)",
        title,
        [curve(line, UNITS[quantity]) for line in series],
        xaxis={"range": [0, 1.03 * max(field, series[0]["points"][-1][0])]},
        yaxis={"type": scale, "exponentformat": "SI"} | ({"dtick": 1} if scale == "log" else {}),
        shapes=[_line_at(field)],
    )


def cost_words(costs: Mapping[str, ChainCost], quantity: str) -> str:
    """Say where each curve ends, of what every stack costs there.

    >>> from dilviz.cost.comparison import stack_costs
    >>> cost_words(stack_costs(9, (20, 30), channels=4), "weights")[:48]
    'Weights. one dense kernel: 1296 at a field of 9;'
    """
    title = QUANTITIES[quantity]
    words = (
        f"{name}: {grouped(getattr(cost, quantity))} at a field of {cost.size}"
        for name, cost in costs.items()
    )
    return f"{title[0].upper()}{title[1:]}. {'; '.join(words)}."


def _line_at(field: int) -> dict[str, Any]:
    line = {"color": ON_BOTH["rf"], "width": 1, "dash": "dot"}
    return {
        "type": "line",
        "x0": field,
        "x1": field,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
    }
