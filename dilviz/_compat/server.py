"""What a server sends, keeps and asks for."""

from __future__ import annotations

import gc
import socket
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


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


def hear_ended_runs_to_their_end() -> None:
    """Send what a run has shown although another one is asked for before all of that was heard.

    Why: a run ends in its own thread, and what it shows waits to be heard in that of the server. If
    the next message comes before, Streamlit makes another runner and ignores all that waits from
    the one before: on a busy machine a press that two messages follow is answered by the second
    alone, and the page goes on with the network of before.
    Test: ``tests/test_compat.py``.
    Delete when: ``AppSession._handle_scriptrunner_event_on_event_loop`` does not ignore what a
    runner said before another one was made.
    """
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent

    request = AppSession.request_rerun
    handle = AppSession._handle_scriptrunner_event_on_event_loop
    ended: WeakSet[ScriptRunner] = WeakSet()  # and not heard to the end

    def request_after(self: AppSession, client_state: ClientState | None) -> None:
        before = self._scriptrunner
        request(self, client_state)
        if before is not None and before is not self._scriptrunner:
            ended.add(before)
            self._call_soon_on_event_loop(lambda: ended.discard(before))  # all is heard by then

    def handle_all(
        self: AppSession, sender: Any, event: ScriptRunnerEvent, *said: Any, **more: Any
    ) -> None:
        current = self._scriptrunner
        if sender in ended and event is not ScriptRunnerEvent.SHUTDOWN:
            self._scriptrunner = sender
        try:
            handle(self, sender, event, *said, **more)
        finally:
            if sender in ended:
                self._scriptrunner = current

    AppSession.request_rerun = request_after  # type: ignore[method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = handle_all  # type: ignore[method-assign]


def keep_what_waits_around_fragments() -> None:
    """Send all that waits to be sent when a fragment starts, unless all of it is that fragment's.

    Why: Streamlit drops what the fragment has shown before and keeps the rest: of the page around
    it, and of fragments within it. Where a page has just been opened, the browser finds no place
    for that ("Bad delta path index", "'setIn' cannot be called on an ElementNode"), and its window
    stays empty.
    Test: ``tests/test_compat.py``.
    Delete when: ``ForwardMsgQueue.clear`` drops nothing that the rest stands in or behind.
    """
    from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

    clear = ForwardMsgQueue.clear

    def keep(
        self: ForwardMsgQueue,
        retain_lifecycle_msgs: bool = False,
        fragment_ids_this_run: list[str] | None = None,
    ) -> None:
        if fragment_ids_this_run and _is_of_others(self._queue, fragment_ids_this_run):
            self._delta_index_map = {}  # what comes takes the place of nothing that waits
        else:
            clear(self, retain_lifecycle_msgs, fragment_ids_this_run)

    ForwardMsgQueue.clear = keep  # type: ignore[method-assign]


def _is_of_others(waiting: list[ForwardMsg], fragments: list[str]) -> bool:
    """Whether something is shown that none of the fragments shows; references do not say whose."""
    return any(
        msg.HasField("ref_hash")
        or (msg.HasField("delta") and msg.delta.fragment_id not in fragments)
        for msg in waiting
    )


def keep_uploads_in_memory(largest: int) -> None:
    """Raise the size in bytes from which Starlette writes an upload into a temporary file.

    Why: no part of a visitor's picture is written to a disk; Starlette would do so from 1 MB.
    Test: ``tests/web/test_uploads.py``.
    Delete when: Streamlit's upload route takes the size as a setting.
    """
    from starlette.formparsers import MultiPartParser

    MultiPartParser.spool_max_size = largest


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
