"""The editor of a kernel: a number for each tap."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dilviz.ui.components import mounting

MOUNT = mounting.component("weights")


def edit(weights: np.ndarray, on_edit: Callable[[], None]) -> None:
    """Show the weights to edit; `on_edit` is called after each change."""
    MOUNT(key="weights", data={"weights": weights.tolist()}, on_weights_change=on_edit)
