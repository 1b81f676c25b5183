"""One layer: what each output reads."""

import streamlit as st

st.title("What does one output pixel read?")
