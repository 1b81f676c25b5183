"""Yu and Koltun's context module: its layers, run on real maps, and what stands around it."""

import streamlit as st

from dilviz.ui import context_module_views

if not st.context.is_embedded:
    st.title("How does a module see 67 × 67 without losing a pixel?")
    st.markdown("Eight layers at full resolution. Only the rates change: 1 1 2 4 8 16 1 1.")
module = context_module_views.layers()
context_module_views.film(module)
context_module_views.border()
context_module_views.surgery()
context_module_views.scores()
