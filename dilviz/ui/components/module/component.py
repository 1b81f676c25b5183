"""The context module's layers, and the surgery before it."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("module")


def layers(table: dict[str, Any], note: str) -> dict[str, Any]:
    """Table 1, drawn and as a table, with a note under it."""
    return {"figure": "layers", "note": note} | table


def surgery(cuts: list[dict[str, Any]]) -> dict[str, Any]:
    """What was cut out of VGG-16, a row a cut."""
    return {"figure": "surgery", "cuts": cuts}
