"""The widgets of the Evidence page."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from dilviz.papers.claim import CORRECTIONS_GROUP, GROUPS
from dilviz.ui.controls import bound

ALL = "all"

SHOW = bound.Choice("group", "Show", (ALL, *GROUPS, CORRECTIONS_GROUP), ALL)
FIND = bound.Text("q", "Find", "", live=True, placeholder="67.6, VGG, TensorFlow ...")


class Sought(NamedTuple):
    """A group, and words that a row must hold."""

    group: str
    words: str


def sought() -> Sought:
    """Ask for a group and for words."""
    left, right = st.columns([3, 2])
    with left:
        group = SHOW.ask()
    with right:
        words = FIND.ask()
    return Sought(group, words)


def sought_told(link: bound.Query) -> Sought:
    """Read the same from a link."""
    return Sought(SHOW.told(link), FIND.told(link))


def compute_again(forget: Callable[[], None]) -> None:
    """Offer to compute everything once more."""
    st.button("Compute again", on_click=forget)
