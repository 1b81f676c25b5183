"""The panel of the lesson: asks, judges and explains in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("lesson")


def panel(data: dict[str, Any], *, key: str, on_turn: Callable[[], None]) -> None:
    """Show one stop; `on_turn` is called when somebody asks for another."""
    MOUNT(key=key, data=data, on_turn_change=on_turn)
