"""The names that the Images page writes into its link itself."""

import streamlit as st

from dilviz.pictures.filter_link import DEFAULT_RATE, LARGEST_RATE
from dilviz.ui.controls.page_link import PageLink

RATE, WEIGHTS, PIN, PADDING = "d", "w", "pin", "p"
LINK = PageLink((RATE, WEIGHTS, PIN, PADDING))


def rate() -> int:
    """Read the dilation rate; a part of the page runs alone when it changes."""
    asked = st.query_params.get(RATE, str(DEFAULT_RATE))
    known = asked.isascii() and asked.isdecimal() and len(asked) < 4
    return int(asked) if known and 1 <= int(asked) <= LARGEST_RATE else DEFAULT_RATE
