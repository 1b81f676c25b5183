"""Explore's settings between the link and the component."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dilviz.convolution.scipy_check import ScipyCheck
from dilviz.convolution.scipy_check import check_with_scipy as scipy_check
from dilviz.errors import GeometryError
from dilviz.ui import scipy_button
from dilviz.ui.components.explore.component import view
from dilviz.ui.components.explore.settings import ExploreSettings, from_link, settings_of
from dilviz.ui.controls import page_link
from dilviz.ui.controls.control import link_query

KEY = "explore"  # the component
_PLACES = {"in": "input", "ker": "kernel", "out": "output"}


def settings() -> tuple[ExploreSettings, list[str]]:
    """Read the settings from the link, which is where they live; and what is wrong with it."""
    chosen, complaints = from_link(link_query())
    chosen, more = _pin_inside(chosen)
    return chosen, complaints + more


def settle() -> None:
    """Write what the component was set to into the link; the run that follows reads it there."""
    query: Mapping[str, str] = st.session_state[KEY].link
    page_link.replace(settings_of({name: str(text) for name, text in query.items()}))


def offer_check(chosen: ExploreSettings) -> None:
    """Offer to compute the same layer with SciPy."""

    def compare() -> ScipyCheck:
        shown = view(chosen)
        return scipy_check(shown.values, shown.weights, chosen.layer, shown.output, chosen.mode)

    scipy_button.check_with_scipy(compare)


def echo() -> int:
    """Tell which setting this run answers: the component counts them."""
    link = st.session_state.get(KEY, {}).get("link") or {}
    return int(link.get("echo", 0))


def _pin_inside(chosen: ExploreSettings) -> tuple[ExploreSettings, list[str]]:
    """Unpin a cell that the picture does not have."""
    if chosen.pin is None:
        return chosen, []
    grid, row, col = chosen.pin
    try:
        rows, cols = chosen.layer.output_size(chosen.input_size)
    except GeometryError:
        return replace(chosen, pin=None), []  # the sentence about the layer says enough
    (top, bottom), (left, right) = (0, 0), (0, 0)
    if grid == "ker":
        rows, cols = chosen.layer.kernel_size
    if grid == "in":
        (top, bottom), (left, right) = chosen.layer.padding_for(chosen.input_size)
        rows, cols = chosen.input_size
    if -top <= row < rows + bottom and -left <= col < cols + right:
        return chosen, []
    place = _PLACES[grid]
    return replace(chosen, pin=None), [
        f"The link pins row {row}, column {col}; the {place} has {rows} rows and {cols} columns, "
        "so nothing is pinned."
    ]
