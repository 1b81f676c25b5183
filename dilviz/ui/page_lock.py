"""How many pages run at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 2

_RUNNING = threading.BoundedSemaphore(AT_ONCE)
_HELD = threading.local()


@contextmanager
def page_lock() -> Iterator[None]:
    """Wait until fewer than `AT_ONCE` pages run; a run that holds the lock does not wait again.

    Without it all sessions of a class would share the processor evenly: each would wait as long as
    the last, and the memory of all computations would be taken at the same time.
    """
    if getattr(_HELD, "by_this_thread", False):
        yield
        return
    with _RUNNING:
        _HELD.by_this_thread = True
        try:
            yield
        finally:
            _HELD.by_this_thread = False
