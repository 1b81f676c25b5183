"""The switches on the figures of a network, which the link holds as well."""

from __future__ import annotations

import streamlit as st

from dilviz.ui.controls import link

CHOICES = {
    "where": ("first", "centre", "half"),  # convention of a coordinate
    "scale": ("linear", "log"),
    "axis": ("cols", "rows"),
}


def view() -> dict[str, str]:
    """What the link chooses of each switch; a bad value is said and the default shown."""
    return {name: _chosen(name) for name in CHOICES}


def changed() -> dict[str, str]:
    """The switches that are not where they are at first."""
    return {name: chosen for name, chosen in view().items() if chosen != CHOICES[name][0]}


def keep(figure: str) -> None:
    """Write what was switched on a figure into the link; for callbacks."""
    for name, chosen in st.session_state[figure].view.items():
        if name not in CHOICES or chosen not in CHOICES[name]:
            continue
        if chosen == CHOICES[name][0]:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = chosen


def _chosen(name: str) -> str:
    asked = st.query_params.get(name, CHOICES[name][0])
    if asked in CHOICES[name]:
        return asked
    default = CHOICES[name][0]
    rule = f"{name} is one of {link.listed(CHOICES[name])}"
    link.say([link.refused(name, asked, rule, default)])
    return default
