"""What a receptive field costs, and which costs are usually left out."""

import streamlit as st

from dilviz.ui.cost import views as cost_views

if not st.context.is_embedded:
    st.title("What does a large receptive field cost?")
    st.markdown(
        "Dilation buys field without weights and without multiply-adds. What it does not buy is "
        "a smaller map."
    )
cost_views.costs()
st.header("The price of keeping the resolution")
cost_views.price()
