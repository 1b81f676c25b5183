"""Memory that is free goes back to the machine.

Every run of a page is a thread of its own, and the C library gives threads arenas of their own:
pictures that come and go leave holes in all of them, and a hole stays with the process. In one
arena the holes are filled again, and what is left of them is given back now and then.
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

PAUSE = 20.0  # seconds from one round to the next; a round stops everything for some 10 ms
WHOLE = 15  # every so many rounds looks at all that there is: 0.1 s
_UNIX = hasattr(mmap, "MAP_PRIVATE")
_TRIM_ABOVE, _MAP_ABOVE, _MOST_ARENAS = -1, -3, -8  # mallopt's names for them


def use_one_arena() -> None:
    """Tell the C library; to be called before there are many threads.

    Naming the other two bounds keeps them from growing with what is freed. A
    lower one for blocks of their own costs twice the time to filter a picture.
    """
    library = _glibc()
    if library is not None:
        library.mallopt(_MOST_ARENAS, 1)
        library.mallopt(_MAP_ABOVE, 4 * 2**20)
        library.mallopt(_TRIM_ABOVE, 16 * 2**20)


def apart(values: np.ndarray) -> np.ndarray:
    """Copy an array to pages of its own, which go back to the machine with it.

    For what stays long: between what comes and goes it would be a hole's edge.

    >>> apart(np.arange(6).reshape(2, 3))
    array([[0, 1, 2],
           [3, 4, 5]])
    """
    private = {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS} if _UNIX else {}
    pages = mmap.mmap(-1, max(values.nbytes, 1), **private)
    copied = np.frombuffer(pages, values.dtype, values.size).reshape(values.shape)
    copied[...] = values
    return copied


def give_back() -> None:
    """Return the free pages of all arenas; others wait for a moment."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def sweep() -> None:
    """Collect all garbage, and take what is left out of the collector's sight until the next time.

    Streamlit would collect after every run of a page and look at all that it
    sees: with a class of thirty, a third of the server's time. That is
    switched off in ``.streamlit/config.toml``.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def kept_small() -> AsyncIterator[None]:
    """Sweep and give memory back again and again for as long as a server runs."""
    use_one_arena()
    task = asyncio.create_task(_again_and_again())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _again_and_again() -> None:
    for number in count(1):
        await asyncio.sleep(PAUSE)
        await asyncio.to_thread(gc.collect if number % WHOLE else sweep)
        await asyncio.to_thread(give_back)


def _glibc() -> ctypes.CDLL | None:
    """The C library, if it is the one that can be asked so: not on macOS, Windows or Alpine."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") else None
