"""The receptive field after each layer of a long network, as a chart."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dilviz.figures.charts.template import figure, scale_switch
from dilviz.figures.style import ON_BOTH

AXES = (("rows", 0, "tap"), ("columns", 1, "in"))


def layers(report: dict[str, Any], name: str) -> go.Figure:
    """Chart the field after each layer, in the network's order; rows and columns where they differ.

    Parameters
    ----------
    report : dict
        From `dilviz.export.report.report`.
    name : str
        The network, for the title.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> from dilviz.export.report import report
    >>> chart = layers(report(parse_network("conv3, conv3x5 d2")), "a network")
    >>> [(trace.name, trace.y) for trace in chart.data]
    [('rows', (3, 7)), ('columns', (3, 11))]
    """
    known = [layer for layer in report["layers"] if layer.get("size")]
    numbers = [at for at, layer in enumerate(report["layers"], 1) if layer.get("size")]
    words = [f"{layer['id']}: {layer['words']}" for layer in known]
    alike = all(layer["size"][0] == layer["size"][1] for layer in known)
    shown = AXES[1:] if alike or report["one_dimensional"] else AXES
    chart = figure(
        f"Receptive field after each layer: {name}",
        "layer, in the network's order",
        "receptive field (input samples)",
    )
    for axis, index, role in shown:
        chart.add_scatter(
            x=numbers,
            y=[layer["size"][index] for layer in known],
            name="receptive field" if len(shown) == 1 else axis,
            text=words,
            mode="lines",
            line={"shape": "hv", "color": ON_BOTH["rf" if len(shown) == 1 else role], "width": 2},
            hovertemplate="%{y:,} samples after %{text}",
        )
    return chart.update_layout(showlegend=len(shown) > 1, updatemenus=[scale_switch()])
