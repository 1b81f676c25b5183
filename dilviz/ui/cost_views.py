"""What the Cost page shows: five ways to one receptive field, and a formula put right."""

from __future__ import annotations

from threading import Lock
from typing import Any

import streamlit as st

from dilviz.comparison import Bill, bills, contender, resolution_price
from dilviz.errors import GeometryError
from dilviz.figures import cost as figures
from dilviz.stopwatch import Timing, runner, timed
from dilviz.ui.components.cost import component
from dilviz.ui.controls import cost as controls
from dilviz.ui.explain import explained, sentence
from dilviz.ui.parts import part
from dilviz.ui.proofs import proof

Timings = dict[str, Timing | str]
_MEASURED = "measured settings"


@part
def costs() -> None:
    """Compare what a field costs in five ways, and derive the formula for that image."""
    channels, side = comparison()
    st.header("The formula, step by step")
    formula(channels, side)


def comparison() -> tuple[int, int]:
    """Compare what the field costs in five ways; return the channels and the side chosen."""
    field, channels, side = controls.setting()
    with explained():
        counted = _bills(field, side, channels)
        timings = _timings(field, side, channels, tuple(counted))
        component.table(figures.table_rows(counted, timings, field), field)
        component.curves(_curves(side, channels, max(field, 63)), field)
        controls.download(figures.csv_table(counted, timings, field), field)
    return channels, side


@part
def formula(channels: int, side: int) -> None:
    """Derive the article's formula, then correct it."""
    rate = controls.rate()
    component.derivation(figures.derivation(side, 3, channels, rate))
    st.markdown(
        f":small[What the article says of {proof('complexity', 'its formula')} and of "
        f"{proof('cost of a rate', 'extra parameters')}, with the evidence.]"
    )


def price() -> None:
    """Tell what it costs to keep the resolution."""
    strided, dilated = resolution_price()
    component.price(
        {
            "strided": f"{strided / 1e9:.1f}",
            "dilated": f"{dilated / 1e9:.1f}",
            "ratio": f"{dilated / strided:.1f}",
            "share": strided / dilated,
        }
    )
    st.markdown(
        f":small[This ratio, {proof('price of resolution', 'checked on the Evidence page')}.]"
    )


def _timings(field: int, side: int, channels: int, names: tuple[str, ...]) -> Timings:
    """What was measured for these settings in this session; a press of the button measures."""
    setting = (field, side, channels)
    st.caption(
        "Counts are exact. Times are measured: our own engine, float32, one picture, on this "
        "server as busy as it is at this moment."
    )
    if controls.measure():
        st.session_state[_MEASURED] = setting
    if st.session_state.get(_MEASURED) != setting:
        return {}
    with st.spinner("Measuring five networks …"):
        return {name: _measured(name, field, side, channels) for name in names}


@st.cache_data(max_entries=300, ttl=3600, show_spinner=False)
def _measured(name: str, field: int, side: int, channels: int) -> Timing | str:
    try:
        run = runner(contender(name, field), (side, side), channels)
    except GeometryError as error:
        return sentence(error)
    with _one_at_a_time():
        return timed(run)


@st.cache_resource(show_spinner=False)
def _one_at_a_time() -> Lock:
    """Two measurements at once would measure each other."""
    return Lock()


@st.cache_data(max_entries=200, show_spinner=False)
def _bills(field: int, side: int, channels: int) -> dict[str, Bill]:
    return bills(field, (side, side), channels)


@st.cache_data(max_entries=100, show_spinner=False)
def _curves(side: int, channels: int, widest: int) -> dict[str, Any]:
    return figures.curves((side, side), channels, widest)
