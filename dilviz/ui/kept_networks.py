"""Networks too long for a link: the link holds a name, this session and the browser their text."""

from __future__ import annotations

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.network.network_text import KEPT_NAME
from dilviz.network.packed_text import packed, unpacked
from dilviz.ui.components.kept import component
from dilviz.ui.held_networks import held

MOST_HELD = 4  # in one session
_HELD, _LOST = "networks held", "networks that this browser does not keep"


def hold(text: str) -> str:
    """Hold a network's text in this session; return the name that stands in the link for it."""
    name, text = held(text)
    networks = st.session_state.setdefault(_HELD, {})
    networks.pop(name, None)
    networks[name] = text
    for oldest in list(networks)[:-MOST_HELD]:
        del networks[oldest]
    return name


def text_of(line: str) -> str | None:
    """Find what a line stands for: itself, or the network that it names.

    None while the browser is asked. A name that nobody knows stays what it is, and cannot be read.
    """
    name = line.strip()
    if not KEPT_NAME.fullmatch(name):
        return line
    text = st.session_state.get(_HELD, {}).get(name)
    if text is None and name in st.session_state.get(_LOST, ()):
        return line
    component.mount(name, packed(text) if text else None, _take)
    return text


def _take() -> None:
    """Hold what the browser has kept under a name, if it is what the name says."""
    kept = component.found()
    name, answer = str(kept.get("name")), kept.get("text")
    try:
        found = bool(answer) and hold(unpacked(str(answer))) == name
    except GeometryError:
        found = False
    if not found:
        st.session_state.setdefault(_LOST, set()).add(name)
