"""A network: its receptive field, layer by layer, and everything that follows from it."""

import streamlit as st

from dilviz.ui import stack_views as views
from dilviz.ui.controls import stack as controls

if not st.context.is_embedded:
    st.title("How far does this network see?")
network, input_size = views.network_asked_for()
if network is not None:
    views.figures(network, input_size)
    if st.context.is_embedded:
        views.embedded_foot(network)
    else:
        views.more_figures(network, input_size)
