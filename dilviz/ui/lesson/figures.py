"""The panel of the lesson: its link alone decides it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dilviz.ui.lesson import stops
from dilviz.ui.lesson.settings import Place
from dilviz.ui.linked_figure import figure


@figure("lesson", Place, "lesson", key="lesson-panel")
@st.cache_data(max_entries=300, show_spinner=False)
def panel(place: Place) -> dict[str, Any]:
    """Fill the panel at one stop."""
    return stops.panel_data(place)
