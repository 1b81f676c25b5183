"""Registers a component folder with Streamlit."""

from functools import cache

import streamlit as st

from dilviz.ui.components.scripts import fetching, script

ROOT = '<div class="dilviz"></div>\n'  # the line end tells Streamlit that this is no path


@cache
def component(name: str):
    """Register the component of this folder; what comes back mounts it, with a ``key``.

    The folder holds ``main.js``, whose default export draws into the ``.dilviz``
    element of ``parentElement``, and style sheets.
    """
    return st.components.v2.component(f"dilviz_{name}", html=ROOT, js=fetching(script(name)))
