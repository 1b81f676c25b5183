"""Code of a framework with what belongs to it: warnings, arguments, a border, a whole network."""

from __future__ import annotations

from dilviz.ui.components import mounting

MOUNT = mounting.component("code")
