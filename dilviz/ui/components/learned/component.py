"""The figures of the Learned page: each of them is this component with other data."""

from __future__ import annotations

from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("learned")


def labels(data: dict[str, Any]) -> dict[str, Any]:
    """A drawing, and what two networks read in it. What is drawn is `drawing`."""
    return {"figure": "labels", **data}


def noise(data: dict[str, Any]) -> dict[str, Any]:
    """Pictures of one size under one magnifier."""
    return {"figure": "noise", **data}
