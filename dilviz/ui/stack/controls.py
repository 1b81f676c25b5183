"""The widgets of the Stack page beside its line: an input size, a unit, the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

import streamlit as st

from dilviz.convolution.layer import Pair
from dilviz.convolution.layer_text import read_channels, read_size, read_unit
from dilviz.errors import GeometryError
from dilviz.export.network_code import NETWORK_FRAMEWORKS
from dilviz.network.network import Network
from dilviz.network.network_text import network_text
from dilviz.ui.controls import bound, link
from dilviz.ui.stack import layer_rows, network_line
from dilviz.ui.stack.network_line import AT, CHANNELS, SIZE, TABLE_PROBLEM, UNIT

Answer = TypeVar("Answer")
_NAMES = {"torch": "PyTorch", "tensorflow": "TensorFlow", "keras": "Keras", "jax": "JAX"}

INPUT_SIZE = bound.Text(
    *(SIZE, "Input size", "", "224 or 224x320"),
    help="Rows x columns of the input. Needed for output sizes and multiply-adds.",
    live=True,
)
INPUT_CHANNELS = bound.Text(
    *(CHANNELS, "Channels", "", "C"),
    help="Channels of the input. Without them, weights are a multiple of C.",
    live=True,
)
LAYER = bound.Text(AT, "Layer", "")
UNIT_OF_LAYER = bound.Text(UNIT, "Unit, row and column", "", "the middle one")


class Asked(NamedTuple):
    """A network, the size of its input and the channels there, as far as they are known."""

    text: str
    size: Pair | None
    channels: int | None


class Chosen(NamedTuple):
    """A unit of a layer of a network; by default the middle one of the output."""

    text: str
    size: Pair | None
    at: str | None
    unit: Pair | None


def asked_told(told: bound.Query) -> Asked:
    """Read from a link what is asked about which network; what cannot be read is not known."""
    network, text = network_line.told(told)
    size = _or_none(_size, INPUT_SIZE.told(told), network)
    return Asked(text, size, _or_none(read_channels, INPUT_CHANNELS.told(told)))


def chosen_told(told: bound.Query) -> Chosen:
    """Read from a link which unit is chosen.

    Raises
    ------
    GeometryError
        If it is no unit.
    """
    network, text = network_line.told(told)
    size = _or_none(_size, INPUT_SIZE.told(told), network)
    at, unit = LAYER.told(told), UNIT_OF_LAYER.told(told)
    return Chosen(text, size, at.strip() or None, _unit(unit, network))


def _or_none(read: Callable[..., Answer], *given: Any) -> Answer | None:
    try:
        return read(*given)
    except GeometryError:
        return None  # the page says so and goes on without it


def input_size(network: Network) -> Pair | None:
    """Ask for an input size."""
    return _size(INPUT_SIZE.ask(), network)


def _size(text: str, network: Network) -> Pair | None:
    return network.read_size(read_size(text))


def _unit(text: str, network: Network) -> Pair | None:
    return network.read_unit(read_unit(text))


def channels() -> int | None:
    """Ask for the channels of the input, which weights and multiply-adds depend on."""
    return read_channels(INPUT_CHANNELS.ask())


def channels_in_link() -> int | None:
    """Take the channels that the link states, where nobody is asked."""
    return read_channels(INPUT_CHANNELS.told(st.query_params))


def layer_and_unit(network: Network) -> tuple[str | None, Pair | None]:
    """Ask which unit of which layer."""
    left, right = st.columns(2)
    with left:
        at = replace(LAYER, placeholder=f"{network.output} (the output)").ask()
    with right:
        unit = UNIT_OF_LAYER.ask()
    return at.strip() or None, _unit(unit, network)


def choose_unit_pointed_at() -> None:
    """Take the unit that was pointed at on the image."""
    row, col = st.session_state["placed"].chosen
    st.session_state[UNIT] = f"{int(row)},{int(col)}"


def edit_as_table(network: Network) -> None:
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
    if problem := st.session_state.get(TABLE_PROBLEM):
        st.warning(link.plain(problem))


def _take_rows(network: Network, rows: list[layer_rows.Row], key: str) -> None:
    try:
        edited = layer_rows.with_edits(rows, st.session_state[key])
        network_line.show(layer_rows.network_of(edited, network))
    except GeometryError as error:
        st.session_state[TABLE_PROBLEM] = str(error)


def caret(text: str, position: int) -> str:
    """Point at a character of a long line.

    >>> print(caret("conv3, cnv3", 7))
    conv3, cnv3
           ^
    """
    start = max(0, position - 40)
    piece = text[start : position + 40].replace("\n", " ")
    before = "… " if start else ""
    return f"{before}{piece}\n{' ' * (len(before) + position - start)}^"


def framework() -> str:
    """Ask which framework to write code for."""
    return st.segmented_control(
        "Framework",
        NETWORK_FRAMEWORKS,
        default=NETWORK_FRAMEWORKS[0],
        required=True,
        key="framework of code",
        format_func=lambda name: _NAMES.get(name, name),
    )
