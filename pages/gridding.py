"""What a stack never reads, why, and how to fix it."""

import streamlit as st

from dilviz.ui.gridding import views as gridding_views

gridding_views.network()
st.header("Design a stack")
gridding_views.design()
