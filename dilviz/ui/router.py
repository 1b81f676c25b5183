"""Every page passes here: page settings, navigation, then the page."""

import streamlit as st

from dilviz.ui import arrival, frame, link_names, navigation
from dilviz.ui.page_lock import page_lock
from dilviz.ui.site import SITE

chosen = st.navigation(navigation.pages(), position="hidden" if st.context.is_embedded else "top")
page = next(page for page in SITE if page.address == chosen.url_path)
frame.name_tab(page)
arrival.arrive_at(page.address)
with page_lock():
    frame.above(page)
    with st.container():  # what follows keeps its place when the sentence goes
        link_names.say_unknown(page)
    chosen.run()
    frame.below()
navigation.freeze_imports(page.address)
