"""The context module's layers, the surgery before it and the scores after it."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("module")


def layers(data: dict[str, Any]) -> None:
    """Show Table 1, drawn and as a table."""
    MOUNT(key="module layers", data={"figure": "layers"} | data)


def surgery(cuts: list[dict[str, Any]]) -> None:
    """Show what was cut out of VGG-16, a row a cut."""
    MOUNT(key="module surgery", data={"figure": "surgery", "cuts": cuts})


def scores(tables: list[dict[str, Any]]) -> None:
    """Show the published scores, a panel a table."""
    MOUNT(key="module scores", data={"figure": "scores", "tables": tables})
