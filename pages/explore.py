"""One layer: what each output reads, and what each input and each weight reaches."""

from urllib.parse import urlencode

import streamlit as st

from dilviz.ui.components.explore.component import explore
from dilviz.ui.components.explore.settings import layer_query, stacked
from dilviz.ui.controls import refusals
from dilviz.ui.evidence_links import evidence_link
from dilviz.ui.explore import controls

settings, complaints = controls.settings()
refusals.say(complaints)
explore(settings, key=controls.KEY, echo=controls.echo(), on_settled=controls.settle)
controls.offer_check(settings)
code = "frameworks?" + urlencode(layer_query(settings))
stack = "stack?" + urlencode({"net": stacked(settings)})
st.markdown(
    f"Next: [stack three such layers]({stack}) and see how far the whole network reads, or read "
    f"[this layer in six frameworks]({code}). What is often said wrongly of the nine dots is "
    f"{evidence_link('nine dots', 'corrected with evidence')}."
)
