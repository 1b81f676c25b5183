"""The settings of the Cost page: a receptive field, channels, an image size, a dilation rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dilviz.figures.cost import QUANTITIES
from dilviz.ui.controls.choices import Choice
from dilviz.ui.controls.numbers import Slider
from dilviz.ui.controls.settings import Settings, Widths, setting

WIDEST_FIELD, MOST_CHANNELS, LARGEST_RATE = 255, 256, 32
SMALLEST_SIDE, LARGEST_SIDE = 32, 512  # the smallest in which the pooled stack fits

FIELD = Slider(
    "field", "Receptive field, samples", 67, lowest=3, highest=WIDEST_FIELD, figures_only=True
)
CHANNELS = Slider("channels", "Channels C", 16, lowest=1, highest=MOST_CHANNELS, figures_only=True)
SIDE = Slider(
    *("image", "Image, rows and columns", 64),
    lowest=SMALLEST_SIDE,
    highest=LARGEST_SIDE,
    figures_only=True,
)
QUANTITY_OF_WORDS = {
    title.replace("activation ", "").replace(" (bytes)", ""): quantity
    for quantity, title in QUANTITIES.items()
}
RATE = Slider("rate", "Dilation rate d", 4, lowest=1, highest=LARGEST_RATE, figures_only=True)


@dataclass(frozen=True)
class Comparison(Settings):
    """A receptive field that five kinds of network are built for."""

    field: int = setting(FIELD)
    channels: int = setting(CHANNELS)
    side: int = setting(SIDE)

    rows: ClassVar[tuple[Widths, ...]] = (3,)


@dataclass(frozen=True)
class Charted(Comparison):
    """Which cost is charted against the field, and on which scale."""

    quantity: str = setting(
        Choice(
            *("quantity", "Quantity", "multiply-adds", tuple(QUANTITY_OF_WORDS)),
            figures_only=True,
        )
    )
    scale: str = setting(Choice("scale", "Scale", "log", ("log", "linear"), figures_only=True))

    rows = ((3, 1),)


@dataclass(frozen=True)
class Derivation(Settings):
    """The image and the layer of a derivation."""

    channels: int = setting(CHANNELS)
    side: int = setting(SIDE)
    rate: int = setting(RATE)
