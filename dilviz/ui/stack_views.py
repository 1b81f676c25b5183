"""What the Stack page shows of a network, from the line of notation to its last figure."""

from __future__ import annotations

from typing import Any

import streamlit as st

import dilviz
from dilviz.effective import effective_field
from dilviz.errors import GeometryError
from dilviz.figures import effective as effective_figures
from dilviz.figures import receptive as receptive_figures
from dilviz.figures.unit_field import photograph, roomy_size, unit_field
from dilviz.layer import Pair
from dilviz.network import Network
from dilviz.path_map import path_map
from dilviz.report import report as described
from dilviz.ui import sharing_panel
from dilviz.ui.components.network import component
from dilviz.ui.controls import link, presets
from dilviz.ui.controls import stack as controls
from dilviz.ui.explain import explained, sentence

BACKDROP = "cat"
LONGEST_SPELLING = 300  # characters shown under the line people type into


def network_asked_for() -> tuple[Network | None, Pair | None, int | None]:
    """Ask for a network, an input size and its channels; None where it cannot be read."""
    line, size, channels = st.columns([6, 1.2, 1])
    input_size = channels_in = None
    with line:
        network = _read(controls.notation())
    if not st.context.is_embedded:
        with channels, explained():
            channels_in = controls.channels()
    with size, explained():
        input_size = controls.input_size(network or Network(()))
    if not st.context.is_embedded:
        presets.chips(network)
    return network, input_size, channels_in


def _read(text: str) -> Network | None:
    try:
        network = dilviz.parse_network(text)
    except GeometryError as error:
        st.warning(link.plain(sentence(error)))
        if error.position is not None:
            st.code(controls.caret(text, error.position), language=None)
        return None
    spelled = str(network)
    if spelled != text.strip() and len(spelled) < LONGEST_SPELLING:
        st.caption(f"In canonical form: `{spelled}`")
    return network


def figures(network: Network, input_size: Pair | None, channels: int | None) -> None:
    """Show the numbers, the table, the squares and the cone; a whole page also shows the rest."""
    embedded = st.context.is_embedded
    with explained():
        report, growth = _described(str(network), input_size, channels)
        outline = None if network.is_chain else receptive_figures.outline(network)
        if not embedded:
            _table_editor(network)
        component.overview(report, outline, None if embedded else growth)
        component.cone(report)
        if embedded:
            return
        with explained():
            component.paths(_path_data(str(network), input_size))
        with explained():
            _unit_over_image(network, input_size)
        sharing_panel.share(network, report, controls.size_text())
        sharing_panel.bring()


@st.cache_data(max_entries=100, show_spinner=False)
def _described(
    notation: str, input_size: Pair | None, channels: int | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A large network takes a second to follow: keep it while people move other controls."""
    network = dilviz.parse_network(notation)
    fields = dilviz.receptive_fields(network, input_size)
    growth = receptive_figures.growth(network, fields)
    return described(network, input_size, channels=channels), growth


@st.cache_data(max_entries=100, show_spinner=False)
def _path_data(notation: str, input_size: Pair | None) -> dict[str, Any]:
    network = dilviz.parse_network(notation)
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


def _table_editor(network: Network) -> None:
    panel = st.expander("Edit as table", key="table", on_change="rerun")
    if panel.open:
        with panel:
            controls.edit_as_table(network)


def _unit_over_image(network: Network, input_size: Pair | None) -> None:
    at, unit = controls.layer_and_unit(network)
    size = input_size or roomy_size(dilviz.receptive_field(network, None, at), network)
    placed = unit_field(network, size, at, unit)
    address, alt = photograph(BACKDROP, size)
    if input_size is None:
        placed["words"].append(f"No input size is given; this image is {size[0]} × {size[1]}.")
    component.unit(placed | {"image": address, "alt": alt}, controls.choose_unit_pointed_at)


def embedded_foot(network: Network) -> None:
    """Link from an embedded view to the whole page, and tell the page around it the height."""
    st.link_button("Open in dilviz", sharing_panel.address(network, controls.size_text()))
    component.height()
