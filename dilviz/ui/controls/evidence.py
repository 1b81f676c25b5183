"""The widgets of the Evidence page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dilviz.claim import GROUPS
from dilviz.correction import GROUP
from dilviz.ui.controls import bound

ALL = "all"


def sought() -> tuple[str, str]:
    """Ask for a group and for words that a row must hold."""
    left, right = st.columns([3, 2])
    with left:
        group = bound.Choice("group", "Show", (ALL, *GROUPS, GROUP), ALL).ask()
    with right:
        words = bound.Text(
            "q", "Find", "", live=True, placeholder="67.6, VGG, TensorFlow ..."
        ).ask()
    return group, words


def compute_again(forget: Callable[[], None]) -> None:
    """Offer to compute everything once more."""
    st.button("Compute again", on_click=forget)
