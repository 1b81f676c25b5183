"""The figures of one network: each of them is this component with other data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("network")


def overview(
    report: dict[str, Any],
    outline: list[dict[str, Any]] | dict[str, Any] | None,
    growth: dict[str, Any] | None,
    view: dict[str, str],
    on_view: Callable[[str], None],
) -> None:
    """Show the numbers, boxes or lanes if there are branches, table, squares and growth."""
    data = {"figure": "overview", "report": report, "outline": outline, "growth": growth}
    _switchable(
        "overview", data | {"view": {name: view[name] for name in ("where", "scale")}}, on_view
    )


def cone(report: dict[str, Any], view: dict[str, str], on_view: Callable[[str], None]) -> None:
    """Show the cone, along either axis where the two differ."""
    data = {"figure": "cone", "report": report, "view": {"axis": view["axis"]}}
    _switchable("cone", data, on_view)


def _switchable(key: str, data: dict[str, Any], on_view: Callable[[str], None]) -> None:
    """Mount a figure that tells which switch of it was moved."""
    MOUNT(key=key, data=data, on_view_change=lambda: on_view(key))


def paths(data: dict[str, Any]) -> None:
    """Show the path map beside the effective receptive field."""
    MOUNT(key="paths", data={"figure": "paths", "paths": data})


def unit(data: dict[str, Any], on_chosen) -> None:
    """Show one unit over an image; `on_chosen` is called when another is pointed at."""
    MOUNT(key="placed", data={"figure": "unit", "unit": data}, on_chosen_change=on_chosen)


def height() -> None:
    """Tell the page around an embedded view how tall it is."""
    MOUNT(key="height", data={"figure": "height"})
