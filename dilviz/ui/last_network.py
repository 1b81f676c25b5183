"""The last network that a page could read: shown in grey while its line holds none."""

from __future__ import annotations

import streamlit as st

from dilviz.ui.controls import refusals

FIGURES = "figures"  # the container of all that follows from the network
LONGEST = 80  # characters of it in the sentence
_LAST = "last network of "
# Of a style alone Streamlit takes no leave: it would stay when the line holds a network again.
# The other element tells the browser to leave the figures as they are.
_GREY = (
    f"<style>.st-key-{FIGURES} {{ opacity: 0.45; filter: grayscale(1); }}</style>"
    '<i class="last-network" hidden></i>'
)


def shown_network(page: str, text: str | None) -> str | None:
    """The network that a page shows: its own; without one the last, with a sentence that says so.

    None if there was none yet.
    """
    if text is not None:
        st.session_state[_LAST + page] = text
        return text
    last = st.session_state.get(_LAST + page)
    if last is not None:
        st.html(_GREY)
        shown = refusals.clipped(last, LONGEST)
        st.caption(f"In grey, the last network that could be read: `{shown}`")
    return last
