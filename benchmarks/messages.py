"""What goes over a learner's websocket: the request to run a page, and what came back of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

States = dict[str, tuple[str, Any]]  # id of a widget -> the field of its value, and the value
RUN_ENDED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Trouble(Exception):
    """What a learner must never see: an exception on the page, a lost connection, no answer."""


@dataclass
class Answer:
    """What followed a change: figures, and what a run of the page put there, if there was one."""

    elements: dict[str, Any] = field(default_factory=dict)  # key of the widget -> its message
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)  # key -> what it draws
    seconds: float = 0.0
    received: int = 0  # bytes

    def data(self, key: str) -> dict[str, Any]:
        """What a component of ours was given to draw, by the figure route or by the page."""
        return self.figures[key] if key in self.figures else self.mounted(key)

    def mounted(self, key: str) -> dict[str, Any]:
        """What the page mounted a component of ours with."""
        if key not in self.elements:
            raise Trouble(f"the page did not draw {key!r}")
        return json.loads(self.elements[key].bidi_component.json)


def rerun(address: str, query: str, fragment: str, kept: Iterable[str], states: States) -> BackMsg:
    """Ask for a run of a page, or of a part of it, with the widgets in these states.

    `kept` names the messages that a browser keeps, so that they are not sent again.
    """
    message = BackMsg()
    run = message.rerun_script
    run.query_string = query
    run.page_name = address.rpartition("/")[2]
    run.fragment_id = fragment
    run.context_info.url = address
    run.cached_message_hashes.extend(kept)
    for widget, (kind, value) in states.items():
        state = run.widget_states.widgets.add(id=widget)
        if kind == "file_uploader_state_value":
            urls, name, size = value
            info = state.file_uploader_state_value.uploaded_file_info.add(
                file_id=urls.file_id, name=name, size=size
            )
            info.file_urls.CopyFrom(urls)
        elif isinstance(value, list):
            getattr(state, kind).data.extend(value)
        else:
            setattr(state, kind, value)
    return message
