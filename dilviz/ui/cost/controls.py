"""The widgets of the Cost page: a receptive field, channels, an image size, a dilation rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from dilviz.ui.controls import bound

WIDEST_FIELD, MOST_CHANNELS, LARGEST_RATE = 255, 256, 32
SMALLEST_SIDE, LARGEST_SIDE = 32, 512  # the smallest in which the pooled stack fits


FIELD = bound.Slider("field", "Receptive field, samples", 3, WIDEST_FIELD, 67)
CHANNELS = bound.Slider("channels", "Channels C", 1, MOST_CHANNELS, 16)
IMAGE = bound.Slider("image", "Image, rows and columns", SMALLEST_SIDE, LARGEST_SIDE, 64)
RATE = bound.Slider("rate", "Dilation rate l", 1, LARGEST_RATE, 4)


class Comparison(NamedTuple):
    """One receptive field, to be had in five ways."""

    field: int
    channels: int
    side: int


class Derivation(NamedTuple):
    """The image and the layer of a derivation."""

    channels: int
    side: int
    rate: int


def comparison() -> Comparison:
    """Ask for the receptive field, the channels and the side of the image."""
    with_columns = zip(st.columns(3), (FIELD, CHANNELS, IMAGE), strict=True)
    answers = []
    for column, one in with_columns:
        with column:
            answers.append(one.ask())
    return Comparison(*answers)


def comparison_told(link: bound.Query) -> Comparison:
    """Read the same from a link."""
    return Comparison(FIELD.told(link), CHANNELS.told(link), IMAGE.told(link))


def derivation(asked: Comparison) -> Derivation:
    """Ask for the dilation rate of the derivation; the image is the one of the comparison."""
    return Derivation(asked.channels, asked.side, RATE.ask())


def derivation_told(link: bound.Query) -> Derivation:
    """Read the same from a link."""
    return Derivation(CHANNELS.told(link), IMAGE.told(link), RATE.told(link))


def measure() -> bool:
    """Offer to measure; true in the run that the button starts."""
    return st.button("Measure on this server", key="measure")


def download(written: Callable[[], str], field: int) -> None:
    """Offer the table as a file, written when somebody asks: a browser fetches a ready one."""
    st.download_button(
        "Table as CSV", written, f"dilviz-cost-{field}.csv", "text/csv", on_click="ignore"
    )
