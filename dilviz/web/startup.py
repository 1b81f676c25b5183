"""What runs beside a server from its start to its end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from dilviz._compat import set_tcp_nodelay
from dilviz.server import process_memory


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[None]:
    """Run when a server starts: its socket is there, and no client is connected yet."""
    set_tcp_nodelay()
    async with process_memory.returning_memory():
        yield
