"""The switches on the figures of a network, which the link holds as well."""

from __future__ import annotations

import streamlit as st

from dilviz.ui.controls import bound, link

CHOICES = {
    "where": ("first", "centre", "half"),  # convention of a coordinate
    "scale": ("linear", "log"),
    "axis": ("cols", "rows"),
}


def view() -> dict[str, str]:
    """What the link chooses of each switch; a bad value is said and the default shown."""
    chosen = told(st.query_params)
    for name, choices in CHOICES.items():
        asked = st.query_params.get(name)
        if asked not in (None, *choices):
            rule = f"{name} is one of {link.listed(choices)}"
            link.say([link.refused(name, asked, rule, chosen[name])])
    return chosen


def told(query: bound.Query) -> dict[str, str]:
    """Read the same from a link."""
    return {
        name: query[name] if query.get(name) in choices else choices[0]
        for name, choices in CHOICES.items()
    }


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
