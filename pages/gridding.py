"""What a stack never reads, why, and how to fix it."""

import streamlit as st

from dilviz.ui.gridding import views as gridding_views

if not st.context.is_embedded:
    st.title("Which pixels does a stack never read?")
    st.markdown(
        "Dilation skips samples. A stack reads everything only if each layer's gaps are filled by "
        "the layers with smaller rates."
    )
gridding_views.network()
st.header("Design a stack")
gridding_views.design()
