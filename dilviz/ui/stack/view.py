"""The switches on the figures of a network, which the link holds as well."""

from __future__ import annotations

import streamlit as st

from dilviz.ui.controls import bound

SWITCHES = {
    name: bound.OneOf(name, name, options, options[0])
    for name, options in (
        ("where", ("first", "centre", "half")),  # convention of a coordinate
        ("scale", ("linear", "log")),
        ("axis", ("cols", "rows")),
    )
}


def view() -> dict[str, str]:
    """What the link chooses of each switch; a bad value is said and the default shown."""
    for one in SWITCHES.values():
        one.say_unless_offered()
    return told(st.query_params)


def told(query: bound.Query) -> dict[str, str]:
    """Read the same from a link."""
    return {name: one.told(query) for name, one in SWITCHES.items()}


def changed() -> dict[str, str]:
    """The switches that are not where they are at first."""
    return {name: chosen for name, chosen in view().items() if chosen != SWITCHES[name].default}


def keep(figure: str) -> None:
    """Write what was switched on a figure into the link; for callbacks."""
    for name, chosen in st.session_state[figure].view.items():
        if name not in SWITCHES or chosen not in SWITCHES[name].options:
            continue
        if chosen == SWITCHES[name].default:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = chosen
