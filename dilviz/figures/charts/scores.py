"""Published scores, a panel a table, as one chart: scores of one panel may be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from dilviz.figures.charts.template import MARKERS, template
from dilviz.figures.style import ON_BOTH

ROLES = {"other": "mute", "frontend": "in", "context": "tap"}
LEGEND = {
    "other": "other networks",
    "frontend": "front end alone",
    "context": "with a context module",
}
LINE = 26  # pixels of one model


def scores(tables: list[dict[str, Any]]) -> go.Figure:
    """Chart mean intersection over union on Pascal VOC 2012, table by table, on one scale.

    Parameters
    ----------
    tables : list of dict
        From `dilviz.figures.module_tables.score_tables`.

    Examples
    --------
    >>> from dilviz.figures.module_tables import score_tables
    >>> chart = scores(score_tables())
    >>> chart.layout.xaxis.title.text, chart.data[0].y[-1], chart.data[0].x[-1]
    (None, 'FCN-8s', 62.2)
    """
    heights = [len(table["rows"]) for table in tables]
    chart = make_subplots(
        rows=len(tables),
        shared_xaxes=True,
        row_heights=heights,
        vertical_spacing=0.1,
        subplot_titles=[f"{table['title']}: {table['setting']}" for table in tables],
    )
    in_legend: set[str] = set()
    for number, table in enumerate(tables, 1):
        for kind, role in ROLES.items():
            rows = [row for row in table["rows"][::-1] if row["kind"] == kind]
            if not rows:
                continue
            chart.add_scatter(
                x=[row["value"] for row in rows],
                y=[row["name"] for row in rows],
                text=[f"{row['value']:.1f}" for row in rows],
                name=LEGEND[kind],
                legendgroup=kind,
                showlegend=kind not in in_legend,
                mode="markers+text",
                textposition="middle right",
                marker={"color": ON_BOTH[role], "symbol": MARKERS[role], "size": 10},
                hovertemplate="%{y}: %{x:.1f} %<extra></extra>",
                row=number,
                col=1,
            )
            in_legend.add(kind)
        names = [row["name"] for row in table["rows"][::-1]]
        chart.update_yaxes(categoryorder="array", categoryarray=names, row=number, col=1)
    chart.update_xaxes(title_text="mean intersection over union (%)", row=len(tables), col=1)
    height = LINE * sum(heights) + 90 * len(tables)
    return chart.update_layout(template=template(), height=height, hovermode="closest")


def scores_words(tables: Sequence[Mapping[str, Any]]) -> str:
    """Say every score, table by table.

    >>> rows = [{"name": "FCN-8s", "value": 62.2}, {"name": "front end", "value": 67.6}]
    >>> scores_words([{"title": "Table 4", "rows": rows}])
    'Table 4: FCN-8s 62.2 %, front end 67.6 %.'
    """
    return " ".join(
        f"{table['title']}: "
        + ", ".join(f"{row['name']} {row['value']:.1f} %" for row in table["rows"])
        + "."
        for table in tables
    )
