"""Tasks shared by several threads, for work that NumPy does without holding Python's lock."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache

Task = Callable[[], None]


def run_on_threads(tasks: Sequence[Task], threads: int) -> None:
    """Run all tasks on the calling thread and up to ``threads - 1`` others.

    Every thread takes the next task when it has finished one. The calling
    thread works too and does not wait for others to start, so that many
    callers at once do not block one another.

    Raises
    ------
    Exception
        The first one that a task raises, in whichever thread.

    Examples
    --------
    >>> done = []
    >>> run_on_threads([lambda: done.append("a"), lambda: done.append("b")], threads=1)
    >>> done
    ['a', 'b']
    """
    remaining = iter(tasks)  # advancing it is atomic: no two threads get the same task

    def work() -> None:
        for task in remaining:
            task()

    others = min(threads, len(tasks)) - 1
    futures = [_pool().submit(copy_context().run, work) for _ in range(others)]
    try:
        work()
    finally:
        started = [future for future in futures if not future.cancel()]
    for future in started:
        future.result()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count(), "dilviz")


os.register_at_fork(after_in_child=_pool.cache_clear)  # threads do not survive a fork
