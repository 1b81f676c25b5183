"""The ledger: what is stated, and ours beside it."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("ledger")


def ledger(
    corrections: list[dict[str, Any]], claims: list[dict[str, Any]], said: str = ""
) -> dict[str, Any]:
    """Rows of `dilviz.figures.ledger`, and what is said of them."""
    return {"corrections": corrections, "claims": claims, "said": said}
