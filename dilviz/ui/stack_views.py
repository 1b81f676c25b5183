"""What the Stack page shows of a network, from the line of notation to its last figure."""

from __future__ import annotations

from typing import Any

import streamlit as st

import dilviz
from dilviz.effective import effective_field
from dilviz.errors import GeometryError
from dilviz.figures import effective as effective_figures
from dilviz.figures import receptive as receptive_figures
from dilviz.figures.lanes import lanes
from dilviz.figures.unit_field import photograph, roomy_size, unit_field
from dilviz.layer import Pair
from dilviz.network import Network
from dilviz.network_text import is_json, network_from_text, network_text
from dilviz.path_map import path_map
from dilviz.report import report as described
from dilviz.ui import sharing_panel
from dilviz.ui.components.network import component
from dilviz.ui.controls import link, network_line, presets, view
from dilviz.ui.controls import stack as controls
from dilviz.ui.explain import explained, sentence
from dilviz.ui.parts import part

BACKDROP = "cat"
LONGEST_SPELLING = 300  # characters shown under the line people type into


@part
def network() -> None:
    """Ask for a network, and show what follows from it."""
    asked, input_size, channels = network_asked_for()
    if asked is None:
        return
    figures(asked, input_size, channels)
    if st.context.is_embedded:
        embedded_foot(asked)


def network_asked_for() -> tuple[Network | None, Pair | None, int | None]:
    """Ask for a network, an input size and its channels; None where it cannot be read."""
    line, size, channels = st.columns([6, 1.2, 1])
    input_size = channels_in = None
    with line:
        network = _read(network_line.notation())
    with channels, explained():
        embedded = st.context.is_embedded
        channels_in = controls.channels_in_link() if embedded else controls.channels()
    with size, explained():
        input_size = controls.input_size(network or Network(()))
    if not st.context.is_embedded:
        presets.chips(network)
    return network, input_size, channels_in


def _read(text: str) -> Network | None:
    try:
        network = network_from_text(text)
    except GeometryError as error:
        st.warning(link.plain(sentence(error)))
        if error.position is not None:
            st.code(controls.caret(text, error.position), language=None)
        return None
    spelled = network_text(network)
    if is_json(spelled):
        st.caption("Its paths cross, so no single line of notation holds it: this is its JSON.")
    elif spelled != text.strip() and len(spelled) < LONGEST_SPELLING:
        st.caption(f"In canonical form: `{spelled}`")
    return network


def figures(network: Network, input_size: Pair | None, channels: int | None) -> None:
    """Show the numbers, the table, the squares and the cone; a whole page also shows the rest."""
    embedded = st.context.is_embedded
    with explained():
        text = network_text(network)
        report, growth = _described(text, input_size, channels)
        outline = _outline(network, text)
        if not embedded:
            _table_editor(network)
        switches = view.view()
        component.overview(report, outline, None if embedded else growth, switches, view.keep)
        component.cone(report, switches, view.keep)
        if embedded:
            return
        with explained():
            component.paths(_path_data(text, input_size))
        _unit(network, text, input_size, report)
        sharing_panel.bring()


def _unit(network: Network, text: str, input_size: Pair | None, report: dict[str, Any]) -> None:
    """The unit that is asked about; links that are shared name it."""
    with explained():
        _unit_over_image(network, text, input_size)
    sharing_panel.share(network, text, report)


def _outline(network: Network, text: str) -> list[dict[str, Any]] | dict[str, Any] | None:
    """Boxes for branches, lanes where paths cross, nothing for a chain."""
    if network.is_chain:
        return None
    return lanes(network) if is_json(text) else receptive_figures.outline(network)


@st.cache_data(max_entries=100, show_spinner=False)
def _described(
    text: str, input_size: Pair | None, channels: int | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A large network takes a second to follow: keep it while people move other controls."""
    network = network_from_text(text)
    fields = dilviz.receptive_fields(network, input_size)
    growth = receptive_figures.growth(network, fields)
    return described(network, input_size, channels=channels), growth


@st.cache_data(max_entries=100, show_spinner=False)
def _path_data(text: str, input_size: Pair | None) -> dict[str, Any]:
    network = network_from_text(text)
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


def _unit_over_image(network: Network, text: str, input_size: Pair | None) -> None:
    at, unit = controls.layer_and_unit(network)
    placed = _placed(text, input_size, at, unit)
    rows, cols = placed["input"]
    address, alt = photograph(BACKDROP, (rows, cols))
    if input_size is None:
        size = str(cols) if network.one_dimensional else f"{rows} × {cols}"
        placed["words"].append(f"No input size is given; this image is {size}.")
    component.unit(placed | {"image": address, "alt": alt}, controls.choose_unit_pointed_at)


@st.cache_data(max_entries=100, show_spinner=False)
def _placed(
    text: str, input_size: Pair | None, at: str | None, unit: Pair | None
) -> dict[str, Any]:
    network = network_from_text(text)
    size = input_size or roomy_size(dilviz.receptive_field(network, None, at), network)
    return unit_field(network, size, at, unit)


def embedded_foot(network: Network) -> None:
    """Link from an embedded view to the whole page, and tell the page around it the height."""
    st.link_button("Open in dilviz", sharing_panel.address(network_text(network)))
    component.height()
