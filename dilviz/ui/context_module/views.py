"""What the Context module page shows, from Table 1 to the published scores."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from dilviz.cost.channel_polynomial import grouped
from dilviz.export import sharing as markdown
from dilviz.figures import maps as map_figures
from dilviz.figures import module_tables
from dilviz.papers.context_module import ContextModule
from dilviz.papers.feature_maps import SIZE, feature_maps
from dilviz.papers.initialisation import NOISE, identity_weights, smoothing_weights
from dilviz.papers.module_border import agreeing, with_both_paddings
from dilviz.papers.vgg_surgery import CUTS, WHOLE
from dilviz.ui.ahead import Figure
from dilviz.ui.components.maps import component as maps_component
from dilviz.ui.components.module import component
from dilviz.ui.context_module import controls
from dilviz.ui.context_module.controls import Film
from dilviz.ui.explain import explained
from dilviz.ui.fragments import fragment
from dilviz.ui.proofs import proof

MAP_SIZE = (SIZE, SIZE)


class Run(NamedTuple):
    """What the module made of real maps: one map a class before it, and after each layer."""

    module: ContextModule
    maps: np.ndarray
    after: list[np.ndarray]
    said: str


@fragment
def module() -> None:
    """Table 1, and what its layers make of real maps."""
    chosen = controls.module()
    with explained():
        LAYERS.show(chosen)
    st.header("Run it", anchor="run")
    film(chosen)


@fragment
def film(module: ContextModule) -> None:
    """Run the module on real maps and show what every layer makes of them."""
    asked = controls.film(module)
    with explained():
        FILM.show(asked)


@fragment
def border() -> None:
    """Pad once or at every layer: the two networks people run are different functions."""
    BORDER.show(controls.BORDER.ask())
    st.caption(
        "Run with random positive whole numbers in exact arithmetic, so that nothing cancels out. "
        "With identity weights the two are equal: the difference has to be learned."
    )


@fragment
def surgery() -> None:
    """How VGG-16 becomes the front end, a cut at a time."""
    SURGERY.show(controls.CUT.ask())
    st.caption(
        f"Field {CUTS[0].field} → {CUTS[-1].field} pixels, one answer every {CUTS[0].stride} → "
        f"{CUTS[-1].stride} pixels. Multiply-adds for a 512 × 512 image with maps at full size."
    )


def networks() -> None:
    """The networks that were trained, front end and module in one."""
    rows = [
        (
            f"{whole.name}, {whole.dataset}",
            whole.module_field,
            whole.field,
            "{} × {}".format(*whole.image),
            "{} × {}".format(*whole.output_size),
        )
        for whole in WHOLE
    ]
    st.subheader("The whole networks")
    titles = ["network", "module sees", "image pixels seen", "input", "output"]
    st.markdown(markdown.table(titles, rows))  # st.table loads pandas
    st.caption("KITTI: poolings that round up, as Caffe's do, give 159 columns instead of 158.")


def scores() -> None:
    """Tables 2 to 4, and what may be subtracted from what."""
    st.markdown(
        "**67.6 %** is the front end alone, without any context module. The module adds **1.5** "
        "(Basic) and **2.3** points (Large) on the validation images, **2.2** on test. The tables "
        "differ in training data or images, so scores are compared inside a panel only."
    )
    component.scores(module_tables.score_tables())
    st.caption("Yu and Koltun 2016, Tables 2 to 4. The axis starts at 60.")
    st.markdown(proof("the paper", "Every number of the paper, checked"))


def _layers_data(module: ContextModule) -> dict[str, Any]:
    biases = grouped(sum(module.channels[1:]))
    note = (
        f"For maps of 64 × 64; {biases} biases come on top. The rates stop at 16 because the "
        "field then covers such a map. Yu and Koltun 2016, Table 1."
    )
    return component.layers(module_tables.layer_table(module, MAP_SIZE), note)


def _film_data(asked: Film) -> dict[str, Any]:
    run = _run(*asked[:-1])
    strip = map_figures.filmstrip(run.module, run.maps, run.after, asked.shown)
    return strip | {"said": run.said.split("**")}


@st.cache_resource(max_entries=20, show_spinner=False)  # a megabyte each; nobody writes to it
def _run(form: str, padding: str, maps: str, photograph: str, weights: str, truncate: bool) -> Run:
    module = ContextModule(form, controls.RUN, padding)
    before = feature_maps(maps, photograph, controls.RUN)
    after = module.run(before, _weights(module, weights), truncate)
    said = _compared(before, after[-1], truncate)
    return Run(module, before, map_figures.first_of_blocks(after, controls.RUN), said)


def _weights(module: ContextModule, name: str):
    if name == controls.SMOOTHING:
        return smoothing_weights(module)
    return identity_weights(module, NOISE if name == controls.NOISY else 0.0)


def _compared(maps: np.ndarray, result: np.ndarray, truncate: bool) -> str:
    """Say how far the result is from what went in, as the initialisation promises."""
    target, name = (np.maximum(maps, 0), "max(x, 0)") if truncate else (maps, "x")
    far = float(np.abs(result - target).max())
    negative = float((maps < 0).mean())
    before = f"{100 * negative:.0f} % of the input is negative. " if negative else ""
    if far == 0:
        return f"{before}The output equals **{name}** exactly, on all {controls.RUN} maps."
    share = far / float(np.abs(maps).max())
    if share < 1e-5:
        return f"{before}The output equals **{name}** up to rounding ({far:.0e})."
    return f"{before}The output is up to **{far:.3g}** away from {name}."


@st.cache_data(max_entries=60, show_spinner=False)
def _border_data(size: int) -> dict[str, Any]:
    alike = len(agreeing(size)) ** 2
    said = (
        "The released VOC network pads its input by 33 once. The other three pad at every layer. "
        f"On a {size} × {size} map the two agree on **{alike} of {size**2} cells**, for any "
        "weights: those at least 32 samples from every side. On 64 × 64, on none. Outside the "
        "map, the first keeps values that later layers read; the second starts from zeros again."
    )
    return map_figures.padding_comparison(*with_both_paddings(size)) | {"said": said.split("**")}


def _surgery_data(last: int) -> dict[str, Any]:
    return component.surgery(module_tables.surgery(last))


_figure = partial(Figure, "context-module", mount=component.MOUNT)
_FILM = "form", "pad", "maps", "init", "relu", "photo", "map"
LAYERS = _figure("module-layers", ("form", "c", "pad"), controls.module_told, _layers_data)
FILM = _figure("module-film", _FILM, controls.film_told, _film_data, mount=maps_component.MOUNT)
BORDER = _figure(
    "module-border", ("m",), controls.BORDER.told, _border_data, mount=maps_component.MOUNT
)
SURGERY = _figure("module-surgery", ("cut",), controls.CUT.told, _surgery_data)
FIGURES = {one.key: one for one in (LAYERS, FILM, BORDER, SURGERY)}
