"""The dilation rate as a slider that the pictures of a page follow while it is dragged."""

from __future__ import annotations

from collections.abc import Callable

from dilviz.ui.components import mounting

MOUNT = mounting.component("rate")


def ask(rate: int, lowest: int, highest: int, on_change: Callable[[], None]) -> None:
    """Show the slider at `rate`; `on_change` is called when it has come to rest elsewhere."""
    data = {"label": "Dilation rate", "rate": rate, "lowest": lowest, "highest": highest}
    MOUNT(key="rate", data=data, on_rate_change=on_change)
