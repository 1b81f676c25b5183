"""A chart of Plotly's, and below it what it says in words and its Save menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dilviz.figures.charts.template import CONFIG, Chart
from dilviz.ui.components import mounting

MOUNT = mounting.component("chart")


def show(
    draw: Callable[[], Chart],
    key: str,
    words: str,
    name: str,
    paper: Mapping[str, Any] | None = None,
) -> None:
    """Show a chart, as soon as a visitor has scrolled near it: Plotly is 4.7 MB.

    The fragment that calls this runs again then.

    Parameters
    ----------
    draw : callable
        Makes the chart.
    key : str
        Names it on its page.
    words : str
        What it says, for who does not see it.
    name : str
        What is saved, for the names of the files.
    paper : mapping, optional
        ``figure`` and ``query`` of the route ``/plot`` that draws the same; without it, the files
        are made of what the browser has drawn.
    """
    place = st.container(key=f"{key}-chart")  # standing_in.js looks after it
    data = {"chart": key, "words": words, "name": name, "paper": paper}
    if MOUNT(key=f"{key}-files", data=data, on_near_change=lambda: None).near:
        place.plotly_chart(draw(), key=key, alt=words, config=dict(CONFIG))
