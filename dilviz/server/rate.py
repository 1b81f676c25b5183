"""How often something may happen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Rate:
    """So many times in so many seconds.

    >>> rate = Rate(2, 60.0)
    >>> [rate.admits(now) for now in (0.0, 1.0, 2.0, 61.0)]
    [True, True, False, True]
    """

    most: int
    seconds: float
    _since: float = float("-inf")
    _count: int = 0

    def admits(self, now: float) -> bool:
        """Count a request, unless there were too many since the period began."""
        if now - self._since >= self.seconds:
            self._since, self._count = now, 0
        self._count += 1
        return self._count <= self.most
