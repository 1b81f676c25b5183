"""One layer: what each output reads, and what each input and each weight reaches."""

import streamlit as st

from dilviz.ui.components.explore.component import explore
from dilviz.ui.controls import explore as controls
from dilviz.ui.controls import link

st.title("What does one output pixel read?")
settings, complaints = controls.settings()
link.say(complaints)
explore(settings, key=controls.KEY, echo=controls.echo(), on_settled=controls.settle)
st.markdown("Next: [stack such layers](stack) and see how far the whole network reads.")
