"""The pointer on the photograph: what one output reads, magnified, and the sum it makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("inspector")


def inspect(data: dict[str, Any], on_pin: Callable[[], None]) -> None:
    """Show the photograph beside the output; `on_pin` is called when another output is pinned."""
    MOUNT(key="inspector", data=data, on_pin_change=on_pin)
