"""Room for uploads that are on their way or wait to be read: a class may bring them all at once."""

from __future__ import annotations

import asyncio
import time

ROOM = 64_000_000  # bytes
LONGEST_WAIT = 40.0  # seconds; proxies give up after 60
PAUSE = 0.05  # seconds; those who leave do it from another thread than those who look


class UploadRoom:
    """The uploads that take up room, by the names of their files.

    Examples
    --------
    >>> room = UploadRoom()
    >>> asyncio.run(room.enter("a", 3_000_000))
    >>> room.taken
    3000000
    >>> room.leave("a")
    >>> room.taken
    0
    """

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}

    @property
    def taken(self) -> int:
        """Bytes that there is no room for now."""
        return sum(list(self._sizes.values()))

    async def enter(self, name: str, size: int) -> None:
        """Wait until there is room for a file, and take it; nobody waits for ever."""
        size = min(size, ROOM)
        end = time.monotonic() + LONGEST_WAIT
        while self.taken + size > ROOM and time.monotonic() < end:
            await asyncio.sleep(PAUSE)
        self._sizes[name] = size

    def leave(self, name: str) -> None:
        """Free the room of a file that was read, or that nobody came for."""
        self._sizes.pop(name, None)


UPLOADS = UploadRoom()
