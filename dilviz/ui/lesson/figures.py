"""The panel of the lesson: its link alone decides it."""

from __future__ import annotations

from typing import Any

from dilviz.ui.lesson import stops
from dilviz.ui.lesson.settings import Place
from dilviz.ui.linked_figure import figure
from dilviz.ui.shared_results import shared


@figure("lesson", Place, "lesson", key="lesson-panel")
@shared(most=300)
def panel(place: Place) -> dict[str, Any]:
    """Fill the panel at one stop."""
    return stops.panel_data(place)
