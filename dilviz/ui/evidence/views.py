"""What the Evidence page shows: every published number, ours, and whether they agree."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import streamlit as st

from dilviz.figures import ledger as figures
from dilviz.papers.evidence import CORRECTIONS, checked
from dilviz.ui.ahead import Figure
from dilviz.ui.components.ledger import component
from dilviz.ui.controls import link
from dilviz.ui.evidence import controls
from dilviz.ui.evidence.controls import Sought
from dilviz.ui.fragments import fragment

Rows = list[dict[str, Any]]


def evidence() -> None:
    """Count, filter and list."""
    _count(*_computed())
    _listed()


@fragment
def _listed() -> None:
    LEDGER.show(controls.sought())


def _ledger_data(sought: Sought) -> dict[str, Any]:
    corrections, claims, _ = _computed()
    shown = figures.matching(corrections, *sought), figures.matching(claims, *sought)
    found, total = sum(map(len, shown)), len(corrections) + len(claims)
    return component.ledger(*shown, said=_said(found, total, sought.words))


def _said(found: int, total: int, words: str) -> str:
    if not found:
        return f"No row holds {link.clipped(words)!r}. Search for fewer words."
    return f"{found} of {total} rows" if found < total else ""


@st.cache_data(show_spinner="Computing every published number")
def _computed() -> tuple[Rows, Rows, float]:
    """Everything, once for this server; "Compute again" forgets it."""
    start = perf_counter()
    corrections = [figures.correction_row(one, one.checked()) for one in CORRECTIONS]
    claims = [figures.claim_row(one) for one in checked()]
    return corrections, claims, perf_counter() - start


def _count(corrections: Rows, claims: Rows, seconds: float) -> None:
    agreeing = sum(row["agrees"] for row in claims)
    proved = [row for row in corrections if row["agrees"] is not None]
    held = sum(row["agrees"] for row in proved)
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        st.markdown(
            f"**{agreeing} of {len(claims)}** published numbers are what this app computes. "
            f"**{len(corrections)}** sentences of a widely read article are checked; **{held} of "
            f"{len(proved)}** of the numbers in these corrections hold. Computed by this server "
            f"in {seconds:.1f} s; nothing here is a stored answer."
        )
    with right:
        controls.compute_again(_computed.clear)


LEDGER = Figure(
    *("evidence", "ledger", ("group", "q")), controls.sought_told, _ledger_data, component.MOUNT
)
FIGURES = {LEDGER.key: LEDGER}
