"""One layer in the words of every framework, and what is equivalent to it."""

import streamlit as st

from dilviz.ui.frameworks import views as frameworks_views

frameworks_views.spelled()
frameworks_views.same_words()
frameworks_views.flipped()
st.header("Three equivalences, two of them true", anchor="equivalences")
frameworks_views.equivalences()
