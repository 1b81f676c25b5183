"""The widgets of the Context module page."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dilviz.context_module import ContextModule
from dilviz.feature_maps import FEATURE_MAPS
from dilviz.images import IMAGES
from dilviz.surgery import CUTS
from dilviz.ui.controls import bound

IDENTITY, NOISY, SMOOTHING = "identity", "identity + noise", "smoothing"
MAPS = 4  # maps that are really run; Large widens them to 128
_PADDINGS = {"at every layer": "same", "33 once": "once"}


@dataclass(frozen=True)
class RunSettings:
    """What is run through the module, with which weights, and which map is shown."""

    maps: str
    photograph: str
    weights: str
    truncate: bool
    shown: int


def module() -> ContextModule:
    """Ask for the form, the number of classes and the padding."""
    left, middle, right = st.columns([1, 2, 1])
    with left:
        form = bound.Choice("form", "Form", ("Basic", "Large"), "Basic").ask()
    with middle:
        classes = bound.Slider(
            "c", "Classes C", 1, 64, 21, help="Maps in and out: 21 for Pascal VOC, 19 Cityscapes."
        ).ask()
    with right:
        padding = bound.Choice("pad", "Padding", tuple(_PADDINGS), "at every layer").ask()
    return ContextModule(form, classes, _PADDINGS[padding])


def run() -> RunSettings:
    """Ask what to run."""
    first, second, third = st.columns(3)
    with first:
        maps = bound.Choice("maps", "Maps", tuple(FEATURE_MAPS), "edges").ask()
    with second:
        weights = bound.Choice("init", "Weights", (IDENTITY, NOISY, SMOOTHING), IDENTITY).ask()
    with third:
        truncate = bound.Choice("relu", "max(x, 0) after layers 1 to 7", ("yes", "no"), "yes").ask()
    left, right = st.columns([1, 2])
    with left:
        photograph = bound.Pick("photo", "Photograph", tuple(IMAGES), "astronaut").ask()
    with right:
        shown = bound.Slider("map", "Map shown", 1, MAPS, 1).ask()
    return RunSettings(maps, photograph, weights, truncate == "yes", shown - 1)


def cut() -> int:
    """Ask how far the surgery has gone."""
    last = len(CUTS) - 1
    return bound.Slider("cut", "Cuts made", 0, last, last).ask()


def border_size() -> int:
    """Ask for the size of the map whose border is looked at."""
    return bound.Slider("m", "Map size", 32, 96, 66).ask()
