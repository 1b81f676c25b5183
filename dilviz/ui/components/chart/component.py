"""A chart of Plotly's, and below it what it says in words and its Save menu.

A chart is shown as soon as a visitor has scrolled near it, for Plotly is 4.7 MB: the fragment that
shows it runs again then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dilviz.figures.charts.template import CONFIG, Chart
from dilviz.ui.components import mounting
from dilviz.ui.linked_figure import LinkedFigure, Value

NAME = "chart"
MOUNT = mounting.component(NAME)


def below(
    key: str, words: str, name: str, paper: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Write what stands below a chart.

    Parameters
    ----------
    key : str
        Names the chart on its page.
    words : str
        What it says, for who does not see it.
    name : str
        What is saved, for the names of the files.
    paper : mapping, optional
        ``figure`` and ``query`` of the route ``/plot`` that draws the same; without it, the files
        are made of what the browser has drawn.
    """
    return {"chart": key, "words": words, "name": name, "paper": paper}


def key_below(key: str) -> str:
    """The key of what stands below a chart."""
    return f"{key}-files"


def show(
    draw: Callable[[], Chart],
    key: str,
    words: str,
    name: str,
    paper: Mapping[str, Any] | None = None,
) -> None:
    """Show a chart that a run of its fragment decides."""
    place = _place(key)
    data = below(key, words, name, paper)
    if MOUNT(key=key_below(key), data=data, on_near_change=_run).near:
        _draw(place, draw(), key, words)


def show_linked(draw: Callable[[], Chart], figure: LinkedFigure[Value], settings: Value) -> None:
    """Show a chart that the link decides, as it does the figure of `below`.

    When that has changed in the browser, it asks for a run of the fragment.
    """
    place = _place(key := figure.key.removesuffix(key_below("")))
    if figure.show(settings, on_near_change=_run).near:
        _draw(place, draw(), key, figure.draw(settings)["words"])


def _run() -> None:
    """Nothing more: that something was told has its fragment run."""


def _place(key: str) -> DeltaGenerator:
    return st.container(key=f"{key}-chart")  # standing_in.js looks after it


def _draw(place: DeltaGenerator, chart: Chart, key: str, words: str) -> None:
    place.plotly_chart(chart, key=key, alt=words, config=dict(CONFIG))
