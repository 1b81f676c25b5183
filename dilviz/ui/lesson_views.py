"""What the Lesson page shows at one stop: headline, panel, and the figure that waits its turn."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dilviz.lesson.step import Page
from dilviz.ui import lesson_stops
from dilviz.ui.components.lesson.component import panel
from dilviz.ui.controls import lesson as controls
from dilviz.ui.controls import link
from dilviz.ui.explain import explained
from dilviz.ui.lesson_figures import show
from dilviz.ui.lesson_stops import PROJECTOR, QUIZ, Place
from dilviz.ui.parts import part

WAITING = "Predict first. The figure comes with the answer, for you to check it by hand."
FIGURE, NEUTRAL = "lesson-figure", "lesson-neutral"

# The panel writes the names of figures that may be seen to the root of the page: no trip here.
_GATE = """<style>
html:not([data-lesson~="{name}"]) .st-key-lesson-figure {{ display: none; }}
html[data-lesson~="{name}"] .st-key-lesson-neutral {{ display: none; }}
.lesson-waiting {{
  border: 2px dashed rgb(128 128 128 / 40%); border-radius: 12px; padding: 4rem 2rem;
  text-align: center; opacity: 0.8;
}}
@media (max-width: 640px) {{ .lesson-waiting {{ padding: 1rem; }} }}
</style>"""

# Laid out small, then magnified: 16 px become 24 at 1280 x 720, on larger projectors more.
_PROJECTOR = """<style>
[data-testid="stHeader"] { display: none; }
[data-testid="stMainBlockContainer"] { zoom: var(--lesson-zoom, 1.5); padding: 0.6rem 1.2rem 1rem; }
[data-testid="stMainBlockContainer"] h1 {
  font-size: 1.5rem; line-height: 1.2; padding: 0 0 1.2rem;
}
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
.lesson-waiting { display: none; }
.st-key-lesson-figure, .st-key-lesson-neutral {
  --figure-height: 280px; --cards: none; --fine: none;
}
</style>"""


@part
def lesson() -> None:
    """Show the stop that the link names."""
    place, complaints = controls.place()
    stage(place)
    link.say(complaints)
    stop(place)


def stage(place: Place) -> None:
    """Dress the page for this stop, and name it."""
    # One element: what a part of a page no longer dresses it with would stay.
    st.html(_GATE.format(name=place.figure) + (_PROJECTOR if place.projector else ""))
    st.title(place.title, anchor=False)


def stop(place: Place) -> None:
    """Show the panel, and beside it or below it the figure."""
    data = _panel_data(place)
    if place.step == QUIZ:
        panel(data, key=controls.PANEL, on_turn=controls.turn)
        return
    left, right = (st.container(), st.container()) if place.projector else _beside()
    with left:
        panel(data, key=controls.PANEL, on_turn=controls.turn)
    with right:
        _figures(_page(place), place)


def _beside():
    return st.columns([5, 7], gap="medium")


def _figures(page: Page, place: Place) -> None:
    scene = page.scene
    with st.container(key=NEUTRAL):
        if scene.neutral:
            with explained():
                show(scene.neutral, f"neutral {place.figure}", "still")
        else:
            st.html(f'<p class="lesson-waiting">{WAITING}</p>')
    with st.container(key=FIGURE), explained():
        show(scene.figure, f"figure {place.figure}", PROJECTOR if place.projector else "")


@st.cache_data(max_entries=300, show_spinner=False)
def _panel_data(place: Place) -> dict[str, Any]:
    return lesson_stops.panel_data(place)


@st.cache_resource(max_entries=300, show_spinner=False)
def _page(place: Place) -> Page:
    return lesson_stops.page(place)
