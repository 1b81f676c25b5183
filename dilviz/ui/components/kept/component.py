"""The browser's memory of networks that are too long for a link. It draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dilviz.ui.components import mounting

MOUNT = mounting.component("kept")
_KEY = "kept"


def mount(name: str, text: str | None, on_found: Callable[[], None]) -> None:
    """Keep a text under a name; without a text, look the name up and call `on_found`."""
    MOUNT(key=_KEY, data={"name": name, "text": text}, on_found_change=on_found)


def found() -> Mapping[str, Any]:
    """Read the browser's answer: the ``name`` and its ``text``, empty if there is none."""
    answer = st.session_state[_KEY].found
    return answer if isinstance(answer, Mapping) else {}
