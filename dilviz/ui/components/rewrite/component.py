"""The equivalences of the Frameworks page on real numbers."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("rewrite")


def show(figure: str, data: dict[str, Any]) -> None:
    """Show one of `dilviz.figures.rewrite`: "stuffed", "phases", "line" or "pixels"."""
    MOUNT(key=f"rewrite {figure}", data={"figure": figure} | data)
