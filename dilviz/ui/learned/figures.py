"""The figures of the Learned page."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from dilviz.figures.learned_fields import field_maps
from dilviz.figures.learned_labels import labels_data
from dilviz.figures.learned_noise import noise_data
from dilviz.learned.drawing import read_drawing
from dilviz.pictures.photographs import load
from dilviz.ui.learned.settings import Denoised, Labels, Looked
from dilviz.ui.linked_figure import figure


@figure("learned", Labels, "learned", key="digit-labels")
def digit_labels(settings: Labels) -> dict[str, Any]:
    """Draw what two networks read in a drawing."""
    data = labels_data(read_drawing(settings.drawing), (settings.left, settings.right))
    return {"figure": "labels", **data}


@figure("learned", Denoised, "learned", key="noise-taken-off")
def noise_taken_off(settings: Denoised) -> dict[str, Any]:
    """Draw what two networks make of a bundled photograph with noise."""
    return _of_photograph(settings.picture, settings.first, settings.second)


@figure("learned", Looked, "maps", key="trained-field")
def trained_field(settings: Looked) -> dict[str, Any]:
    """Draw how strongly each pixel of a field counts, before and after training."""
    return field_maps(settings.network)


def on_own_picture(pixels: np.ndarray, settings: Denoised) -> dict[str, Any]:
    """Draw what two networks make of a picture that no link can hold."""
    return {"figure": "noise", **noise_data(pixels, (settings.first, settings.second))}


@st.cache_data(max_entries=60, show_spinner=False)
def _of_photograph(name: str, first: str, second: str) -> dict[str, Any]:
    return {"figure": "noise", **noise_data(load(name), (first, second))}
