"""Settings of glibc's malloc and regular trimming, so that the process shrinks after use.

Every run of a page is a thread, and glibc gives threads arenas (heaps) of their own. Pictures
that are allocated and freed fragment all of them, and pages with live data in them stay with the
process. A single arena reuses its gaps, and ``malloc_trim`` returns the pages that are free.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import mmap
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count

import numpy as np

INTERVAL = 20.0  # seconds from one round to the next; a round stops all threads for some 10 ms
ROUNDS_PER_FULL_COLLECTION = 15  # a full collection takes 0.1 s
_HAS_PRIVATE_MAPPINGS = hasattr(mmap, "MAP_PRIVATE")  # not on Windows
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # of malloc.h


def use_one_arena() -> None:
    """Set malloc to one arena and fixed thresholds; to be called before threads start.

    Fixed, because glibc otherwise raises both thresholds to the size of freed blocks. What is
    mapped by itself is cleared page by page: with a threshold below the tiles of a convolution a
    picture takes up to four times as long to filter.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_M_ARENA_MAX, 1)
        library.mallopt(_M_MMAP_THRESHOLD, 8 * 2**20)
        library.mallopt(_M_TRIM_THRESHOLD, 16 * 2**20)


def copy_to_own_pages(values: np.ndarray) -> np.ndarray:
    """Copy an array into a memory mapping of its own, which is unmapped when the copy is freed.

    For arrays that live long: among short-lived ones they would keep malloc from returning the
    pages around them.

    >>> copy_to_own_pages(np.arange(6).reshape(2, 3))
    array([[0, 1, 2],
           [3, 4, 5]])
    """
    flags = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if _HAS_PRIVATE_MAPPINGS else {}
    pages = mmap.mmap(-1, max(values.nbytes, 1), **flags)
    copied = np.frombuffer(pages, values.dtype, values.size).reshape(values.shape)
    copied[...] = values
    return copied


def trim() -> None:
    """Return the free pages of malloc to the operating system; other threads wait meanwhile."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def collect_and_freeze() -> None:
    """Run a full garbage collection, and exclude the surviving objects from later ones.

    Excluded until the next call, which includes them again. Streamlit would collect after every
    run of a page, over all objects: with thirty visitors, a third of the server's time. That is
    switched off in ``.streamlit/config.toml``.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def returning_memory() -> AsyncIterator[None]:
    """Collect garbage and trim every `INTERVAL` seconds, inside the ``async with`` block."""
    use_one_arena()
    task = asyncio.create_task(_collect_and_trim_repeatedly())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _collect_and_trim_repeatedly() -> None:
    for number in count(1):
        await asyncio.sleep(INTERVAL)
        full = number % ROUNDS_PER_FULL_COLLECTION == 0
        await asyncio.to_thread(collect_and_freeze if full else gc.collect)
        await asyncio.to_thread(trim)


def _glibc() -> ctypes.CDLL | None:
    """Load the C library if it is glibc; None on macOS, Windows and Alpine."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None
