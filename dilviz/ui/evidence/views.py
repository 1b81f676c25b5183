"""What the Evidence page shows: how many numbers agree, and the table of all."""

from __future__ import annotations

import streamlit as st

from dilviz.papers.claim import ARTICLE
from dilviz.ui.evidence import figures
from dilviz.ui.evidence.figures import computed
from dilviz.ui.evidence.settings import Filter
from dilviz.ui.fragments import fragment

_IN_MARKDOWN = ARTICLE.replace("[", r"\[").replace("]", r"\]")


def evidence() -> None:
    """Count, filter and list."""
    _count()
    _table()


@fragment
def _table() -> None:
    figures.ledger.show(Filter.ask())


def _count() -> None:
    corrections, claims, seconds = computed()
    agreeing = sum(row["agrees"] for row in claims)
    proved = [row for row in corrections if row["agrees"] is not None]
    held = sum(row["agrees"] for row in proved)
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        st.markdown(
            f"**{agreeing} of {len(claims)}** published numbers are what this app computes. "
            f"After them come **{len(corrections)}** claims of one article, {_IN_MARKDOWN}, that "
            f"are wrong or imprecise; **{held} of {len(proved)}** numbers of the corrections "
            f"hold. Computed by this server in {seconds:.1f} s; nothing here is a stored answer."
        )
    with right:
        st.button("Compute again", on_click=computed.clear)
