"""The settings of the Images page that its components write into the link, and no widget."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from dilviz.convolution.layer import Pair
from dilviz.convolution.layer_text import read_padding
from dilviz.errors import GeometryError, quoted
from dilviz.pictures.filter_link import (
    DEFAULT_KERNEL,
    DEFAULT_PADDING,
    DEFAULT_RATE,
    LARGEST_RATE,
    MOST_PADDING,
    read_weights,
)
from dilviz.ui.controls.numbers import Slider
from dilviz.ui.controls.texts import Read


def _place(text: str) -> Pair | None:
    if text and not re.fullmatch(r"[0-9]{1,6},[0-9]{1,6}", text):
        raise GeometryError(f"a pin is a row and a column, got {quoted(text)}. Write 3,5.")
    row, _, col = text.partition(",")
    return (int(row), int(col)) if text else None


RATE = Slider("d", "Dilation rate", DEFAULT_RATE, lowest=1, highest=LARGEST_RATE)
WEIGHTS = Read("w", "Weights", "", read_weights, shown=DEFAULT_KERNEL)
PIN = Read("pin", "Pinned output", "", _place, shown="the middle")
PADDING = Read("p", "Padding", DEFAULT_PADDING, partial(read_padding, highest=MOST_PADDING))


def rate() -> int:
    """Read the dilation rate; a part of the page runs alone when it changes."""
    return RATE.from_link(st.query_params)
