"""The ledger: what is stated, and ours beside it."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("ledger")


def ledger(corrections: list[dict[str, Any]], claims: list[dict[str, Any]]) -> None:
    """Show rows of `dilviz.figures.ledger`."""
    MOUNT(key="ledger", data={"corrections": corrections, "claims": claims})
