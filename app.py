"""The server: the Streamlit app and the plain HTTP routes beside it."""

import streamlit as st

from dilviz import _compat, web
from dilviz.ui import arrival, site
from dilviz.ui.linked_figure import find_figure
from dilviz.web import uploads

_compat.disable_external_ip_lookup()
_compat.keep_link_of_next_page()
_compat.merge_links()
_compat.hear_ended_runs_to_their_end()  # first: the next two ask for several runs
_compat.run_all_parts_that_are_told_of(quiet=arrival.QUIET)
_compat.run_by_link_what_is_behind_it()
_compat.keep_end_of_fragments()
_compat.keep_what_waits_around_fragments()
_compat.write_theme_once()
_compat.write_component_data_once()
_compat.copy_places_quickly()
_compat.ask_for_one_text()
_compat.keep_uploads_in_memory(uploads.LARGEST_UPLOAD)
base = st.get_option("server.baseUrlPath")
app = st.App(
    site.ROUTER,
    routes=web.routes(base, find_figure),
    middleware=web.middleware(base),
    lifespan=web.lifespan,
)
