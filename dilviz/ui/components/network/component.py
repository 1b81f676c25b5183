"""The figures of one network: each of them is this component with other data."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("network")


def overview(
    report: dict[str, Any],
    outline: list[dict[str, Any]] | None,
    growth: dict[str, Any] | None,
) -> None:
    """Show the numbers, the boxes if there are branches, the table, the squares and the growth."""
    data = {"figure": "overview", "report": report, "outline": outline, "growth": growth}
    MOUNT(key="overview", data=data)


def cone(report: dict[str, Any], axis: str = "cols") -> None:
    """Show the cone along one axis."""
    MOUNT(key="cone", data={"figure": "cone", "report": report, "axis": axis})


def paths(data: dict[str, Any]) -> None:
    """Show the path map beside the effective receptive field."""
    MOUNT(key="paths", data={"figure": "paths", "paths": data})


def unit(data: dict[str, Any], on_chosen) -> None:
    """Show one unit over an image; `on_chosen` is called when another is pointed at."""
    MOUNT(key="placed", data={"figure": "unit", "unit": data}, on_chosen_change=on_chosen)


def height() -> None:
    """Tell the page around an embedded view how tall it is."""
    MOUNT(key="height", data={"figure": "height"})
