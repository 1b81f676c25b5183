"""Parts of a page that run again on their own: a control redraws its figure, not the page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dilviz.ui import memory

Given = ParamSpec("Given")
_RUNNING = threading.local()


def part(show: Callable[Given, None]) -> Callable[Given, None]:
    """Make a part of what shows something. Parts may hold parts; each takes its turn as pages do.

    What it is called with stays as it was when the part around it ran last.
    """

    @st.fragment
    @wraps(show)
    def shown(*args: Given.args, **more: Given.kwargs) -> None:
        with _turn():
            show(*args, **more)

    return shown


@contextmanager
def _turn() -> Iterator[None]:
    """Take a turn, unless the page or the part around this one has taken it."""
    context = get_script_run_ctx()
    alone = context is not None and bool(context.fragment_ids_this_run)
    if not alone or getattr(_RUNNING, "part", False):
        yield
        return
    _RUNNING.part = True
    try:
        with memory.turn():
            yield
    finally:
        _RUNNING.part = False
