"""A network: its receptive field, layer by layer, and everything that follows from it."""

import streamlit as st

from dilviz.ui import stack_views

if not st.context.is_embedded:
    st.title("How far does this network see?")
network, input_size, channels = stack_views.network_asked_for()
if network is not None:
    stack_views.figures(network, input_size, channels)
    if st.context.is_embedded:
        stack_views.embedded_foot(network)
