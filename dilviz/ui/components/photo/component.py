"""A photograph for the components of a page: sent once, not again with every change."""

from __future__ import annotations

from dilviz.ui.components import mounting

MOUNT = mounting.component("photo")


def bring(photo_id: str, address: str, secret: str = "") -> bool:
    """Send the browser the address of a photograph, and the secret name of an uploaded one.

    Returns
    -------
    bool
        Whether the browser has drawn the page as far as this.
    """
    data = {"id": photo_id, "address": address, "secret": secret}
    return bool(MOUNT(key="photo", data=data, height=1, on_here_change=lambda: None).here)
