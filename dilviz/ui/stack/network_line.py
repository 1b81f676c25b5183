"""The network on the page: the line people type, or one that is too long for a link."""

from __future__ import annotations

import streamlit as st

from dilviz.network.network import Network
from dilviz.network.network_text import LONGEST_LINK, fits_a_link, network_text
from dilviz.ui.stack.settings import INPUT_CHANNELS, INPUT_SIZE, LAYER, LINE, UNIT

TABLE_PROBLEM = "problem of the table"
_TOO_LONG, _LEFT_OUT = "network too long for a link", "operations left out"
MOST_NAMED = 12  # operations without a map


def ask() -> str:
    """Ask for the network; an empty line leaves the one that is too long for a link."""
    typed = LINE.ask()
    state = st.session_state
    if typed.strip() or not state.get(_TOO_LONG):
        state.pop(_TOO_LONG, None)
        return typed
    text = state[_TOO_LONG]
    st.caption(
        f"As a text this network has {len(text)} characters, more than fit the {LONGEST_LINK} of a "
        "link. It is shown until this page is closed; Share and export saves it as JSON."
    )
    return text


def use(text: str, size: str | None = None, channels: str = "") -> None:
    """Show another network, with another input if one is named; for callbacks."""
    st.session_state[LINE.key] = text
    for key in (LAYER.key, UNIT.key, TABLE_PROBLEM, _TOO_LONG, _LEFT_OUT):
        st.session_state.pop(key, None)
    if size is not None:
        st.session_state[INPUT_SIZE.key] = size
        st.session_state[INPUT_CHANNELS.key] = channels


def show(network: Network) -> None:
    """Show a network that was read elsewhere; one too long for a link is held by the session."""
    text = network_text(network)
    fits = fits_a_link(text)
    use(text if fits else "")
    st.session_state[_TOO_LONG] = "" if fits else text
    st.session_state[_LEFT_OUT] = network.left_out


def list_left_out() -> None:
    """List the operations of a model that have no spatial map."""
    if left_out := st.session_state.get(_LEFT_OUT):
        named = ", ".join(f"`{name}`" for name in left_out[:MOST_NAMED])
        more = f" and {len(left_out) - MOST_NAMED} more" if len(left_out) > MOST_NAMED else ""
        st.caption(f"Left out, because no spatial map is left there: {named}{more}.")


def texts() -> dict[str, str]:
    """What else the link holds: input size, channels, layer and unit, as typed."""
    keys = (INPUT_SIZE.key, INPUT_CHANNELS.key, LAYER.key, UNIT.key)
    typed = {key: (st.session_state.get(key) or "").strip() for key in keys}
    return {key: text for key, text in typed.items() if text}
