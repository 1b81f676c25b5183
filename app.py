"""The server: the Streamlit app and the plain HTTP routes beside it."""

import streamlit as st

from dilviz import web
from dilviz.ui import ahead, outward, site
from dilviz.web import uploads

outward.ask_nobody()
uploads.keep_in_memory()
app = st.App(
    site.ROUTER,
    routes=web.routes(st.get_option("server.baseUrlPath"), ahead.figure),
    middleware=web.middleware(),
    lifespan=web.lifespan,
)
