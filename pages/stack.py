"""A network: its receptive field, layer by layer, and everything that follows from it."""

import streamlit as st

from dilviz.ui.stack import views as stack_views

if not st.context.is_embedded:
    st.title("How far does this network see?")
stack_views.network()
