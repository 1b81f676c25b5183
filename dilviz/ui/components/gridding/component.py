"""The figures of the Gridding page: each of them is this component with other data."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("gridding")


def field(data: dict[str, Any]) -> None:
    """Show the numbers and which pixels one output reads."""
    MOUNT(key="field", data={"figure": "field", "field": data})


def verdicts(data: dict[str, Any]) -> None:
    """Show the exact test beside the heuristic."""
    MOUNT(key="verdicts", data={"figure": "verdicts", "verdicts": data})


def classes(data: dict[str, Any]) -> None:
    """Show which pixels never meet."""
    MOUNT(key="classes", data={"figure": "classes", "classes": data})


def photographs(pictures: list[dict[str, Any]], alt: str) -> None:
    """Show pictures side by side."""
    MOUNT(key="photographs", data={"figure": "photographs", "pictures": pictures, "alt": alt})


def fixes(rows: list[dict[str, Any]], on_used) -> None:
    """Show remedies as cards; `on_used` is called when one is chosen."""
    MOUNT(key="fixes", data={"figure": "fixes", "rows": rows}, on_used_change=on_used)


def designs(rows: list[dict[str, Any]], on_used) -> str | None:
    """Show designs as a table; `on_used` is called when one is chosen, which is returned."""
    data = {"figure": "designs", "rows": rows}
    return MOUNT(key="designs", data=data, on_used_change=on_used).used
