"""Who works on a convolution: threads of our own, each with one thread of BLAS.

BLAS's own threads wait for one another in the middle of a product. When another program has one of
the processors, each product then waits for the scheduler, and takes ten times as long. Ours share
tiles: a thread that is held up holds up one tile.
"""

import os
from collections.abc import Callable, Sequence
from contextvars import copy_context
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Task = Callable[[], None]


def run_on_threads(tasks: Sequence[Task], threads: int) -> None:
    """Run all tasks on the calling thread and up to ``threads - 1`` others.

    Every thread takes the next task when it has finished one. The calling
    thread works too and does not wait for others to start, so that many
    callers at once do not block one another. After an error, or Ctrl-C, no
    further task is begun.

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
        try:
            for task in remaining:
                task()
        finally:
            for _ in remaining:  # after an error: none is left for the others
                pass

    others = min(threads, len(tasks)) - 1
    futures = [_pool().submit(copy_context().run, work) for _ in range(others)]
    try:
        work()
    finally:
        for future in futures:
            if not future.cancel():
                future.result()


@cache
def _pool() -> "ThreadPoolExecutor":
    from concurrent.futures import ThreadPoolExecutor  # here: it slows down `import dilviz`

    return ThreadPoolExecutor(os.cpu_count(), "dilviz")


os.register_at_fork(after_in_child=_pool.cache_clear)  # threads do not survive a fork


class OneBlasThread:
    """While anyone is inside, BLAS has one thread; when the last one leaves, as many as before.

    >>> with OneBlasThread():
    ...     {library.num_threads for library in blas_libraries()}
    {1}
    """

    def __init__(self):
        self._before: list[int] = []
        self._nobody_inside()
        os.register_at_fork(after_in_child=self._nobody_inside)

    def _nobody_inside(self) -> None:
        self._lock, self._inside = Lock(), 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._before = [library.num_threads for library in blas_libraries()]
                set_blas_threads([1] * len(self._before))
            self._inside += 1

    def __exit__(self, *_) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside:
                set_blas_threads(self._before)


@cache
def blas_libraries() -> list:
    """Return threadpoolctl's controller of every BLAS that is loaded, NumPy's first of all.

    Without threadpoolctl there are none, and BLAS decides by itself: slower beside other work.
    """
    try:
        from threadpoolctl import ThreadpoolController  # here: `import dilviz` loads NumPy alone
    except ImportError:
        return []
    return ThreadpoolController().select(user_api="blas").lib_controllers


@cache
def multiplies_in_place() -> bool:
    """Whether BLAS multiplies small matrices without copying them first: OpenBLAS with AVX-512."""
    return any(
        getattr(library, "architecture", "") in ("SkylakeX", "Cooperlake", "SapphireRapids")
        for library in blas_libraries()
    )


def set_blas_threads(numbers: list[int]) -> None:
    """Give every BLAS its number of threads, for the whole process.

    threadpoolctl lets the thread that was first go on setting them, and ignores others; of a
    server's threads any may be next.
    """
    for library, number in zip(blas_libraries(), numbers, strict=True):
        release = getattr(library, "clear_controlling_thread", None)  # since threadpoolctl 3.8
        if release:
            release(force=True)
        library.set_num_threads(number)
