"""Trained networks that differ in their dilation rates alone, and how well they do."""

import streamlit as st

from dilviz.ui.learned import views as learned_views

learned_views.digits()
learned_views.digit_scores()
st.header("Where neighbours decide", anchor="noise")
learned_views.noise()
learned_views.noise_scores()
st.header("What do they look at?", anchor="fields")
learned_views.fields()
learned_views.limits()
