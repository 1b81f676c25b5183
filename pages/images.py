"""One dilated kernel on a real picture, and whole stacks."""

import streamlit as st

from dilviz.ui import images_rows, images_views
from dilviz.ui.explain import explained

if not st.context.is_embedded:
    st.title("What does dilation do to a picture?")
setting = images_views.asked_for()
with explained():
    pin = images_views.inspected(setting)
    images_rows.rates(setting)
    images_rows.stack(setting, pin)
    images_rows.ways(setting)
