"""Registers a component folder with Streamlit."""

import streamlit as st

from dilviz.ui.components.scripts import fetching, script

ROOT = '<div class="dilviz"></div>\n'  # the line end tells Streamlit that this is no path


def component(name: str):
    """Register the component of this folder; what comes back mounts it.

    The folder holds ``main.js``, whose default export draws into the ``.dilviz``
    element of ``parentElement``, and style sheets. Call this once, where the
    component's Python wrapper is defined, and mount with a ``key``.
    """
    return st.components.v2.component(f"dilviz_{name}", html=ROOT, js=fetching(script(name)))
