"""The layers of a network as a table to edit."""

from __future__ import annotations

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.network.network import Network
from dilviz.network.network_text import network_text
from dilviz.network.notation_guide import LEFT_OUT
from dilviz.ui.controls import refusals
from dilviz.ui.stack import layer_rows, network_line
from dilviz.ui.stack.network_line import TABLE_PROBLEM


def edit(network: Network) -> None:
    """Show the layers as rows to edit; the notation follows."""
    rows = layer_rows.rows_of(network)
    key = f"rows of {network_text(network)}"  # a new network is a new table: edits apply once
    st.data_editor(
        rows,
        key=key,
        num_rows="dynamic" if network.is_chain else "fixed",
        column_config={
            "kind": st.column_config.SelectboxColumn(options=list(layer_rows.KINDS), required=True),
        },
        column_order=layer_rows.COLUMNS,
        on_change=_take_rows,
        args=(network, rows, key),
        alt="The layers of the network, one row each",
    )
    st.caption(f"An empty cell is the default. {LEFT_OUT}")
    if problem := st.session_state.get(TABLE_PROBLEM):
        st.warning(refusals.plain(problem))


def _take_rows(network: Network, rows: list[layer_rows.Row], key: str) -> None:
    try:
        edited = layer_rows.with_edits(rows, st.session_state[key])
        network_line.show(layer_rows.network_of(edited, network))
    except GeometryError as error:
        st.session_state[TABLE_PROBLEM] = str(error)
