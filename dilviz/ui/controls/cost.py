"""The widgets of the Cost page: a receptive field, channels, an image size, a dilation rate."""

from __future__ import annotations

import streamlit as st

from dilviz.ui.controls import bound

WIDEST_FIELD, MOST_CHANNELS, LARGEST_RATE = 255, 256, 32
SMALLEST_SIDE, LARGEST_SIDE = 32, 512  # the smallest in which the pooled stack fits


def setting() -> tuple[int, int, int]:
    """Ask for the receptive field, the channels and the side of the image."""
    columns = st.columns(3)
    with columns[0]:
        field = bound.slider("field", "Receptive field, samples", 3, WIDEST_FIELD, 67)
    with columns[1]:
        channels = bound.slider("channels", "Channels C", 1, MOST_CHANNELS, 16)
    with columns[2]:
        side = bound.slider("image", "Image, rows and columns", SMALLEST_SIDE, LARGEST_SIDE, 64)
    return field, channels, side


def rate() -> int:
    """Ask for the dilation rate of the derivation."""
    return bound.slider("rate", "Dilation rate l", 1, LARGEST_RATE, 4)


def measure() -> bool:
    """Offer to measure; true in the run that the button starts."""
    return st.button("Measure on this server", key="measure")


def download(text: str, field: int) -> None:
    """Offer the table as a file."""
    st.download_button(
        "Table as CSV", text, f"dilviz-cost-{field}.csv", "text/csv", on_click="ignore"
    )
