"""Tasks done by several threads: for work that NumPy does without Python's lock."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache

Task = Callable[[], None]


def share(tasks: Sequence[Task], threads: int) -> None:
    """Do all tasks: this thread and others take the next one as they get free.

    Whoever calls works too and waits for no thread to start, so many callers
    at once do no harm. An error of another thread reaches the caller.

    Examples
    --------
    >>> done = []
    >>> share([lambda: done.append("a"), lambda: done.append("b")], threads=1)
    >>> done
    ['a', 'b']
    """
    waiting = iter(tasks)  # takes one step for the next: no two threads get the same

    def take() -> None:
        for task in waiting:
            task()

    others = min(threads, len(tasks)) - 1
    helpers = [_pool().submit(copy_context().run, take) for _ in range(others)]
    try:
        take()
    finally:
        late = [helper for helper in helpers if not helper.cancel()]
    for helper in late:
        helper.result()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count(), "dilviz")


os.register_at_fork(after_in_child=_pool.cache_clear)  # threads do not survive a fork
