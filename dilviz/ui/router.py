"""Every page passes here: page settings, navigation, then the page."""

import streamlit as st

from dilviz.server import process_memory
from dilviz.ui import arrival, frame
from dilviz.ui.page_lock import page_lock
from dilviz.ui.site import SITE


@st.cache_resource(show_spinner=False)
def freeze_imports(page: str) -> None:
    """Take everything that this page has imported out of the garbage collector's sight.

    With the scientific packages loaded, to look through all objects takes
    100 ms and more; after this, a few. `dilviz.server.process_memory` repeats it.
    """
    process_memory.collect_and_freeze()


pages = [
    st.Page(page.path, title=page.title, url_path=page.address, default=not page.address)
    for page in SITE
]
chosen = st.navigation(pages, position="hidden" if st.context.is_embedded else "top")
page = next(page for page in SITE if page.address == chosen.url_path)
frame.name_tab(page)
arrival.arrive_at(page.address)
with page_lock():
    frame.above(page)
    chosen.run()
    frame.below()
freeze_imports(page.address)
