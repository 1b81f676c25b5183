"""The figure of the Evidence page: every published number, ours, and whether they agree."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import streamlit as st

from dilviz.errors import quoted
from dilviz.figures import ledger as rows_of
from dilviz.papers.claim import RIGHT
from dilviz.papers.evidence import CORRECTIONS, checked
from dilviz.ui.evidence.settings import Filter
from dilviz.ui.linked_figure import figure

Rows = list[dict[str, Any]]


@figure("evidence", Filter, "ledger")
def ledger(settings: Filter) -> dict[str, Any]:
    """Draw the rows that the filter leaves."""
    corrections, claims, _ = computed()
    wanted = settings.group, settings.words
    shown = rows_of.matching(corrections, *wanted), rows_of.matching(claims, *wanted)
    found, total = sum(map(len, shown)), len(corrections) + len(claims)
    summary = _summary(found, total, settings.words)
    return {"corrections": shown[0], "claims": shown[1], "said": summary}


def _summary(found: int, total: int, words: str) -> str:
    if not found:
        return f"No row holds {quoted(words)}. Search for fewer words."
    return f"{found} of {total} rows" if found < total else ""


@st.cache_data(show_spinner="Computing every published number")
def computed() -> tuple[Rows, Rows, float]:
    """Compute everything, once for this server; return corrections, claims and the seconds."""
    start = perf_counter()
    corrections = [
        rows_of.correction_row(correction, correction.checked())
        for correction in CORRECTIONS
        if correction.verdict != RIGHT
    ]
    claims = [rows_of.claim_row(claim) for claim in checked()]
    return corrections, claims, perf_counter() - start
