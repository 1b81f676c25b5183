"""The figures of the Gridding page: each of them is this component with other data."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("gridding")


def field(data: dict[str, Any]) -> dict[str, Any]:
    """The numbers, and which pixels one output reads."""
    return {"figure": "field", "field": data}


def verdicts(data: dict[str, Any] | None, otherwise: str) -> dict[str, Any]:
    """The exact test beside the heuristic; words where there is no test."""
    return {"figure": "verdicts", "verdicts": data, "otherwise": otherwise}


def classes(data: dict[str, Any]) -> dict[str, Any]:
    """Which pixels never meet."""
    return {"figure": "classes", "classes": data}


def photographs(pictures: list[dict[str, Any]], alt: str, otherwise: str) -> dict[str, Any]:
    """Pictures side by side; words where there are none."""
    return {"figure": "photographs", "pictures": pictures, "alt": alt, "otherwise": otherwise}


def fixes(rows: list[dict[str, Any]], otherwise: str) -> dict[str, Any]:
    """Remedies as cards; words where there are none. What is chosen is `used`."""
    return {"figure": "fixes", "rows": rows, "otherwise": otherwise}


def designs(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Designs as a table. What is chosen is `used`."""
    return {"figure": "designs", "rows": rows}
