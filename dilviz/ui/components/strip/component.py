"""Pictures side by side, zoomed and moved in step."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from dilviz.ui.components import mounting

MOUNT = mounting.component("strip")


@dataclass(frozen=True)
class Tile:
    """One picture of a strip: its address, its words, those for screen readers, its colour bar."""

    address: str
    title: str
    note: str
    alt: str
    legend: dict[str, Any] | None = None


def strip(
    key: str, label: str, tiles: list[Tile], *, across: int = 0, pixelated: bool = False
) -> None:
    """Show pictures side by side; `pixelated` keeps the pixels of small ones sharp.

    `across` pictures fit a row; 0 puts all into one.
    """
    data = {
        "label": label,
        "tiles": [asdict(tile) for tile in tiles],
        "across": across,
        "pixelated": pixelated,
        "stamp": " | ".join(tile.title for tile in tiles),
    }
    MOUNT(key=key, data=data)
