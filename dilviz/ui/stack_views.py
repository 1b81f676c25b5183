"""What the Stack page shows of a network, from the line of notation to the things to share."""

from __future__ import annotations

import streamlit as st

import dilviz
from dilviz.effective import effective_field
from dilviz.errors import GeometryError
from dilviz.figures import effective as effective_figures
from dilviz.figures import receptive as receptive_figures
from dilviz.figures import unit_field
from dilviz.figures.network_report import network_report
from dilviz.layer import Pair
from dilviz.network import Network
from dilviz.path_map import path_map
from dilviz.ui.components.network import component
from dilviz.ui.controls import stack as controls
from dilviz.ui.explain import explained

BACKDROP = "cat"


def network_asked_for() -> tuple[Network | None, Pair | None]:
    """Ask for a network and an input size; None where it cannot be read, which is said."""
    left, right = st.columns([5, 1])
    with left:
        text = controls.notation()
    network = _read(text)
    size = None
    with right, explained():
        size = controls.input_size(network or Network(()))
    if network is not None:
        spelled = str(network)
        if spelled != " ".join(text.split()):
            st.caption(f"In short: `{spelled}`" if len(spelled) < 400 else "")
    return network, size


def _read(text: str) -> Network | None:
    try:
        return dilviz.parse_network(text)
    except GeometryError as error:
        with explained():
            raise error
        if error.position is not None:
            st.code(controls.caret(text, error.position), language=None)
        return None
