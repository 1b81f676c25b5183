"""What the Stack page shows of a network, from the line of notation to its last figure."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.network_text import is_json
from dilviz.ui.components.network import component
from dilviz.ui.controls import link
from dilviz.ui.explain import explained, sentence
from dilviz.ui.fragments import fragment
from dilviz.ui.stack import controls, network_line, presets, sharing_panel, view
from dilviz.ui.stack import figures as shown
from dilviz.ui.stack.controls import Asked, Chosen

LONGEST_SPELLING = 300  # characters shown under the line people type into


@fragment
def network() -> None:
    """Ask for a network, and show what follows from it."""
    network, asked = network_asked_for()
    if network is None:
        return
    figures(network, asked)
    if st.context.is_embedded:
        embedded_foot(asked.text)


def network_asked_for() -> tuple[Network | None, Asked]:
    """Ask for a network, an input size and its channels; no network where it cannot be read."""
    line, size, channels = st.columns([6, 1.2, 1])
    input_size = channels_in = None
    with line:
        network, text = _read(network_line.notation())
    with channels, explained():
        embedded = st.context.is_embedded
        channels_in = controls.channels_in_link() if embedded else controls.channels()
    with size, explained():
        input_size = controls.input_size(network or Network(()))
    if not st.context.is_embedded:
        presets.chips(text)
    return network, Asked(text, input_size, channels_in)


def _read(text: str) -> tuple[Network | None, str]:
    try:
        network, spelled = network_line.spelled(text)
    except GeometryError as error:
        st.warning(link.plain(sentence(error)))
        if error.position is not None:
            st.code(controls.caret(text, error.position), language=None)
        return None, ""
    if is_json(spelled):
        st.caption("Its paths cross, so no single line of notation holds it: this is its JSON.")
    elif spelled != text.strip() and len(spelled) < LONGEST_SPELLING:
        st.caption(f"In canonical form: `{spelled}`")
    return network, spelled


def figures(network: Network, asked: Asked) -> None:
    """Show the numbers, the table, the squares and the cone; a whole page also shows the rest."""
    embedded = bool(st.context.is_embedded)
    with explained():
        report, _ = shown.description(*asked)
        if not embedded:
            _table_editor(network)
        switches = view.view()
        shown.OVERVIEW.show(shown.overview(asked, switches, embedded), **_keeping("overview"))
        shown.CONE.show(shown.cone(asked, switches), **_keeping("cone"))
        if embedded:
            return
        with explained():
            shown.PATHS.show(shown.paths(asked))
        _unit(network, asked, report)
        sharing_panel.bring()


def _keeping(key: str) -> dict[str, Any]:
    """A figure keeps its switches in the link."""
    return {"on_view_change": partial(view.keep, key)}


def _unit(network: Network, asked: Asked, report: dict[str, Any]) -> None:
    """The unit that is asked about; links that are shared name it."""
    with explained():
        at, unit = controls.layer_and_unit(network)
        chosen = Chosen(asked.text, asked.size, at, unit)
        shown.PLACED.show(chosen, on_chosen_change=controls.choose_unit_pointed_at)
    sharing_panel.share(network, asked.text, report)


def _table_editor(network: Network) -> None:
    panel = st.expander("Edit as table", key="table", on_change="rerun")
    if panel.open:
        with panel:
            controls.edit_as_table(network)


def embedded_foot(text: str) -> None:
    """Link from an embedded view to the whole page, and tell the page around it the height."""
    st.link_button("Open in dilviz", sharing_panel.address(text))
    component.height()
