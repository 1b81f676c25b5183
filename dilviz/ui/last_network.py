"""The last network that a page could read: shown in grey while its line holds none."""

from __future__ import annotations

from html import escape

import streamlit as st

from dilviz.network.network_text import fits_a_link
from dilviz.ui import kept_networks
from dilviz.ui.controls import refusals

FIGURES = "figures"  # the container of all that follows from the network
LONGEST = 80  # characters of it in the sentence
_LAST = "last network of "
# Of a style alone Streamlit takes no leave: it would stay when the line holds a network again.
_GREY = f"<style>.st-key-{FIGURES} {{ opacity: 0.45; filter: grayscale(1); }}</style>"


def shown_network(page: str, text: str | None) -> str | None:
    """The network that a page shows: its own; without one the last, with a sentence that says so.

    None if there was none yet.
    """
    if text is not None:
        st.session_state[_LAST + page] = text
        return text
    last = st.session_state.get(_LAST + page)
    if last is not None:
        st.html(f'{_GREY}<i class="last-network" data-net="{escape(_in_a_link(last))}" hidden></i>')
        shown = refusals.clipped(last, LONGEST)
        st.caption(f"In grey, the last network that could be read: `{shown}`")
    return last


def _in_a_link(text: str) -> str:
    """What a link holds of a network: the browser asks for its figures by that."""
    return text if fits_a_link(text) else kept_networks.hold(text)
