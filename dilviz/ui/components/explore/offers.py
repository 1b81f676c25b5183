"""What can be chosen in the explorer: the same for everybody, so it stands in its script."""

from __future__ import annotations

from typing import Any

from dilviz.pictures.explorer_inputs import canvases, kernel_presets
from dilviz.ui.components.explore.bounds import BOUNDS


def offers() -> dict[str, Any]:
    """List bounds, values and kernels.

    >>> offers()["bounds"]["d"]
    (1, 16)
    """
    return {
        "bounds": BOUNDS,
        "canvases": {
            name: {
                "cells": canvas.values.tolist(),
                "centred": canvas.centred,
                "meaning": canvas.meaning,
            }
            for name, canvas in canvases().items()
        },
        "kernels": {
            name: {"weights": weights.tolist(), "meaning": meaning}
            for name, (weights, meaning) in kernel_presets().items()
        },
    }
