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
    numbers, known = zip(*layers_with_field(report), strict=True)
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
                "x": list(numbers),
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
    'From 3 × 3 samples after layer 1 to 7 × 11 after layer 2; every layer is in the table.'
    """
    (_, first), *_, (_, last) = layers_with_field(report)
    sizes = ["{} × {}".format(*layer["size"]) for layer in (first, last)]
    return (
        f"From {sizes[0]} samples after layer {first['id']} to {sizes[1]} after layer "
        f"{last['id']}; every layer is in the table."
    )


def layers_with_field(report: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    """List the layers whose field has a size along both axes, each with its number from 1.

    Global layers have none, and of very large networks not all are known.

    >>> from dilviz import parse_network
    >>> from dilviz.export.report import report
    >>> [number for number, _ in layers_with_field(report(parse_network("conv3, conv3, gap")))]
    [1, 2]
    """
    numbered = enumerate(report["layers"], 1)
    return [
        (at, layer) for at, layer in numbered if layer.get("size") and None not in layer["size"]
    ]
