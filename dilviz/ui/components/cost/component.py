"""The figures of the Cost page: each of them is this component with other data."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("cost")


def table(rows: list[dict[str, Any]], field: int, csv: str) -> dict[str, Any]:
    """What every stack costs, as a table and as a file."""
    return {"figure": "table", "rows": rows, "field": field, "csv": csv}


def derivation(steps: list[dict[str, str]]) -> dict[str, Any]:
    """A formula in steps."""
    return {"figure": "derivation", "steps": steps}


def price(data: dict[str, Any]) -> None:
    """Show what keeping the resolution costs."""
    MOUNT(key="price", data={"figure": "price"} | data)
