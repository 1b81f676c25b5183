"""Patches of other people's code: why, what each gains, and when it can be deleted.

Python's are here; a server calls them once, when it starts. Each names the test that fails when it
has stopped working. The packages are imported inside: a server without the app has no Streamlit.

Those of the browser stand with the code that needs them, in ``dilviz/ui/components/``, all but
the last in ``ahead/``:

- ``holding.js`` replaces ``WebSocket.prototype.send``. Why: the run of a page that a control starts
  keeps browser and server busy while its figures are fetched and drawn: without it those in sight
  on the Stack page come 12 to 20 ms later. It waits until all are drawn, 100 ms at most.
  Test: ``tests/browser/test_ahead.py``. Delete when: ``benchmarks.released`` shows no difference
  without it.
- ``links.js`` replaces ``history.pushState`` and ``replaceState``. Why: Streamlit does not announce
  that it has written the link, and it pushes an entry for each name that a run changes, and for a
  page that answers after it was left, so that Back stops at links that no visitor chose. Tests:
  ``tests/browser/test_ahead.py``, ``test_going_back.py`` and ``test_visiting.py``. Delete when:
  the Navigation API is in all browsers and Streamlit makes one entry for one action.
- ``visiting.js`` takes clicks on links to pages away from Streamlit and dispatches ``popstate``
  instead. Why: a click runs the next page with the link of the page before; Back runs it with
  its own. Test: ``tests/browser/test_visiting.py``. Delete when: ``st.navigation`` takes the link
  of a page from its address.
- ``reconnecting.js`` reads ``data-test-connection-state``. Why: after a restart of the server
  Streamlit connects anew but does not run the page, and the new session ignores all that is
  pressed. Test: ``tests/browser/test_visiting.py``. Delete when: Streamlit runs the page of a new
  session.

- ``around/colours.js`` replaces ``window.matchMedia`` for the question whether the system is dark.
  Why: Streamlit has no control for its theme in a page, and a reload would lose what a session
  holds. Test: ``tests/browser/test_first_minute.py``. Delete when: Streamlit sets its theme from
  a script.

Three more places rely on what is not promised: ``dilviz/ui/site.py`` names the scripts of
Streamlit's widgets and ``dilviz/web/preload.py`` finds their files, so that browsers fetch them
while a page starts (``tests/web/test_preload.py``). ``dilviz/server/process_memory.py`` sets
glibc's malloc (``tests/server/test_process_memory.py``).
"""

from __future__ import annotations

import gc
import socket
import time
from collections.abc import Iterator
from copy import deepcopy
from math import inf
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.state.common import WidgetMetadata
    from streamlit.runtime.state.query_params import QueryParams
    from streamlit.runtime.state.session_state import SessionState

UNHEARD = 2.0  # seconds after an answer within which a visitor cannot have followed it


def disable_external_ip_lookup() -> None:
    """Stop Streamlit from asking checkip.amazonaws.com for the address of this machine.

    Why: it asks when a websocket comes from another site, and all who are served wait for the
    answer: where packets that leave are dropped, for half a minute. Nothing is lost: whoever opens
    the app under that address is let in because the page and its websocket have the same host.
    Test: ``tests/hostile/test_nothing_leaves.py``.
    Delete when: Streamlit has an option for it.
    """
    from streamlit import net_util

    net_util.get_external_ip = lambda: None


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
            held = {widget: self[widget] for widget in link._bindings_by_widget if widget in self}
            link._before_step = held  # type: ignore[attr-defined]
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

    QueryParams._sent, QueryParams._ended = {}, 0  # type: ignore[attr-defined]
    QueryParams.populate_from_query_string = keep_own  # type: ignore[method-assign]
    SessionState.on_script_will_rerun = begin_with_link  # type: ignore
    SessionState.on_script_finished = finish_in_time  # type: ignore[method-assign]


def _take_unheard(session: SessionState, sent: WidgetStates) -> dict[str, Any]:
    """Take away what widgets are sent with that do not know of what the server has set them to.

    They are sent at once after an answer, as they were before it. Returns what they are set to,
    by the keys of the widgets.
    """
    link, unheard = session.query_params, dict[str, Any]()
    if _is_heard(link):
        return unheard
    for state, name, _, value in list(_bound(session, sent)):
        is_as_before = link._sent.get(state.id) == state  # type: ignore[attr-defined]
        if is_as_before and state.id in session and session[state.id] != value:
            unheard[name] = session[state.id]
            sent.widgets.remove(state)
    return unheard


def _is_heard(link: QueryParams) -> bool:
    return time.monotonic() - link._ended > UNHEARD  # type: ignore[attr-defined]


def _restore_link(session: SessionState, sent: WidgetStates) -> None:
    """Write into the link again what widgets hold and an answer has overwritten; tell the browser.

    Such a widget has changed since the run before, or holds what the link of that run says. Of the
    others the browser has heard of a new value that its widget has not taken yet.
    """
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    link, before = session.query_params, session.query_params._before  # type: ignore[attr-defined]
    changed = {state.id for state in sent.widgets if link._sent.get(state.id) != state}  # type: ignore[attr-defined]
    denied = _denied(session, link, sent)
    older = denied and _denied(session, before, sent).keys() - changed
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


def run_by_link_what_is_behind_it() -> None:
    """Run a page as after Back when the browser tells something of a view that has been left.

    Why: Back changes the address at once, pages and widgets when the page has run. What is told
    meanwhile (a file has arrived, a component is there, something was pressed) holds the page and
    the values of before. Streamlit takes them over, and forgets that Back was pressed: line and
    figures show another network than the address. Or it finds that the part of the page is gone
    and does not answer, and the browser waits for good. A component tells of the part that it was
    in at first, which is gone when the page has changed before it: then the whole page runs.
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
            _follow_address(self, client_state, gone_to.pop(self, None))
            if client_state.is_history_navigation:
                gone_to[self] = _Step(
                    client_state.page_script_hash, client_state.query_string, held
                )
                self.session_state.query_params._ended = inf  # type: ignore[attr-defined]
        request(self, client_state)

    AppSession.request_rerun = by_link  # type: ignore[method-assign]


class _Step(NamedTuple):
    """A step in the history: where it leads, and what the widgets held before."""

    page: str
    query_string: str
    held: list[WidgetState]


def _follow_address(session: AppSession, sent: ClientState, gone_to: _Step | None) -> None:
    page = _page_of_address(session, sent) or sent.page_script_hash
    is_left = sent.page_script_hash not in ("", page)
    is_gone = bool(sent.fragment_id) and not session.has_fragment(sent.fragment_id)
    if is_left or (gone_to and (is_gone or _is_behind(session.session_state, sent, gone_to))):
        unheard = gone_to and not _is_heard(session.session_state.query_params)
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
    have changed that of the browser.
    """
    from streamlit.runtime.state.query_params import QueryParams

    link = QueryParams()
    heard = _is_heard(session.query_params)
    link.populate_from_query_string(sent.query_string if heard else gone_to.query_string)
    before = getattr(session.query_params, "_before_step", {})
    as_before = {state.id for state in sent.widget_states.widgets if state in gone_to.held}
    return any(
        widget in as_before or (widget in before and before[widget] == value)
        for widget, (_, value) in _denied(session, link, sent.widget_states).items()
    )


def _denied(
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
    from streamlit.runtime.state.session_state import WStates

    known = session._new_widget_state.widget_metadata
    for state in sent.widgets:
        bound, widget = session.query_params.get_binding_for_widget(state.id), known.get(state.id)
        if bound is not None and widget is not None:
            held = WStates(widget_metadata={state.id: widget})
            held.set_widget_from_proto(state)
            yield state, bound.param_key, widget, held[state.id]


def keep_end_of_fragments() -> None:
    """Let the browser hear that a fragment has run, when another one starts at once.

    Why: what waits to be sent then says that the first was cut off, and the browser leaves on the
    page what that run did not show again: figures stay grey after the typing error is mended.
    Test: ``tests/test_compat.py``.
    Delete when: a fragment that starts leaves ``FINISHED_FRAGMENT_RUN_SUCCESSFULLY`` of another one
    in ``ForwardMsgQueue.clear``.
    """
    from streamlit.runtime import forward_msg_queue

    update = forward_msg_queue._update_script_finished_message

    def keep(msg: ForwardMsg, is_fragment_run: bool) -> ForwardMsg:
        return msg if is_fragment_run else update(msg, is_fragment_run)

    forward_msg_queue._update_script_finished_message = keep


def keep_uploads_in_memory(largest: int) -> None:
    """Raise the size in bytes from which Starlette writes an upload into a temporary file.

    Why: no part of a visitor's picture is written to a disk; Starlette would do so from 1 MB.
    Test: ``tests/web/test_uploads.py``.
    Delete when: Streamlit's upload route takes the size as a setting.
    """
    from starlette.formparsers import MultiPartParser

    MultiPartParser.spool_max_size = largest


def write_theme_once() -> None:
    """Keep what Streamlit sends of the theme with every run, until its settings are read anew.

    Why: it looks through all of its settings six times for each run, in the thread that all
    visitors wait for: a fifth of what a server does while a class works on Cost or the Lesson.
    Test: ``tests/test_compat.py``.
    Delete when: ``AppSession._create_new_session_message`` reads the theme once, or
    ``config.get_options_for_section`` does not look through the settings of other sections.
    """
    from streamlit import config
    from streamlit.proto.NewSession_pb2 import CustomThemeConfig
    from streamlit.runtime import app_session

    write = app_session._populate_theme_msg
    known: dict[str, CustomThemeConfig] = {}

    def write_known(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            known[section] = CustomThemeConfig()
            write(known[section], section)
        if known[section].ByteSize():
            msg.MergeFrom(known[section])

    app_session._populate_theme_msg = write_known
    config.on_config_parsed(known.clear, force_connect=True)


def write_component_data_once() -> None:
    """Stop Streamlit from looking for tables in the data of components, and from writing it twice.

    Why: it tries on each value whether that is a table, then writes all as JSON, and once more with
    sorted keys for the identity of a component without a key. Ours hold no tables, and have keys.
    Both are a tenth of what an answer of Explore takes.
    Test: ``tests/test_compat.py``.
    Delete when: ``BidiComponentMixin._bidi_component`` takes data that is written already.
    """
    from streamlit.components.v2.bidi_component import serialization
    from streamlit.components.v2.bidi_component.main import BidiComponentMixin
    from streamlit.proto.BidiComponent_pb2 import BidiComponent

    identity = BidiComponentMixin._build_bidi_identity_kwargs

    def without_data(self: BidiComponentMixin, **known: Any) -> dict[str, Any]:
        return identity(self, **known | {"data": None, "proto": BidiComponent()})

    def as_it_is(data: dict[str, Any], arrow_blobs: dict | None = None) -> dict[str, Any]:
        return data

    BidiComponentMixin._build_bidi_identity_kwargs = without_data  # type: ignore[method-assign]
    serialization._extract_dataframes_from_dict = as_it_is


def copy_places_quickly() -> None:
    """Copy the cursors of a page, which say where the next element goes, without looking into them.

    Why: a fragment keeps copies of all of them each time it is shown, and they are copied by
    ``copy.deepcopy`` as any object is: a twentieth of an answer on Stack and Cost.
    Test: ``tests/test_compat.py``.
    Delete when: ``Cursor`` has a ``__deepcopy__`` of its own.
    """
    from streamlit.cursor import Cursor, SparseList

    def copied(self: Cursor, memo: dict[int, Any]) -> Cursor:
        made = object.__new__(type(self))
        held = self._transient_elements
        vars(made).update(vars(self))
        made._transient_elements = deepcopy(held, memo) if len(held) else SparseList()
        return made

    Cursor.__deepcopy__ = copied  # type: ignore[attr-defined]


def ask_for_one_text() -> None:
    """Let a text field look for its own value alone.

    Why: it asks whether its value is None by collecting those of all widgets: a tenth of what a run
    of the Stack page takes, which has five fields.
    Test: ``tests/test_compat.py``.
    Delete when: ``TextWidgetsMixin._text_input`` does not ask for ``filtered_state``.
    """
    from streamlit.elements.widgets import text_widgets
    from streamlit.runtime.state import get_session_state

    def by_key() -> SimpleNamespace:
        return SimpleNamespace(filtered_state=get_session_state())

    text_widgets.get_session_state = by_key  # type: ignore[assignment]


def set_tcp_nodelay() -> None:
    """Turn Nagle's algorithm off on all TCP sockets; accepted connections inherit that.

    Why: a run of a page is many small messages. Servers that are handed a socket of their own
    making (Streamlit's, and uvicorn's with several workers) leave the algorithm on: the second
    message then waits until the other side has acknowledged the first, 40 ms on one machine and a
    round trip elsewhere. asyncio turns it off only for sockets whose protocol is named.
    Test: ``tests/web/test_tcp_nodelay.py``.
    Delete when: Streamlit and uvicorn name the protocol of the sockets that they make.
    """
    for item in gc.get_objects():
        if issubclass(type(item), socket.socket) and item.fileno() >= 0 and _is_tcp(item):
            item.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _is_tcp(sock: socket.socket) -> bool:
    return sock.type == socket.SOCK_STREAM and sock.family in (socket.AF_INET, socket.AF_INET6)
