"""The widgets of the Context module page."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from dilviz.papers.context_module import ContextModule
from dilviz.papers.feature_maps import FEATURE_MAPS
from dilviz.papers.vgg_surgery import FRONT_END_STAGES
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.controls import bound

IDENTITY, NOISY, SMOOTHING = "identity", "identity + noise", "smoothing"
RUN = 4  # maps that are really run; Large widens them to 128
_PADDINGS = {"at every layer": "same", "33 once": "once"}
_LAST_CUT = len(FRONT_END_STAGES) - 1

FORM = bound.Choice("form", "Form", ("Basic", "Large"), "Basic")
CLASSES = bound.Slider(
    "c", "Classes C", 1, 64, 21, help="Maps in and out: 21 for Pascal VOC, 19 Cityscapes."
)
PADDING = bound.Choice("pad", "Padding", tuple(_PADDINGS), "at every layer")
MAPS = bound.Choice("maps", "Maps", tuple(FEATURE_MAPS), "edges")
WEIGHTS = bound.Choice("init", "Weights", (IDENTITY, NOISY, SMOOTHING), IDENTITY)
TRUNCATE = bound.Choice("relu", "max(x, 0) after layers 1 to 7", ("yes", "no"), "yes")
PHOTOGRAPH = bound.Choice("photo", "Photograph", tuple(IMAGES), "astronaut")
SHOWN = bound.Slider("map", "Map shown", 1, RUN, 1)
CUT = bound.Slider("cut", "Cuts made", 0, _LAST_CUT, _LAST_CUT)
BORDER = bound.Slider("m", "Map size", 32, 96, 66)


class Film(NamedTuple):
    """What is run through the module, with which weights, and which map is shown."""

    form: str
    padding: str
    maps: str
    photograph: str
    weights: str
    truncate: bool
    shown: int


def module() -> ContextModule:
    """Ask for the form, the number of classes and the padding."""
    left, middle, right = st.columns([1, 2, 1])
    with left:
        form = FORM.ask()
    with middle:
        classes = CLASSES.ask()
    with right:
        padding = PADDING.ask()
    return _module(form, classes, padding)


def module_told(link: bound.Query) -> ContextModule:
    """Read the same from a link."""
    return _module(FORM.told(link), CLASSES.told(link), PADDING.told(link))


def _module(form: str, classes: int, padding: str) -> ContextModule:
    return ContextModule(form, classes, _PADDINGS[padding])


def film(module: ContextModule) -> Film:
    """Ask what to run through a module of this form and padding."""
    first, second, third = st.columns(3)
    with first:
        maps = MAPS.ask()
    with second:
        weights = WEIGHTS.ask()
    with third:
        truncate = TRUNCATE.ask()
    left, right = st.columns([2, 1])
    with left:
        photograph = PHOTOGRAPH.ask()
    with right:
        shown = SHOWN.ask()
    return _film(module, maps, photograph, weights, truncate, shown)


def film_told(link: bound.Query) -> Film:
    """Read the same from a link."""
    inputs = MAPS.told(link), PHOTOGRAPH.told(link)
    return _film(
        module_told(link), *inputs, WEIGHTS.told(link), TRUNCATE.told(link), SHOWN.told(link)
    )


def _film(module: ContextModule, *asked) -> Film:
    maps, photograph, weights, truncate, shown = asked
    run = module.form, module.padding, maps, photograph, weights
    return Film(*run, truncate == "yes", shown - 1)
