"""A photograph for the components of a page: sent once, not again with every change."""

from __future__ import annotations

import streamlit as st

from dilviz.ui.components import mounting

KEY = "photo"
MOUNT = mounting.component(KEY)


def bring(photo_id: str, address: str, secret: str = "") -> bool:
    """Send the browser the address of a photograph, and the secret name of an uploaded one.

    Returns
    -------
    bool
        Whether the browser has drawn the page as far as this.
    """
    is_heard = bool(getattr(st.session_state.get(KEY), "here", None))
    data = {"id": photo_id, "address": address, "secret": secret, "heard": is_heard}
    return bool(MOUNT(key=KEY, data=data, height=1, on_here_change=lambda: None).here)
