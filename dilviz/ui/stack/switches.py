"""The switches on the figures of a network, which their components write into the link."""

from __future__ import annotations

import streamlit as st

from dilviz.ui.controls import page_link
from dilviz.ui.controls.choices import OneOf
from dilviz.ui.controls.settings import controls_of
from dilviz.ui.stack.settings import Charted, Cone, Overview

SWITCHES = {
    control.key: control
    for settings in (Overview, Cone, Charted)
    for control in controls_of(settings).values()
    if isinstance(control, OneOf)
}


def changed() -> dict[str, str]:
    """Read from the link the switches that are not where they are at first."""
    values = {key: switch.from_link(st.query_params) for key, switch in SWITCHES.items()}
    return {key: value for key, value in values.items() if value != SWITCHES[key].default}


def write(figure: str) -> None:
    """Write what was switched on a figure into the link; for callbacks."""
    for key, value in st.session_state[figure].view.items():
        if key in SWITCHES and value in SWITCHES[key].options:
            page_link.write(SWITCHES[key], value)
