"""The browser's memory of networks that are too long for a link. It draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dilviz.ui.components import mounting

MOUNT = mounting.component("kept")
_KEY = "kept"


def mount(name: str, text: str | None, on_told: Callable[[], None]) -> None:
    """Keep a text under a name; without a text, ask for it: `on_told` is called with the answer."""
    MOUNT(key=_KEY, data={"name": name, "text": text}, on_told_change=on_told)


def told() -> Mapping[str, Any]:
    """Read the browser's answer: the ``name`` and its ``text``, empty if there is none."""
    answer = st.session_state[_KEY].told
    return answer if isinstance(answer, Mapping) else {}
