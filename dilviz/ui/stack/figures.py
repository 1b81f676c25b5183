"""The figures of the Stack page: their links alone decide them, but for a network too long."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

import dilviz
from dilviz.convolution.layer import Pair
from dilviz.errors import GeometryError
from dilviz.export.report import report as described
from dilviz.fields.effective import effective_field
from dilviz.fields.path_map import path_map
from dilviz.figures import effective as effective_figures
from dilviz.figures import receptive as receptive_figures
from dilviz.figures.lanes import lanes
from dilviz.figures.unit_field import photograph, roomy_size, unit_field
from dilviz.network.network import Network
from dilviz.network.network_text import is_json
from dilviz.ui.ahead import Figure, Query
from dilviz.ui.components.network import component
from dilviz.ui.explain import sentence
from dilviz.ui.stack import controls, view
from dilviz.ui.stack.controls import Asked, Chosen
from dilviz.ui.stack.network_line import AT, CHANNELS, NOTATION, SIZE, UNIT, spelled

BACKDROP = "cat"
EMBED = "embed"  # Streamlit's own name for a view without its frame


class Overview(NamedTuple):
    """What the first figure shows of a network, and how; an embedded view has no growth."""

    asked: Asked
    where: str
    scale: str
    embedded: bool


class Cone(NamedTuple):
    """What the cone shows of a network, and along which axis."""

    asked: Asked
    axis: str


class Paths(NamedTuple):
    """The network whose paths are counted, and the size of its input."""

    text: str
    size: Pair | None


def overview(asked: Asked, switches: Mapping[str, str], embedded: bool) -> Overview:
    """Choose how the first figure shows a network."""
    return Overview(asked, switches["where"], switches["scale"], embedded)


def cone(asked: Asked, switches: Mapping[str, str]) -> Cone:
    """Choose how the cone shows a network."""
    return Cone(asked, switches["axis"])


def paths(asked: Asked) -> Paths:
    """Paths do not depend on channels."""
    return Paths(asked.text, asked.size)


@st.cache_data(max_entries=100, show_spinner=False)
def description(
    text: str, input_size: Pair | None, channels: int | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Report and growth. A large network takes a second to follow: all figures share these."""
    network, _ = spelled(text)
    fields = dilviz.receptive_fields(network, input_size)
    growth = receptive_figures.growth(network, fields)
    return described(network, input_size, channels=channels), growth


@st.cache_data(max_entries=100, show_spinner=False)
def _outline(text: str) -> list[dict[str, Any]] | dict[str, Any] | None:
    """Boxes for branches, lanes where paths cross, nothing for a chain."""
    network, _ = spelled(text)
    if network.is_chain:
        return None
    return lanes(network) if is_json(text) else receptive_figures.outline(network)


@st.cache_data(max_entries=100, show_spinner=False)
def _path_data(text: str, input_size: Pair | None) -> dict[str, Any]:
    network, _ = spelled(text)
    field = effective_field(network, input_size=input_size)
    return {
        "map": _map(network, input_size),
        "profile": effective_figures.profile(field),
        "facts": effective_figures.facts(field),
        "counts": effective_figures.exact_counts(network),
    }


def _map(network: Network, input_size: Pair | None) -> dict[str, Any]:
    """The picture of the map; of one that is too large, the sentence that says so."""
    try:
        return effective_figures.map_picture(*path_map(network, input_size=input_size))
    except GeometryError as error:
        return {"words": sentence(error)}


@st.cache_data(max_entries=100, show_spinner=False)
def _placed(
    text: str, input_size: Pair | None, at: str | None, unit: Pair | None
) -> dict[str, Any]:
    network, _ = spelled(text)
    size = input_size or roomy_size(dilviz.receptive_field(network, None, at), network)
    placed = unit_field(network, size, at, unit)
    if input_size is None:
        shape = str(size[1]) if network.one_dimensional else f"{size[0]} × {size[1]}"
        placed["words"].append(f"No input size is given; this image is {shape}.")
    return placed


def _overview_told(query: Query) -> Overview:
    embedded = query.get(EMBED, "").lower() == "true"
    return overview(controls.asked_told(query), view.told(query), embedded)


def _cone_told(query: Query) -> Cone:
    return cone(controls.asked_told(query), view.told(query))


def _paths_told(query: Query) -> Paths:
    return paths(controls.asked_told(query))


def _overview_data(shown: Overview) -> dict[str, Any]:
    report, growth = description(*shown.asked)
    switches = {"where": shown.where, "scale": shown.scale}
    drawn = None if shown.embedded else growth
    return component.overview(report, _outline(shown.asked.text), drawn, switches)


def _cone_data(shown: Cone) -> dict[str, Any]:
    report, _ = description(*shown.asked)
    return component.cone(report, {"axis": shown.axis})


def _paths_data(asked: Paths) -> dict[str, Any]:
    return component.paths(_path_data(*asked))


def _placed_data(chosen: Chosen) -> dict[str, Any]:
    placed = _placed(*chosen)
    rows, cols = placed["input"]
    address, alt = photograph(BACKDROP, (rows, cols))
    return component.unit(placed | {"image": address, "alt": alt})


_figure = partial(Figure, "stack", mount=component.MOUNT)
_ASKED = NOTATION, SIZE, CHANNELS
OVERVIEW = _figure("overview", (*_ASKED, "where", "scale", EMBED), _overview_told, _overview_data)
CONE = _figure("cone", (*_ASKED, "axis"), _cone_told, _cone_data)
PATHS = _figure("paths", (NOTATION, SIZE), _paths_told, _paths_data)
PLACED = _figure("placed", (NOTATION, SIZE, AT, UNIT), controls.chosen_told, _placed_data)
FIGURES = {one.key: one for one in (OVERVIEW, CONE, PATHS, PLACED)}
