"""The link that browser and server send each other, and the values that its widgets hold."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

if TYPE_CHECKING:
    from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
    from streamlit.runtime.state.common import WidgetMetadata
    from streamlit.runtime.state.query_params import QueryParams
    from streamlit.runtime.state.session_state import SessionState

UNHEARD = 2.0  # seconds after an answer within which a visitor cannot have followed it


def keep_link_of_next_page() -> None:
    """Stop Streamlit from dropping names from a link because another page has bound them.

    Why: two pages may bind the same name (``net`` of Stack and Gridding). When the browser goes
    from one to the other by an address (Back, Forward, a link), Streamlit takes the name for a
    rest of the page before, drops its value and writes the link without it.
    Test: ``tests/browser/test_visiting.py``.
    Delete when: ``QueryParams.populate_from_query_string`` keeps all names of an address that the
    browser asks for as a step in its history.
    """
    from streamlit.runtime.state.query_params import QueryParams

    populate = QueryParams.populate_from_query_string

    def keep_all(
        self: QueryParams, query_string: str, valid_script_hashes: set[str] | None = None
    ) -> None:
        if valid_script_hashes is not None:
            for binding in list(self._bindings_by_widget.values()):
                if binding.script_hash not in valid_script_hashes:
                    self.unbind_widget(binding.widget_id)
        populate(self, query_string)

    QueryParams.populate_from_query_string = keep_all  # type: ignore[method-assign]


def merge_links() -> None:
    """Make the link of presses that follow each other within one answer hold all of them.

    Why: the browser sends its whole link with each press, and the server answers with a whole link.
    Of two presses within one answer neither link has both. Here names that are bound to no widget
    are the server's own, written by its callbacks, and stay; of the others the browser's link
    counts, but for those whose widgets hold what the server knows already. A widget that the server
    has set, and that is sent as it was before, has not heard of it: it keeps what it was set to.
    The address of a visitor (Back, a reload, another page) is taken as it is.
    Test: ``tests/browser/test_going_back.py``.
    Delete when: browser and server tell each other what has changed in the link, not all of it.
    """
    from streamlit.runtime.scriptrunner import get_script_run_ctx
    from streamlit.runtime.state.query_params import QueryParams
    from streamlit.runtime.state.session_state import SessionState

    populate, begin = QueryParams.populate_from_query_string, SessionState.on_script_will_rerun
    finish = SessionState.on_script_finished

    def keep_own(
        self: QueryParams, query_string: str, valid_script_hashes: set[str] | None = None
    ) -> None:
        before = self._query_params
        populate(self, query_string, valid_script_hashes)
        context = get_script_run_ctx()
        if valid_script_hashes is None and context and not context.is_history_navigation:
            sent = self._query_params
            own = {name: value for name, value in before.items() if not self.is_bound(name)}
            bound = {name: value for name, value in sent.items() if self.is_bound(name)}
            self._query_params = own | bound
        self._before = QueryParams(before)  # type: ignore[attr-defined]

    def begin_with_link(self: SessionState, sent: WidgetStates | None, **more: Any) -> None:
        link, unheard = self.query_params, dict[str, Any]()
        states = {state.id: state for state in sent.widgets} if sent else {}
        if more.get("is_history_navigation"):
            keep_what_is_left(self)
        elif sent is not None:
            unheard = _take_unheard(self, sent)
            _restore_link(self, sent)
        link._sent = states or link._sent  # type: ignore[attr-defined]
        begin(self, sent, **more)
        for name in unheard.keys() - self._new_session_state.keys():
            self[name] = unheard[name]

    def finish_in_time(self: SessionState, *widgets: Any, **more: Any) -> None:
        finish(self, *widgets, **more)
        self.query_params._ended = time.monotonic()  # type: ignore[attr-defined]

    QueryParams._sent, QueryParams._before_step = {}, {}  # type: ignore[attr-defined]
    QueryParams._ended = 0  # type: ignore[attr-defined]
    QueryParams.populate_from_query_string = keep_own  # type: ignore[method-assign]
    SessionState.on_script_will_rerun = begin_with_link  # type: ignore
    SessionState.on_script_finished = finish_in_time  # type: ignore[method-assign]


def keep_what_is_left(session: SessionState) -> None:
    """Keep what bound widgets hold before a step in the history, beside that of steps unheard."""
    link = session.query_params
    before = {} if is_heard(link) else link._before_step  # type: ignore[attr-defined]
    held = {at: session[at] for at in list(link._bindings_by_widget) if at in session}
    link._before_step = before | {  # type: ignore[attr-defined]
        widget: [*before.get(widget, ()), value] for widget, value in held.items()
    }


def _take_unheard(session: SessionState, sent: WidgetStates) -> dict[str, Any]:
    """Take away what widgets are sent with that do not know of what the server has set them to.

    They are sent at once after an answer, as they were before it. Returns what they are set to,
    by the keys of the widgets.
    """
    link, unheard = session.query_params, dict[str, Any]()
    if is_heard(link):
        return unheard
    for state, name, _, value in list(_bound(session, sent)):
        is_as_before = link._sent.get(state.id) == state  # type: ignore[attr-defined]
        if is_as_before and state.id in session and session[state.id] != value:
            unheard[name] = session[state.id]
            sent.widgets.remove(state)
    return unheard


def is_heard(link: QueryParams) -> bool:
    """Whether the last run ended so long ago that its answer has been seen."""
    return time.monotonic() - link._ended > UNHEARD  # type: ignore[attr-defined]


def _restore_link(session: SessionState, sent: WidgetStates) -> None:
    """Write into the link again what widgets hold and an answer has overwritten; tell the browser.

    Such a widget has changed since the run before, or holds what the link of that run says. Of the
    others the browser has heard of a new value that its widget has not taken yet.
    """
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    link, before = session.query_params, session.query_params._before  # type: ignore[attr-defined]
    changed = {state.id for state in sent.widgets if link._sent.get(state.id) != state}  # type: ignore[attr-defined]
    denied = denied_values(session, link, sent)
    older = denied and denied_values(session, before, sent).keys() - changed
    for widget in denied.keys() - older:
        _write(session, link, widget, *denied[widget])
    context = get_script_run_ctx()
    here = urlencode(link._query_params, doseq=True)
    if context and parse_qs(here) != parse_qs(context.query_string):
        link._send_query_param_msg()


def _write(session: SessionState, link: QueryParams, widget: str, name: str, value: Any) -> None:
    from streamlit.runtime.state.query_params import _coerce_value_for_query_url

    metadata = session._new_widget_state.widget_metadata[widget]
    if value == metadata.deserializer(None):
        link.discard_param_no_forward_msg(name)
    else:
        text = _coerce_value_for_query_url(metadata.serializer(value), metadata.value_type)
        link.set_with_no_forward_msg(name, text)


def denied_values(
    session: SessionState, link: QueryParams, sent: WidgetStates
) -> dict[str, tuple[str, Any]]:
    """Bound widgets that are sent with another value than the link says: their names, values."""
    from streamlit.runtime.state.query_params import parse_url_param

    denied = {}
    for state, name, widget, value in _bound(session, sent):
        written = link.get_all(name)
        said = parse_url_param(written, widget.value_type) if written else None
        if value != widget.deserializer(said):
            denied[state.id] = (name, value)
    return denied


def _bound(
    session: SessionState, sent: WidgetStates
) -> Iterator[tuple[WidgetState, str, WidgetMetadata[Any], Any]]:
    """Yield what is sent of widgets that are bound to the link: names, metadata and values."""
    known = session._new_widget_state.widget_metadata
    for state in sent.widgets:
        bound, widget = session.query_params.get_binding_for_widget(state.id), known.get(state.id)
        if bound is not None and widget is not None:
            yield state, bound.param_key, widget, value_of(state, widget)


def value_of(sent: WidgetState, widget: WidgetMetadata[Any]) -> Any:
    """The value of a widget in what is sent of it."""
    from streamlit.runtime.state.session_state import WStates

    held = WStates(widget_metadata={sent.id: widget})
    held.set_widget_from_proto(sent)
    return held[sent.id]
