"""The charts of the Stack page: growth with depth, and the effective field along one axis."""

from __future__ import annotations

from typing import Any

import streamlit as st

import dilviz
from dilviz.convolution.layer import Pair
from dilviz.fields.effective import effective_field
from dilviz.figures import effective, receptive
from dilviz.figures.charts.growth import growth, growth_words
from dilviz.figures.charts.layers import layers, layers_words
from dilviz.figures.charts.profile import profile
from dilviz.figures.charts.template import Chart
from dilviz.figures.subject import name_of
from dilviz.network.network_text import fits_a_link
from dilviz.ui.components.chart import component
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.notation import spelled
from dilviz.ui.stack import figures
from dilviz.ui.stack.settings import GATES, Charted, Sized, WithInput

LONG = 40  # layers: from here on the field after each of them is charted too

Drawn = tuple[Chart, str]  # and what it says in words

cached = st.cache_resource(max_entries=50, show_spinner=False)  # shared, and only read


@fragment
def fields(settings: WithInput) -> None:
    """Chart how the field grows with depth; of a long network, the field after each layer too."""
    charted = Charted.ask(settings)
    scale = charted.scale
    with explained():
        drawn = _growth(settings.notation, settings.input_size, scale)
        _show(drawn, "growth", "growth with depth", _paper("growth", settings, scale=scale))
        report = figures.description(
            settings.notation, settings.input_size, settings.channels, GATES.default
        )
        if len(report["layers"]) >= LONG:
            long = layers(report, name_of(settings.network), scale), layers_words(report)
            _show(long, "long", "field after each layer", None)


def effective_profile(settings: Sized) -> None:
    """Chart the effective receptive field along the columns."""
    with explained():
        drawn = _profile(settings.notation, settings.input_size)
        name = "effective receptive field"
        _show(drawn, "profile", name, _paper("effective", settings))


def _show(drawn: Drawn, key: str, name: str, paper: dict[str, Any] | None) -> None:
    chart, words = drawn
    component.show(chart, key, words, name, paper)


def _paper(figure: str, settings: Sized, **more: str) -> dict[str, Any] | None:
    """The figure of `dilviz.plot` that shows the same, if a link can name the network."""
    if not fits_a_link(settings.notation):
        return None
    return {
        "figure": figure,
        "query": {"net": settings.notation, "input": settings.size_text, **more},
    }


@cached
def _growth(notation: str, input_size: Pair | None, scale: str) -> Drawn:
    network, _ = spelled(notation)
    data = receptive.growth(network, dilviz.receptive_fields(network, input_size))
    return growth(data, name_of(network), scale), growth_words(data)


@cached
def _profile(notation: str, input_size: Pair | None) -> Drawn:
    network, _ = spelled(notation)
    data = effective.profile(effective_field(network, input_size=input_size))
    return profile(data, name_of(network)), data["words"]
