"""The panel of the lesson: asks, judges and explains in the browser."""

from __future__ import annotations

from dilviz.ui.components import mounting

MOUNT = mounting.component("lesson")
