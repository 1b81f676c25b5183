"""Fragments of a page: a control runs its fragment again, not the whole page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from dilviz.ui.page_lock import page_lock

Arguments = ParamSpec("Arguments")


def fragment(show: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Make a fragment of a function that shows something. Fragments may hold fragments.

    Its arguments stay as they were when the fragment or page around it ran last. On its own it
    waits for `page_lock` as pages do; within a page that runs, the page has it.
    """

    @st.fragment
    @wraps(show)
    def shown(*args: Arguments.args, **more: Arguments.kwargs) -> None:
        with page_lock():
            show(*args, **more)

    return shown
