"""Yu and Koltun's context module: its layers, run on real maps, and what stands around it."""

import streamlit as st

from dilviz.ui.context_module import views as context_module_views

context_module_views.module()
st.header("Pad once, or at every layer?", anchor="border")
context_module_views.border()
st.header("Before it: surgery on VGG-16", anchor="surgery")
context_module_views.surgery()
context_module_views.networks()
st.header("After it: what did it bring?", anchor="scores")
context_module_views.scores()
