"""The button that computes what a page shows once more, with SciPy."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dilviz.convolution.scipy_check import ScipyCheck
from dilviz.ui.explain import explained

LABEL = "Check this with SciPy"


def check_with_scipy(compare: Callable[[], ScipyCheck]) -> None:
    """Offer the comparison; it runs when the button is pressed."""
    if st.button(LABEL):
        with explained():
            st.markdown(compare().words)
