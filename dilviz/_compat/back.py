"""Back, Forward and another page, while something that was pressed before is on its way."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from dilviz._compat.links import denied_values, is_heard, keep_what_is_left
from dilviz._compat.together import TRIGGERS

if TYPE_CHECKING:
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.WidgetStates_pb2 import WidgetState
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.state.session_state import SessionState


def run_by_link_what_is_behind_it() -> None:
    """Run a page as after Back when the browser tells something of a view that has been left.

    Why: Back changes the address at once, pages and widgets when the page has run. What is told
    meanwhile (a file has arrived, a component is there, something was pressed) holds the page and
    the values of before. Streamlit takes them over, and forgets that Back was pressed: line and
    figures show another network than the address. Or it finds that the part of the page is gone
    and does not answer, and the browser waits for good. A component tells of the part that it was
    in at first, which is gone when the page has changed before it: then the whole page runs.
    When a page is left and come back to before the browser has shown the one between, its parts get
    new names: what is told of the old ones is told of the view that was left. Such a part would run
    where the browser has just cleared the page between: "'setIn' cannot be called on an
    ElementNode", and its window stays empty.
    Test: ``tests/browser/test_going_back.py``.
    Delete when: Streamlit runs the page of the address, and drops values of bound widgets that the
    link of the same message denies.
    """
    from streamlit.runtime.app_session import AppSession

    request = AppSession.request_rerun
    gone_to: WeakKeyDictionary[AppSession, _Step] = WeakKeyDictionary()  # not heard of yet

    def by_link(self: AppSession, client_state: ClientState | None) -> None:
        if client_state is not None:
            held = list(client_state.widget_states.widgets)
            before = gone_to.pop(self, None)
            _follow_address(self, client_state, before)
            if client_state.is_history_navigation:
                if before and before.page != client_state.page_script_hash:
                    _rename_unless_heard(self)
                gone_to[self] = _Step(
                    client_state.page_script_hash, client_state.query_string, held
                )
                keep_what_is_left(self.session_state)  # the next may come before the run begins
                self.session_state.query_params._ended = inf  # type: ignore[attr-defined]
        request(self, client_state)

    AppSession.request_rerun = by_link  # type: ignore[method-assign]
    _name_fragments_anew()


class _Step(NamedTuple):
    """A step in the history: where it leads, and what the widgets held before."""

    page: str
    query_string: str
    held: list[WidgetState]


def _rename_unless_heard(session: AppSession) -> None:
    link = session.session_state.query_params
    if not is_heard(link):
        link._name_of_fragments += 1  # type: ignore[attr-defined]
        session._fragment_storage.clear()


def _name_fragments_anew() -> None:
    from streamlit.runtime import fragment
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.state.query_params import QueryParams

    identify = fragment._make_fragment_identity

    def named(show: Any, *, delta_path: str, additional_hash_info: str) -> Any:
        context = get_script_run_ctx()
        if context is not None:
            with context.session_state.query_params() as link:
                additional_hash_info += f" {link._name_of_fragments}"  # type: ignore[attr-defined]
        return identify(show, delta_path=delta_path, additional_hash_info=additional_hash_info)

    QueryParams._name_of_fragments = 0  # type: ignore[attr-defined]
    fragment._make_fragment_identity = named  # type: ignore[assignment]


def _follow_address(session: AppSession, sent: ClientState, gone_to: _Step | None) -> None:
    page = _page_of_address(session, sent) or sent.page_script_hash
    is_left = sent.page_script_hash not in ("", page)
    is_gone = bool(sent.fragment_id) and not session.has_fragment(sent.fragment_id)
    if is_left or (gone_to and (is_gone or _is_behind(session.session_state, sent, gone_to))):
        unheard = gone_to and not is_heard(session.session_state.query_params)
        if gone_to and gone_to.page == page and (is_left or unheard):
            sent.query_string = gone_to.query_string  # an older answer may have changed it
        sent.ClearField("widget_states")  # their callbacks would not find their values
        sent.ClearField("cached_message_hashes")  # of now; by then the browser may keep others
        sent.page_script_hash, sent.fragment_id, sent.is_history_navigation = page, "", True
    elif is_gone:
        sent.fragment_id = ""


def _page_of_address(session: AppSession, sent: ClientState) -> str | None:
    name = urlsplit(sent.context_info.url).path.rpartition("/")[2]
    pages = session.get_pages().items()
    return next((page for page, info in pages if info.get("url_pathname") == name), None)


def _is_behind(session: SessionState, sent: ClientState, gone_to: _Step) -> bool:
    """Whether a bound widget holds what it did before the step, and the link denies it.

    Until the answer to the step has been heard that is the link of the step: an older answer may
    have changed that of the browser. After that, a part that tells of nothing but itself was typed
    into: what stood there before can be typed again.
    """
    from streamlit.runtime.state.query_params import QueryParams

    link = QueryParams()
    heard = is_heard(session.query_params)
    link.populate_from_query_string(sent.query_string if heard else gone_to.query_string)
    before = session.query_params._before_step  # type: ignore[attr-defined]
    as_before = {state.id for state in sent.widget_states.widgets if state in gone_to.held}
    denied = denied_values(session, link, sent.widget_states)
    if heard and denied and _tells_of_itself(session, sent, denied):
        return False
    return any(
        widget in as_before or value in before.get(widget, ())
        for widget, (_, value) in denied.items()
    )


def _tells_of_itself(session: SessionState, sent: ClientState, widgets: Iterable[str]) -> bool:
    known = session._new_widget_state.widget_metadata
    pressed = any(state.WhichOneof("value") in TRIGGERS for state in sent.widget_states.widgets)
    own = all(known[widget].fragment_id == sent.fragment_id for widget in widgets)
    return bool(sent.fragment_id) and own and not pressed
