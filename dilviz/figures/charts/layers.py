"""The receptive field after each layer of a long network, as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from dilviz.figures.charts.template import about, figure
from dilviz.figures.style import ON_BOTH

AXES = (("rows", 0, "tap"), ("columns", 1, "in"))


def layers(report: Mapping[str, Any], name: str, scale: str = "linear") -> go.Figure:
    """Chart the field after each layer, in the network's order; rows and columns where they differ.

    Parameters
    ----------
    report : dict
        From `dilviz.export.report.report`.
    name : str
        The network, for the title.
    scale : {"linear", "log"}
        Of the axis of the field.

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
    return figure(
        about("Receptive field after each layer", name),
        "layer, in the network's order",
        "receptive field (input samples)",
        [
            {
                "type": "scatter",
                "x": numbers,
                "y": [layer["size"][index] for layer in known],
                "name": "receptive field" if len(shown) == 1 else axis,
                "text": words,
                "mode": "lines",
                "line": {
                    "shape": "hv",
                    "color": ON_BOTH["rf" if len(shown) == 1 else role],
                    "width": 2,
                },
                "hovertemplate": "%{y:,} samples after %{text}",
            }
            for axis, index, role in shown
        ],
        yaxis={"type": scale},
        showlegend=len(shown) > 1,
    )


def layers_words(report: Mapping[str, Any]) -> str:
    """Say how far the first and the last layer see.

    >>> from dilviz import parse_network
    >>> from dilviz.export.report import report
    >>> layers_words(report(parse_network("conv3, conv3x5 d2")))
    'From 3 × 3 samples after the layer 1 to 7 × 11 after the layer 2; every layer is in the table.'
    """
    known = [layer for layer in report["layers"] if layer.get("size")]
    sizes = ["{} × {}".format(*layer["size"]) for layer in (known[0], known[-1])]
    return (
        f"From {sizes[0]} samples after the layer {known[0]['id']} to {sizes[1]} after the layer "
        f"{known[-1]['id']}; every layer is in the table."
    )
