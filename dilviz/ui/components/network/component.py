"""The figures of one network: each of them is this component with other data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("network")


def overview(
    report: dict[str, Any],
    outline: list[dict[str, Any]] | dict[str, Any] | None,
    view: Mapping[str, str],
) -> dict[str, Any]:
    """The numbers, boxes or lanes if there are branches, table and squares."""
    shown = _without(report, "reads", "local_inputs", "interval", "named")
    return {"figure": "overview", "report": shown, "outline": outline, "view": view}


def cone(report: dict[str, Any], view: Mapping[str, str]) -> dict[str, Any]:
    """The cone, along either axis where the two differ."""
    drawn = _without(report, "weights_words", "multiply_adds_words", "channels_words", "coverage")
    return {"figure": "cone", "report": drawn, "view": view}


def _without(report: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Leave out of each layer what a figure does not draw: a network may have a thousand."""
    layers = [
        {key: value for key, value in layer.items() if key not in keys}
        for layer in report["layers"]
    ]
    return report | {"layers": layers}


def paths(data: dict[str, Any]) -> dict[str, Any]:
    """The path map, and what the effective receptive field is in numbers."""
    return {"figure": "paths", "paths": data}


def unit(data: dict[str, Any]) -> dict[str, Any]:
    """One unit over an image."""
    return {"figure": "unit", "unit": data}


def height() -> None:
    """Tell the page around an embedded view how tall it is."""
    MOUNT(key="height", data={"figure": "height"})
