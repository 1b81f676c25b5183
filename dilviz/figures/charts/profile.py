"""The effective receptive field along one axis, as a chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from dilviz.figures.charts.template import about, figure
from dilviz.figures.style import ON_BOTH


def profile(data: Mapping[str, Any], name: str) -> go.Figure:
    """Chart the share of the weight at each sample, beside the Gaussian of the same variance.

    Parameters
    ----------
    data : dict
        From `dilviz.figures.effective.profile`.
    name : str
        The network, for the title.

    Examples
    --------
    >>> from dilviz import parse_network
    >>> from dilviz.fields.effective import effective_field
    >>> from dilviz.figures import effective
    >>> network = parse_network("conv3, conv3")
    >>> chart = profile(effective.profile(effective_field(network)), "two layers")
    >>> [round(9 * share) for share in chart.data[0].y], chart.data[0].x
    ([1, 2, 3, 2, 1], (-2.0, -1.0, 0.0, 1.0, 2.0))
    """
    places = _places(data)
    bars = {
        "type": "bar",
        "x": places,
        "y": data["shares"],
        "name": "share of the weight",
        "marker": {"color": ON_BOTH["rf"], "line": {"width": 0}},
        "hovertemplate": "%{y:.3%}",
    }
    gaussian = {
        "type": "scatter",
        "x": places,
        "y": data["gaussian"],
        "name": "Gaussian of the same variance",
        "mode": "lines",
        "line": {"dash": "dash", "color": ON_BOTH["in"], "width": 2},
        "hovertemplate": "%{y:.3%}",
    }
    return figure(
        about("Effective receptive field along columns", name),
        "position (input samples)",
        "share of the weight of one unit",
        [bars, gaussian],
        bargap=0,
    )


def _places(data: Mapping[str, Any]) -> list[float]:
    """The middle of every bar; a bar may stand for several samples."""
    samples, bars = data["last"] - data["first"] + 1, len(data["shares"])
    block = -(-samples // bars)
    starts = data["first"] + block * np.arange(bars)
    ends = np.minimum(starts + block - 1, data["last"])
    return ((starts + ends) / 2).tolist()
