"""What is prepared once for all runs: the pages as Streamlit knows them, and what they imported."""

from __future__ import annotations

from copy import copy
from functools import cache

import streamlit as st

from dilviz.server import process_memory
from dilviz.ui.site import SITE


def pages() -> list[st.Page]:
    """Return the pages for one run, each of which can be run once."""
    return [copy(page) for page in _pages()]


@cache
def _pages() -> tuple[st.Page, ...]:
    """Look for the files of the pages: 2 ms, an eighth of a short run."""
    return tuple(
        st.Page(page.path, title=page.title, url_path=page.address, default=not page.address)
        for page in SITE
    )


@cache
def freeze_imports(_page: str) -> None:
    """Exclude what a page has imported from later garbage collections.

    With the scientific packages loaded, to look through all objects takes
    100 ms and more; after this, a few. `dilviz.server.process_memory` repeats it.
    """
    process_memory.collect_and_freeze()
