"""Every page passes here: page settings, navigation, then the page."""

import streamlit as st

from dilviz.ui import memory
from dilviz.ui.site import FAVICON, SITE

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
memory.arrive_at(chosen.url_path)
with memory.turn():
    chosen.run()
memory.stay()
memory.keep_imports(chosen.url_path)
