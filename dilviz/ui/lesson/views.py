"""What the Lesson page shows at one stop: headline, panel, and the figure that waits its turn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dilviz.lesson.step import Page
from dilviz.ui.controls import refusals
from dilviz.ui.controls.control import link_query
from dilviz.ui.controls.page_link import PageLink
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.lesson import figures, stops
from dilviz.ui.lesson.settings import PROJECTOR, QUIZ, Place
from dilviz.ui.lesson.step_figures import show

WAITING = "Predict first. The figure comes with the answer, so that you can check it."
FIGURE, NEUTRAL = "lesson-figure", "lesson-neutral"
LINK = PageLink(Place.names())

# The panel writes to the root of the page where it is, in which view, and which figures may be
# seen. It is ahead of the page for a moment: a figure beside another step's question leaves its
# place empty. Until the panel has written anything, the page is dressed as its link says.
_DRESS = """<style>
html:not([data-lesson~="NAME"]) .st-key-lesson-figure { display: none; }
html[data-lesson~="NAME"] .st-key-lesson-neutral { display: none; }
html[data-lesson-at]:not([data-lesson-at="NAME"])
  :is(.st-key-lesson-figure, .st-key-lesson-neutral) { visibility: hidden; }
html .lesson-waiting { visibility: visible; }
html[data-lesson-at^="quiz-"] [data-testid="stColumn"]:last-child { display: none; }
html[data-lesson-at^="quiz-"] [data-testid="stColumn"]:first-child { flex: 1 1 100%; }
.lesson-waiting {
  border: 2px dashed rgb(128 128 128 / 40%); border-radius: 12px; padding: 4rem 2rem;
  text-align: center; opacity: 0.8;
}
@media (max-width: 640px) { .lesson-waiting { padding: 1rem; } }

/* Laid out small, then magnified: 16 px become 24 at 1280 x 720, on larger projectors more. */
PROJECTOR [data-testid="stHeader"] { display: none; }
PROJECTOR [data-testid="stMainBlockContainer"] {
  zoom: var(--lesson-zoom, 1.5); padding: 0.6rem 1.2rem 1rem;
}
PROJECTOR [data-testid="stMainBlockContainer"] h1 {
  font-size: 1.5rem; line-height: 1.2; padding: 0 0 1.2rem;
}
PROJECTOR [data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
PROJECTOR [data-testid="stMainBlockContainer"] [data-testid="stHorizontalBlock"] {
  display: grid; gap: 0.6rem; grid-template-columns: minmax(0, 1fr);
}
PROJECTOR [data-testid="stColumn"] { width: auto; }
PROJECTOR .lesson-waiting { display: none; }
PROJECTOR :is(.st-key-lesson-figure, .st-key-lesson-neutral) {
  --figure-height: 280px; --cards: none; --fine: none;
}
</style>"""


@fragment
def lesson() -> None:
    """Show the stop that the link names."""
    query = link_query()
    place = Place.from_link(query)
    stage(place)
    refusals.say(Place.refusals(query))
    stop(place)


def stage(place: Place) -> None:
    """Dress the page for this stop, and name it."""
    unless, only = ':not([data-lesson-view="usual"])', '[data-lesson-view="projector"]'
    projector = f"html{unless if place.projector else only}"
    st.html(_DRESS.replace("NAME", place.figure).replace("PROJECTOR", projector))
    st.title(place.title, anchor=False)


def stop(place: Place) -> None:
    """Show the panel, and beside it or below it the figure."""
    left, right = st.columns([5, 7], gap="medium")  # the dress decides where the right one goes
    with left:
        figures.panel.show(place, on_turn_change=_turn)
    with right:
        if place.step != QUIZ:
            _figures(_page(place), place)


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


@st.cache_resource(max_entries=300, show_spinner=False)
def _page(place: Place) -> Page:
    return stops.page(place)


def _turn() -> None:
    """Go where the panel asks to go."""
    turn: Mapping[str, Any] = st.session_state[figures.panel.key].turn
    texts = {name: str(turn[name]) for name in LINK.names if name in turn}
    place = Place.from_link(Place.from_link(LINK.query()).to_link() | texts)
    LINK.replace(place.to_link())
