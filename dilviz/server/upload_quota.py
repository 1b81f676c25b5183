"""A byte quota for uploads in progress, with a timeout."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field


@dataclass
class UploadQuota:
    """The uploads in progress, by file name, and the bytes they may take together.

    Attributes
    ----------
    capacity : int
        Bytes. A larger upload counts as this many, so it is accepted alone.
    longest_wait : float
        Seconds after which an upload is accepted without room for it; proxies time out after 60.
    poll_interval : float
        Seconds. Polled, because bytes are released in another thread than the event loop's.

    Examples
    --------
    >>> quota = UploadQuota()
    >>> asyncio.run(quota.reserve("a", 3_000_000))
    >>> quota.reserved
    3000000
    >>> quota.release("a")
    >>> quota.reserved
    0
    """

    capacity: int = 64_000_000
    longest_wait: float = 40.0
    poll_interval: float = 0.05
    _sizes: dict[str, int] = field(default_factory=dict)

    @property
    def reserved(self) -> int:
        """Bytes of all uploads in progress."""
        return sum(list(self._sizes.values()))

    async def reserve(self, name: str, size: int) -> None:
        """Wait until `size` bytes are free, at most `longest_wait` seconds, then reserve them."""
        size = min(size, self.capacity)
        deadline = time.monotonic() + self.longest_wait
        while self.reserved + size > self.capacity and time.monotonic() < deadline:
            await asyncio.sleep(self.poll_interval)
        self._sizes[name] = size

    def release(self, name: str) -> None:
        """Free the bytes of an upload; unknown names are ignored."""
        self._sizes.pop(name, None)


UPLOADS = UploadQuota()
