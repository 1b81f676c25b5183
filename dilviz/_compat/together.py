"""What is pressed, typed and told at one moment in several parts of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from dilviz._compat.links import value_of

if TYPE_CHECKING:
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.WidgetStates_pb2 import WidgetState
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.state.common import WidgetMetadata
    from streamlit.runtime.state.session_state import SessionState

Told = dict[str, "WidgetState"]  # what widgets hold, by their names

TRIGGERS = frozenset(
    {"trigger_value", "string_trigger_value", "chat_input_value", "json_trigger_value"}
)


def run_all_parts_that_are_told_of(quiet: str) -> None:
    """Run every fragment that a message brings news of; `quiet` names the keys that ask for no run.

    Why: what is pressed, typed and told within one moment the browser puts into one message, which
    names the fragment of the first alone. On a busy machine a moment is long, and charts tell by
    themselves: a network that was typed right then stood in the link and in the figures, and its
    line went on to speak of the one before; of a chip that was pressed the link knew nothing.
    Test: ``tests/test_compat.py``.
    Delete when: Streamlit's browser sends a message for each fragment, or names all of them.
    """
    from streamlit.runtime.app_session import AppSession

    request = AppSession.request_rerun
    before: WeakKeyDictionary[AppSession, Told] = WeakKeyDictionary()  # of the last message

    def for_all(self: AppSession, client_state: ClientState | None) -> None:
        others: list[str] = []
        if client_state is not None:
            told = {state.id: state for state in client_state.widget_states.widgets}
            if client_state.fragment_id:
                news = _news(self, told, before.get(self, {}), quiet)
                others = [part for part in dict.fromkeys(news) if part != client_state.fragment_id]
            before[self] = told
            if "" in others:
                client_state.fragment_id, others = "", []
        request(self, client_state)
        for part in others:
            request(self, _without_presses(client_state, part))

    AppSession.request_rerun = for_all  # type: ignore[method-assign]


def _news(session: AppSession, told: Told, before: Told, quiet: str) -> Iterator[str]:
    """Yield the fragments, "" for the page, of widgets that hold something new."""
    state: SessionState = session.session_state
    keys = _kept(state, quiet)
    for name, holds in told.items():
        widget = state._new_widget_state.widget_metadata.get(name)
        bound = state.query_params.get_binding_for_widget(name)
        if widget is None or (bound and bound.param_key in keys):
            continue
        if holds != before[name] if name in before else _is_new(state, widget, holds):
            yield widget.fragment_id or ""


def _kept(state: SessionState, key: str) -> frozenset[str]:
    try:
        return frozenset(state[key])
    except KeyError:  # no page has run yet
        return frozenset()


def _is_new(state: SessionState, widget: WidgetMetadata[Any], holds: WidgetState) -> bool:
    """Whether a widget that was never told of holds something else than in the last run."""
    nothing = widget.deserializer(None)
    before = state._new_widget_state.get(holds.id, state._old_state.get(holds.id, nothing))
    return value_of(holds, widget) != before


def _without_presses(sent: ClientState | None, part: str) -> ClientState:
    """The same message for another fragment; what was pressed is told once."""
    from streamlit.proto.ClientState_pb2 import ClientState

    other = ClientState()
    if sent is not None:
        other.CopyFrom(sent)
    kept = [one for one in other.widget_states.widgets if one.WhichOneof("value") not in TRIGGERS]
    other.ClearField("widget_states")
    other.widget_states.widgets.extend(kept)
    other.fragment_id = part
    return other
