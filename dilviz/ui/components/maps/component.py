"""Maps side by side under one pointer, as `dilviz.figures.maps` describes them."""

from __future__ import annotations

from dilviz.ui.components import mounting

MOUNT = mounting.component("maps")
