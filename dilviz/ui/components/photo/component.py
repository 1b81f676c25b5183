"""A photograph for the components of a page: sent once, not again with every change."""

from __future__ import annotations

from dilviz.ui.components import mounting

MOUNT = mounting.component("photo")


def bring(photo_id: str, address: str) -> None:
    """Send a photograph to the browser."""
    MOUNT(key="photo", data={"id": photo_id, "address": address}, height=1)
