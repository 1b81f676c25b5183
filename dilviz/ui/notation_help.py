"""The notation explained where a network is typed, with examples to click."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dilviz.network import notation_guide


def offer(page: str) -> None:
    """Offer the table of the notation; an example opens on the page with this address."""
    panel = st.popover("How to write a network", key="notation", on_change="rerun", width="content")
    if not panel.open:
        return
    with panel:
        st.markdown(
            "Layers from the input up, with commas between. Click an example to see it. Pasted "
            "layers of PyTorch and Keras, JSON and Fomoro links are read too; nothing is executed."
        )
        st.markdown(notation_guide.table(lambda shown, network: _link(page, shown, network)))
        st.caption(notation_guide.LEFT_OUT)


def _link(page: str, shown: str, network: str) -> str:
    return f"[`{shown}`]({page}?{urlencode({'net': network})})"
