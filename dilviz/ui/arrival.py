"""Arriving at a page: its link decides all its settings, and nothing that another page left.

Streamlit keeps the value of a widget that is bound to the link when its page is left, under the
name of the widget. Pages share names (``net``, ``photo``), and a page is found as its link says.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

QUIET = "keys of widgets that start no run"
_PAGE, _BOUND, _ARRIVES = "page", "keys of bound widgets", "run opens the page"


def remember(key: str, is_quiet: bool) -> None:
    """Note that a widget with this key is bound to the link, and whether it starts no run."""
    st.session_state.setdefault(_BOUND, set()).add(key)
    if is_quiet:
        st.session_state.setdefault(QUIET, set()).add(key)


def arrive_at(page: str) -> None:
    """Forget all bound widgets if this run opens a page, or follows Back, Forward or a link.

    Then the address is said anew: an answer that was on its way when Back was pressed may have
    changed it.
    """
    context = get_script_run_ctx()
    by_address = context is not None and context.is_history_navigation
    if context is not None and by_address:
        message = ForwardMsg()
        message.page_info_changed.query_string = context.query_string
        context.enqueue(message)
    arrives = st.session_state[_ARRIVES] = by_address or st.session_state.get(_PAGE) != page
    if arrives:
        st.session_state.pop(QUIET, None)
        for key in st.session_state.pop(_BOUND, ()):
            st.session_state.pop(key, None)
    st.session_state[_PAGE] = page


def is_arrival() -> bool:
    """Whether this run opens a page or follows its address: the browser has no figures of it."""
    return not is_part() and st.session_state.get(_ARRIVES, True)


def is_part() -> bool:
    """Whether a fragment runs, and not the page."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)


def take_older_names(older: Mapping[str, str]) -> None:
    """Move what an older link holds to the names of today, before their widgets are shown."""
    for name, today in older.items():
        value = st.query_params.pop(name, None)
        if value is not None and today not in st.query_params:
            with suppress(StreamlitAPIException):  # a widget that was shown before writes it itself
                st.query_params[today] = value
            st.session_state[today] = value
