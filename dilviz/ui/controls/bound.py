"""Widgets that live in the link: the key is the name there, and a bad value is said."""

from collections.abc import Sequence

import streamlit as st

from dilviz.ui.controls import link


def slider(key: str, label: str, lowest: int, highest: int, default: int, **more) -> int:
    """Ask for a whole number by a slider."""
    if not _whole_number_between(key, lowest, highest):
        _say_refused(key, f"{label.lower()} goes from {lowest} to {highest}", default)
    return st.slider(label, lowest, highest, default, key=key, bind="query-params", **more)


def measure(key: str, label: str, lowest: float, highest: float, default: float, **more) -> float:
    """Ask for a number that need not be whole by a slider."""
    if not _number_between(key, lowest, highest):
        _say_refused(key, f"{label.lower()} goes from {lowest:g} to {highest:g}", f"{default:g}")
    return st.slider(label, lowest, highest, default, key=key, bind="query-params", **more)


def choice(key: str, label: str, options: Sequence[str], default: str, **more) -> str:
    """Ask for one of a few words, all in sight."""
    _say_unless_offered(key, label, options, default)
    picked = st.segmented_control(
        label, options, default=default, key=key, bind="query-params", required=True, **more
    )
    return picked or default


def pick(key: str, label: str, options: Sequence[str], default: str, **more) -> str:
    """Ask for one of many words, by a list that opens."""
    _say_unless_offered(key, label, options, default)
    index = list(options).index(default)
    return st.selectbox(label, options, index, key=key, bind="query-params", **more)


def text(key: str, label: str, default: str, **more) -> str:
    """Ask for a line of text."""
    return st.text_input(label, default, key=key, bind="query-params", **more)


def network(key: str, default: str | None, **more) -> str:
    """Ask for a network; the answer follows while people type."""
    if default and key not in st.session_state and key not in st.query_params:
        # Set here and no default of the widget, so that the link holds it from the start.
        st.session_state[key] = st.query_params[key] = default
    return st.text_input("Network", key=key, bind="query-params", live="300ms", **more)


def _whole_number_between(key: str, lowest: int, highest: int) -> bool:
    asked = st.query_params.get(key)
    if asked is None:
        return True
    return asked.isdecimal() and len(asked) < 12 and lowest <= int(asked) <= highest


def _number_between(key: str, lowest: float, highest: float) -> bool:
    asked = st.query_params.get(key)
    if asked is None:
        return True
    try:
        return lowest <= float(asked) <= highest
    except ValueError:
        return False


def _say_unless_offered(key: str, label: str, options: Sequence[str], default: str) -> None:
    if st.query_params.get(key) not in (None, *options):
        _say_refused(key, f"{label.lower()} is one of {link.listed(options)}", default)


def _say_refused(key: str, rule: str, default: object) -> None:
    """Streamlit drops a bad value from the link in silence; people should know."""
    link.say([link.refused(key, st.query_params[key], rule, default)])
