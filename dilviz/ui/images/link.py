"""The names that the Images page writes into its link itself."""

import streamlit as st

from dilviz.pictures.filter_link import DEFAULT_RATE, LARGEST_RATE
from dilviz.ui.controls.page_link import PageLink

RATE, WEIGHTS, PIN, PADDING = "d", "w", "pin", "p"
LINK = PageLink((RATE, WEIGHTS, PIN, PADDING))


def rate() -> int:
    """Read the dilation rate; a part of the page runs alone when it changes."""
    text = st.query_params.get(RATE, str(DEFAULT_RATE))
    known = text.isascii() and text.isdecimal() and len(text) < 4
    return int(text) if known and 1 <= int(text) <= LARGEST_RATE else DEFAULT_RATE
