"""Pictures made into tiles of a strip, kept for the next visitor who asks for the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from dilviz.figures import legend
from dilviz.figures.encode import data_address, jpeg, png
from dilviz.figures.response import ResponsePicture
from dilviz.ui.components.strip.component import Tile

cached = st.cache_data(max_entries=24, show_spinner=False)


def tile(address: str, title: str, note: str, bar: dict[str, Any] | None = None) -> Tile:
    """Make a tile; a screen reader hears its title and its note."""
    return Tile(address, title, note, f"{title}. {note}" if note else title, bar)


def response_tile(picture: ResponsePicture, title: str, note: str) -> Tile:
    """Make a tile of a response: with its colour bar if signed, else saying what is clipped."""
    if picture.limit is not None:
        return tile(jpeg_address(picture.pixels), title, note, legend.diverging(picture.limit))
    beyond = (
        f"{share_words(picture.clipped)} beyond black or white" if picture.clipped >= 0.0005 else ""
    )
    return tile(jpeg_address(picture.pixels), title, ", ".join(filter(None, [note, beyond])))


def jpeg_address(pixels: np.ndarray) -> str:
    """Encode a picture for looking at."""
    return data_address(jpeg(pixels), "image/jpeg")


def png_address(pixels: np.ndarray) -> str:
    """Encode a picture exactly."""
    return data_address(png(pixels), "image/png")


def size_words(size: tuple[int, ...]) -> str:
    """Write rows × columns."""
    return f"{size[0]} × {size[1]}"


def share_words(share: float) -> str:
    """Write a share as a percentage."""
    return f"{100 * share:.3g} %"
