"""Networks too long for a link: the link holds a name, this session and the browser their text."""

from __future__ import annotations

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.network_text import (
    KEPT_NAME,
    LONGEST_LINK,
    fits_a_link,
    link_text,
    network_text,
)
from dilviz.network.packed_text import is_packed, packed, unpacked
from dilviz.ui.components.kept import component
from dilviz.ui.controls.control import Control
from dilviz.ui.held_networks import held
from dilviz.ui.notation import spelled

MOST_HELD = 4  # in one session
_HELD, _LOST = "networks held", "networks that this browser does not keep"


def ask(line: Control[str]) -> str | None:
    """Read the line of a page for a network; None while the browser looks for one that it keeps."""
    _shorten(line.key)
    typed = line.ask()
    text = text_of(typed)
    if text is None:
        st.caption("This network is too long for a link; this browser is asked for it.")
    elif text != typed:
        st.caption(
            f"This network has {len(text)} characters, more than the {LONGEST_LINK} of a link, "
            "also when compressed. This browser keeps it under the name in the line, for Back and "
            "reload. To show it elsewhere, send its JSON along: Share and export on the Stack page."
        )
    elif is_packed(typed):
        st.caption("The line holds the network as a link does: its JSON, compressed.")
    return text


def _shorten(key: str) -> None:
    """Put what a link can hold in place of a text that was pasted and is too long for one."""
    typed = st.session_state.get(key) or ""
    if fits_a_link(typed):
        return
    try:
        network, _ = spelled(typed)
    except GeometryError:
        return  # the page says what is wrong with it
    st.session_state[key] = in_the_line(network)


def in_the_line(network: Network) -> str:
    """Write a network as the line, and so the link, holds it: its text or its name."""
    text = network_text(network)
    return link_text(text) or hold(text)


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
