"""Maps side by side under one pointer."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("maps")


def maps(key: str, data: dict[str, Any]) -> None:
    """Show maps as `dilviz.figures.maps` describes them."""
    MOUNT(key=key, data=data)
