"""Every page passes here: page settings, navigation, then the page."""

import streamlit as st

from dilviz.server import process_memory
from dilviz.ui import arrival
from dilviz.ui.page_lock import page_lock
from dilviz.ui.site import FAVICON, SITE


@st.cache_resource(show_spinner=False)
def freeze_imports(page: str) -> None:
    """Take everything that this page has imported out of the garbage collector's sight.

    With the scientific packages loaded, to look through all objects takes
    100 ms and more; after this, a few. `dilviz.server.process_memory` repeats it.
    """
    process_memory.collect_and_freeze()


st.set_page_config(
    page_title="dilviz: dilated convolution, exact and visible",
    page_icon=str(FAVICON),
    layout="wide",
)
pages = [
    st.Page(page.path, title=page.title, url_path=page.address, default=not page.address)
    for page in SITE
]
chosen = st.navigation(pages, position="hidden" if st.context.is_embedded else "top")
arrival.arrive_at(chosen.url_path)
with page_lock():
    chosen.run()
freeze_imports(chosen.url_path)
