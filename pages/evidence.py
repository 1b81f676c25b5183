"""Every published number that the app reproduces, and what it corrects."""

import streamlit as st

from dilviz.ui.evidence import views as evidence_views

if not st.context.is_embedded:
    st.title("Why believe these numbers?")
evidence_views.evidence()
