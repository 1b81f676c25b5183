"""What the Explore page shows of a layer."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from dilviz.ui.components.explore.component import explore
from dilviz.ui.components.explore.settings import layer_query, stacked
from dilviz.ui.controls import refusals
from dilviz.ui.evidence_links import evidence_link
from dilviz.ui.explore import controls
from dilviz.ui.fragments import fragment


@fragment
def layer() -> None:
    """Show a layer, check it, and say where to go on."""
    settings, complaints = controls.settings()
    refusals.say(complaints)
    explore(settings, key=controls.KEY, echo=controls.echo(), on_settled=controls.settle)
    controls.offer_check(settings)
    code = "frameworks?" + urlencode(layer_query(settings))
    stack = "stack?" + urlencode({"net": stacked(settings)})
    st.markdown(
        f"Next: [stack three such layers]({stack}) and see how far the whole network reads, or "
        f"read [this layer in six frameworks]({code}). What is often said wrongly of the nine "
        f"dots is {evidence_link('nine dots', 'corrected with evidence')}."
    )
