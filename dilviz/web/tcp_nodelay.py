"""TCP_NODELAY on the listening socket, so that a second small message does not wait.

A run of a page is many small messages. Servers that are handed a socket of their own making
(Streamlit's, and uvicorn's with several workers) leave Nagle's algorithm on: the second message
then waits until the other side has acknowledged the first, 40 ms on one machine and a round trip
elsewhere. asyncio turns it off only for sockets whose protocol is named.
"""

from __future__ import annotations

import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from dilviz.server import process_memory


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Run when a server starts: its socket is there, and no client is connected yet."""
    set_tcp_nodelay()
    async with process_memory.returning_memory():
        yield


def set_tcp_nodelay() -> None:
    """Turn Nagle's algorithm off on all TCP sockets; accepted connections inherit that."""
    for item in gc.get_objects():
        if issubclass(type(item), socket.socket) and item.fileno() >= 0 and _is_tcp(item):
            item.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _is_tcp(sock: socket.socket) -> bool:
    return sock.type == socket.SOCK_STREAM and sock.family in (socket.AF_INET, socket.AF_INET6)
