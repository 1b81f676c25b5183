"""What the components of a page write into its link, and no widget of Streamlit's."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dilviz.ui.controls.control import Control
from dilviz.ui.controls.settings import Settings


def write(control: Control[Any], text: str) -> None:
    """Write the value of a control, which is left out if it is the default."""
    if text != str(control.default):
        st.query_params[control.key] = text
    else:
        st.query_params.pop(control.key, None)


def replace(settings: Settings) -> None:
    """Write all that settings hold; what other parts of the app keep in the link stays."""
    others = {name: text for name, text in st.query_params.items() if name not in settings.names()}
    st.query_params.from_dict({**others, **settings.to_link()})
