"""What the Cost page shows: five ways to one receptive field, and a formula put right."""

from __future__ import annotations

from functools import partial
from threading import Lock
from typing import Any

import streamlit as st

from dilviz.cost.chain_cost import ChainCost
from dilviz.cost.comparison import resolution_price, stack_costs, stack_network
from dilviz.cost.timing import Timing, runner, timed
from dilviz.errors import GeometryError
from dilviz.figures import cost as figures
from dilviz.ui.ahead import Figure
from dilviz.ui.components.cost import component
from dilviz.ui.cost import controls
from dilviz.ui.cost.controls import Comparison, Derivation
from dilviz.ui.explain import explained, sentence
from dilviz.ui.fragments import fragment
from dilviz.ui.proofs import proof

Timings = dict[str, Timing | str]
_MEASURED = "measured settings"


@fragment
def costs() -> None:
    """Compare what a field costs in five ways, and derive the formula for that image."""
    asked = comparison()
    st.header("The formula, step by step")
    formula(asked)


def comparison() -> Comparison:
    """Compare what the field costs in five ways; return what was asked."""
    asked = controls.comparison()
    with explained():
        timings = _timings(asked)
        TABLE.show(asked, _timed(asked, timings) if timings else None)
        CURVES.show(asked)
        controls.download(
            lambda: figures.csv_table(_bills(*asked), timings, asked.field), asked.field
        )
    return asked


@fragment
def formula(asked: Comparison) -> None:
    """Derive the article's formula, then correct it."""
    DERIVATION.show(controls.derivation(asked))
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


def _timings(asked: Comparison) -> Timings:
    """What was measured for these settings in this session; a press of the button measures."""
    st.caption(
        "Counts are exact. Times are measured: our own engine, float32, one picture, on this "
        "server as busy as it is at this moment."
    )
    if controls.measure():
        st.session_state[_MEASURED] = asked
    if st.session_state.get(_MEASURED) != asked:
        return {}
    with st.spinner("Measuring five networks …"):
        return {name: _measured(name, *asked) for name in _bills(*asked)}


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


@st.cache_data(max_entries=200, show_spinner=False)
def _bills(field: int, channels: int, side: int) -> dict[str, ChainCost]:
    return stack_costs(field, (side, side), channels)


@st.cache_data(max_entries=100, show_spinner=False)
def _curves(side: int, channels: int, widest: int) -> dict[str, Any]:
    return figures.curves((side, side), channels, widest)


def _table_data(asked: Comparison) -> dict[str, Any]:
    return component.table(figures.table_rows(_bills(*asked), {}, asked.field), asked.field)


def _timed(asked: Comparison, timings: Timings) -> dict[str, Any]:
    """What the table shows besides, once it was measured."""
    return {"rows": figures.table_rows(_bills(*asked), timings, asked.field)}


def _curves_data(asked: Comparison) -> dict[str, Any]:
    quantities = _curves(asked.side, asked.channels, max(asked.field, 63))
    return component.curves(quantities, asked.field)


def _derivation_data(asked: Derivation) -> dict[str, Any]:
    return component.derivation(figures.derivation(asked.side, 3, asked.channels, asked.rate))


_figure = partial(Figure, "cost", mount=component.MOUNT)
_COMPARED = "field", "channels", "image"
TABLE = _figure("table", _COMPARED, controls.comparison_told, _table_data)
CURVES = _figure("curves", _COMPARED, controls.comparison_told, _curves_data)
DERIVATION = _figure(
    "derivation", ("channels", "image", "rate"), controls.derivation_told, _derivation_data
)
FIGURES = {one.key: one for one in (TABLE, CURVES, DERIVATION)}
