"""What the Lesson page shows at one stop: headline, panel, and the figure that waits its turn."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dilviz.lesson.chosen_steps import QUIZ
from dilviz.lesson.drawn_paper import drawn_paper
from dilviz.lesson.step import Page
from dilviz.ui.controls import page_link, refusals
from dilviz.ui.controls.control import link_query
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.lesson import figures, stops
from dilviz.ui.lesson.settings import PRESENTER, PROJECTOR, Place
from dilviz.ui.lesson.step_figures import show

FIGURE, NEUTRAL = "lesson-figure", "lesson-neutral"

# The panel writes to the root of the page where it is, in which view, which figures may be seen,
# and whether it stands alone. It is ahead of the page for a moment: a figure beside another step's
# question leaves its place empty. Until the panel has written anything, the page is dressed as its
# link says.
_RULES = (Path(__file__).parent / "dress.css").read_text(encoding="utf-8")
_DRESS = f"<style>{' '.join(_RULES.split())}</style>"  # in one line: it goes along with every stop


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
    projector = f"html{unless if place.view == PROJECTOR else only}"
    st.html(_DRESS.replace("NAME", place.figure).replace("PROJECTOR", projector))
    st.title(place.title, anchor=False)


def stop(place: Place) -> None:
    """Show the panel, and beside it or below it the figure."""
    left, right = st.columns([5, 7], gap="medium")  # the dress decides where the right one goes
    with left:
        figures.panel.show(place, on_turn_change=_turn)
    with right:
        if place.step != QUIZ and place.view != PRESENTER:
            _figures(stops.page(place), place)


def _figures(page: Page, place: Place) -> None:
    scene = page.scene
    with st.container(key=NEUTRAL), explained():
        if scene.neutral:
            show(scene.neutral, f"neutral {place.figure}", "still")
        else:
            paper = (drawn_paper(drawing, as_image=True) for drawing in scene.paper)
            st.html(f'<div class="lesson-paper">{"".join(paper)}</div>')
    with st.container(key=FIGURE), explained():
        show(scene.figure, f"figure {place.figure}", PROJECTOR if place.view == PROJECTOR else "")


def _turn() -> None:
    """Write the stop that the panel asks for into the link."""
    turn: Mapping[str, Any] = st.session_state[figures.panel.key].turn
    texts = {name: str(text) for name, text in turn.items()}
    page_link.replace(Place.from_link(Place.from_link(link_query()).to_link() | texts))
