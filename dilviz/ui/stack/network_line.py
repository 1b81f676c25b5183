"""The network on the page: the line people type, or what the line names."""

from __future__ import annotations

import streamlit as st

from dilviz.convolution.layer_text import write_pair
from dilviz.network.network import Network
from dilviz.ui.controls import refusals
from dilviz.ui.kept_networks import in_the_line
from dilviz.ui.stack.settings import INPUT_CHANNELS, INPUT_SIZE, LAYER, LINE, UNIT

TABLE_PROBLEM = "problem of the table"
MOST_NAMED = 12  # operations without a map


def use(text: str, size: str | None = None, channels: str = "") -> None:
    """Put another network, and another input if `size` is given, on the page; for callbacks."""
    st.session_state[LINE.key] = text
    st.session_state.pop(TABLE_PROBLEM, None)
    for control in (LAYER, UNIT):  # a widget without a value would take it from the link
        st.session_state[control.key] = control.default
    if size is not None:
        st.session_state[INPUT_SIZE.key] = size
        st.session_state[INPUT_CHANNELS.key] = channels


def show(network: Network) -> None:
    """Show a network that was edited elsewhere, with the input on the page."""
    use(in_the_line(network))


def load(network: Network) -> None:
    """Show a network that was loaded, with the input size that it fixes, if it does."""
    fixed = network.read_size(None)
    if network.one_dimensional and fixed is not None:
        fixed = (fixed[1], fixed[1])
    use(in_the_line(network), fixed and write_pair(fixed))


def say_what_was_read(network: Network) -> None:
    """List the operations of a model that have no spatial map, and what a reader should know."""
    if left_out := network.left_out:
        named = ", ".join(f"`{name}`" for name in left_out[:MOST_NAMED])
        more = f" and {len(left_out) - MOST_NAMED} more" if len(left_out) > MOST_NAMED else ""
        st.caption(f"Left out, because no spatial map is left there: {named}{more}.")
    for note in network.notes:
        st.caption(refusals.plain(note))


def texts() -> dict[str, str]:
    """What else the link holds: input size, channels, layer and unit, as typed."""
    keys = (INPUT_SIZE.key, INPUT_CHANNELS.key, LAYER.key, UNIT.key)
    typed = {key: (st.session_state.get(key) or "").strip() for key in keys}
    return {key: text for key, text in typed.items() if text}
