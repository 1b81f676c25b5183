"""What follows from the line of a network: figures, which the browser asks for by the link.

So a run of the line leaves them alone. Sentences in place of figures, and whatever else comes and
goes with a network, the page has to show.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dilviz.ui import arrival
from dilviz.ui.controls.control import Query, link_query
from dilviz.ui.controls.settings import Settings
from dilviz.ui.linked_figure import figures_of

_SETTINGS, _MORE = "settings that figures follow on ", "more than figures follows on "


def hold(page: str, settings: Settings | None) -> None:
    """Hold what the line of a page says; None if nothing follows from it."""
    st.session_state[_SETTINGS + page] = settings
    if settings is None:
        st.session_state[_MORE + page] = True


def held(page: str) -> Any:
    """What the line of a page said when it was last asked, for all parts of the page."""
    return st.session_state.get(_SETTINGS + page)


def note(page: str, more: bool = False) -> None:
    """Note whether the page has shown more than figures."""
    st.session_state[_MORE + page] = more or _is_any_refused(page)


def run_if_more(page: str, more: bool = False) -> None:
    """End a run of the line alone: run the page if more than figures follows now, or did before."""
    before = st.session_state.get(_MORE + page, True)
    if arrival.is_part() and (before or more or _is_any_refused(page)):
        st.rerun()


def _is_any_refused(page: str) -> bool:
    settings: Settings = held(page)
    query, names = _link_with(settings), set(settings.names())
    following = (each for each in figures_of(page).values() if names & set(each.settings.names()))
    return any(figure.is_refused(query) for figure in following)


def _link_with(settings: Settings) -> Query:
    """The link as it will be."""
    others = {name: text for name, text in link_query().items() if name not in settings.names()}
    return others | settings.to_link()
