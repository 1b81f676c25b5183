"""What a receptive field costs, and which costs are usually left out."""

import streamlit as st

from dilviz.ui.cost import views as cost_views

cost_views.comparison()
st.header("The formula, step by step")
cost_views.formula()
st.header("The price of keeping the resolution")
cost_views.price()
