"""The figures of the Context module page."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from dilviz.cost.channel_polynomial import grouped
from dilviz.figures import maps as map_figures
from dilviz.figures import module_tables
from dilviz.papers.context_module import ContextModule
from dilviz.papers.feature_maps import SIZE, feature_maps
from dilviz.papers.initialisation import NOISE, identity_weights, smoothing_weights
from dilviz.papers.module_border import agreeing, with_both_paddings
from dilviz.ui.context_module.settings import (
    MAPS_RUN,
    NOISY,
    SMOOTHING,
    Border,
    Film,
    ModuleSettings,
    Surgery,
)
from dilviz.ui.linked_figure import figure

MAP_SIZE = (SIZE, SIZE)


class ModuleRun(NamedTuple):
    """What the module made of real maps: one map a class before it, and after each layer."""

    module: ContextModule
    maps: np.ndarray
    after: list[np.ndarray]
    caption: str


@figure("context-module", ModuleSettings, "module")
def module_layers(settings: ModuleSettings) -> dict[str, Any]:
    """Draw Table 1."""
    module = settings.module
    biases = grouped(sum(module.channels[1:]))
    note = (
        f"For maps of 64 × 64; {biases} biases come on top. The rates stop at 16 because the "
        "field then covers such a map. Yu and Koltun 2016, Table 1."
    )
    return {"figure": "layers", "note": note} | module_tables.layer_table(module, MAP_SIZE)


@figure("context-module", Film, "maps")
def module_film(settings: Film) -> dict[str, Any]:
    """Draw what every layer makes of real maps."""
    run = _run(settings.module, settings.maps, settings.photograph, settings.weights, settings.relu)
    strip = map_figures.filmstrip(run.module, run.maps, run.after, settings.map - 1)
    return strip | {"name": "maps after each layer", "said": run.caption.split("**")}


@figure("context-module", Border, "maps")
@st.cache_data(max_entries=60, show_spinner=False)
def module_border(settings: Border) -> dict[str, Any]:
    """Draw where padding once and padding at every layer agree."""
    size = settings.size
    alike = len(agreeing(size)) ** 2
    caption = (
        "The released VOC network pads its input by 33 once. The other three pad at every layer. "
        f"On a {size} × {size} map the two agree on **{alike} of {size**2} cells**, for any "
        "weights: those at least 32 samples from every side. On 64 × 64, on none. Outside the "
        "map, the first keeps values that later layers read; the second starts from zeros again."
    )
    compared = map_figures.padding_comparison(*with_both_paddings(size))
    return compared | {"name": "maps of both paddings", "said": caption.split("**")}


@figure("context-module", Surgery, "module")
def module_surgery(settings: Surgery) -> dict[str, Any]:
    """Draw VGG-16 after some cuts."""
    return {"figure": "surgery", "cuts": module_tables.surgery(settings.cuts)}


@st.cache_resource(max_entries=20, show_spinner=False)  # a megabyte each; never changed
def _run(module: ContextModule, maps: str, photograph: str, weights: str, relu: str) -> ModuleRun:
    before = feature_maps(maps, photograph, MAPS_RUN)
    truncate = relu == "yes"
    after = module.run(before, _weights(module, weights), truncate)
    caption = _comparison(before, after[-1], truncate)
    return ModuleRun(module, before, map_figures.first_of_blocks(after, MAPS_RUN), caption)


def _weights(module: ContextModule, name: str):
    if name == SMOOTHING:
        return smoothing_weights(module)
    return identity_weights(module, NOISE if name == NOISY else 0.0)


def _comparison(maps: np.ndarray, result: np.ndarray, truncate: bool) -> str:
    """Say how far the result is from what went in, as the initialisation promises."""
    target, name = (np.maximum(maps, 0), "max(x, 0)") if truncate else (maps, "x")
    far = float(np.abs(result - target).max())
    negative = float((maps < 0).mean())
    before = f"{100 * negative:.0f} % of the input is negative. " if negative else ""
    if far == 0:
        return f"{before}The output equals **{name}** exactly, on all {MAPS_RUN} maps."
    share = far / float(np.abs(maps).max())
    if share < 1e-5:
        return f"{before}The output equals **{name}** up to rounding ({far:.0e})."
    return f"{before}The output is up to **{far:.3g}** away from {name}."
