"""What the Cost page shows: its figures, measured times, and the price of the resolution."""

from __future__ import annotations

from dataclasses import astuple
from threading import Lock

import streamlit as st

from dilviz.cost.comparison import resolution_price, stack_network
from dilviz.cost.timing import Timing, runner, timed
from dilviz.errors import GeometryError
from dilviz.figures.charts.cost import cost
from dilviz.ui.components.chart.component import show_linked
from dilviz.ui.components.mounting import component
from dilviz.ui.cost import figures
from dilviz.ui.cost.figures import Timings, costs_of
from dilviz.ui.cost.settings import QUANTITY_OF_WORDS, Charted, Comparison, Derivation
from dilviz.ui.evidence_links import evidence_link
from dilviz.ui.explain import explained, sentence
from dilviz.ui.fragments import fragment

_MEASURED = "measured settings"


@fragment
def comparison() -> None:
    """Compare what a field costs in five ways."""
    settings = Comparison.ask()
    with explained():
        timings = _timings(settings)
        figures.table.show(settings, figures.table_data(settings, timings) if timings else None)
    chart()


@fragment
def chart() -> None:
    """Chart a cost of five kinds of network against the receptive field."""
    settings = Charted.ask(Comparison.held())
    numbers = settings.side, settings.channels, settings.field
    quantity = QUANTITY_OF_WORDS[settings.quantity]
    show_linked(
        lambda: cost(figures.curves(*numbers), quantity, settings.field, settings.scale),
        figures.below_curves,
        settings,
    )


def formula() -> None:
    """Derive the formula that is often given, then correct it."""
    figures.derivation.show(Derivation.ask(Comparison.held()))
    formula_link = evidence_link("complexity", "this formula")
    parameters_link = evidence_link("cost of a rate", "extra parameters")
    st.markdown(
        f":small[What is often said wrongly of {formula_link} and of {parameters_link}, with the "
        "evidence.]"
    )


def price() -> None:
    """Tell what it costs to keep the resolution."""
    strided, dilated = resolution_price()
    data = {
        "figure": "price",
        "strided": f"{strided / 1e9:.1f}",
        "dilated": f"{dilated / 1e9:.1f}",
        "ratio": f"{dilated / strided:.1f}",
        "share": strided / dilated,
    }
    component("cost")(key="price", data=data)
    link = evidence_link("price of resolution", "checked on the Evidence page")
    st.markdown(f":small[This ratio, {link}.]")


def _timings(settings: Comparison) -> Timings:
    """What was measured for these settings in this session; a press of the button measures."""
    st.caption(
        "Counts are exact. Times are measured: our own engine, float32, one picture, on this "
        "server as busy as it is at this moment."
    )
    if st.button("Measure on this server", key="measure"):
        st.session_state[_MEASURED] = settings
    if st.session_state.get(_MEASURED) != settings:
        return {}
    with st.spinner("Measuring five networks …"):
        return {name: _measured(name, *astuple(settings)) for name in costs_of(settings)}


@st.cache_data(max_entries=300, ttl=3600, show_spinner=False)
def _measured(name: str, field: int, channels: int, side: int) -> Timing | str:
    try:
        run = runner(stack_network(name, field), (side, side), channels)
    except GeometryError as error:
        return sentence(error)
    with _one_at_a_time():
        return timed(run)


@st.cache_resource(show_spinner=False)
def _one_at_a_time() -> Lock:
    """Two measurements at once would measure each other."""
    return Lock()
