"""What the Stack page shows of a network, from the line of notation to its last figure."""

from __future__ import annotations

from dataclasses import astuple
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dilviz.convolution.layer import Pair
from dilviz.convolution.layer_text import read_channels, read_size
from dilviz.errors import GeometryError, or_none
from dilviz.export.sharing import OLDER_NAMES
from dilviz.network.network import Network
from dilviz.ui import arrival, following, kept_networks, last_network, notation_help
from dilviz.ui.components.mounting import component
from dilviz.ui.controls import refusals
from dilviz.ui.explain import explained, sentence
from dilviz.ui.fragments import fragment
from dilviz.ui.notation import spelled
from dilviz.ui.stack import (
    charts,
    figures,
    layer_table,
    network_line,
    presets,
    sharing_panel,
    switches,
)
from dilviz.ui.stack.settings import (
    INPUT_CHANNELS,
    INPUT_SIZE,
    LAYER,
    LINE,
    PAGE,
    UNIT,
    Cone,
    Gated,
    Overview,
    Sized,
    Unit,
    WithInput,
)

TABLE = "table"
LONGEST_SPELLING = 300  # characters shown under the line people type into


def network() -> None:
    """Ask for a network, and show what follows from it."""
    line()
    tools = None if st.context.is_embedded else _tools()
    settings = following.held(PAGE)
    if settings is None:
        return
    with st.container(key=last_network.FIGURES):
        show_figures(settings, tools)
    if st.context.is_embedded:
        embedded_foot(settings.network)
    following.note(PAGE, _shows_more(settings))


@fragment
def line() -> None:
    """Ask for a network."""
    with st.container():  # what follows stays where it is, whatever is said in here
        settings = ask_for_network()
    following.hold(PAGE, settings)
    following.run_if_more(PAGE, settings is not None and _shows_more(settings))


def _shows_more(settings: WithInput) -> bool:
    """Whether more than figures follows: a chosen unit, an open panel, a control, a chart."""
    keys = (LAYER.key, UNIT.key, TABLE, *sharing_panel.PANELS)
    if st.context.is_embedded or any(st.session_state.get(key) for key in keys):
        return True
    report = or_none(lambda: description(settings))
    return report is None or bool(report["gates"]) or charts.is_long(report)


def _tools() -> DeltaGenerator:
    """Show what brings a network to the page; what takes it away is added when it is known."""
    tools = st.container(horizontal=True)
    with tools:
        notation_help.offer(PAGE)
        sharing_panel.bring()
    return tools


def ask_for_network() -> WithInput | None:
    """Ask for a network, an input size and its channels; None where it cannot be read."""
    arrival.take_older_names(OLDER_NAMES)
    line, size, channels = st.columns([6, 1.2, 1])
    with line:
        network, text = _read(kept_networks.ask(LINE))
    with channels:
        if st.context.is_embedded:
            typed = st.session_state.get(INPUT_CHANNELS.key)  # under its older name
            channels_text = typed or INPUT_CHANNELS.from_link(st.query_params)
        else:
            channels_text = INPUT_CHANNELS.ask()
        with explained():
            read_channels(channels_text)
    with size:
        size_text = INPUT_SIZE.ask()
        with explained():
            read = read_size(size_text)
            (network or Network(())).read_size(read)
            _say_size(read, size_text)
    if not st.context.is_embedded:
        presets.chips(text)
    shown = last_network.shown_network(PAGE, text if network else None)
    return None if shown is None else WithInput(shown, size_text, channels_text)


def _say_size(size: int | Pair | None, text: str) -> None:
    """Say what was read where it was written otherwise than sizes are."""
    if isinstance(size, tuple) and text.strip().lower() != (written := f"{size[0]}x{size[1]}"):
        st.caption(f"Read as {written}: rows x columns.")


def _read(text: str | None) -> tuple[Network | None, str]:
    if text is None:
        return None, ""
    try:
        network, notation = spelled(text)
    except GeometryError as error:
        st.warning(refusals.plain(sentence(error)))
        if error.position is not None:
            st.code(caret(text, error.position), language=None)
        return None, ""
    _say_spelling(network, notation, text.strip())
    network_line.say_what_was_read(network)
    return network, text


def _say_spelling(network: Network, notation: str, typed: str) -> None:
    """Say what the one text of a network is, where that is short, or why it is none."""
    try:
        line = str(network)
    except GeometryError:
        st.caption("No line of notation holds it: its paths cross, or a layer has no word there.")
        return
    if len(line) < LONGEST_SPELLING and line != typed:
        form = "In canonical form" if line == notation else "As notation, without module names"
        st.caption(f"{form}: `{line}`")


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


def show_figures(settings: WithInput, tools: DeltaGenerator | None) -> None:
    """Show the numbers, the table, the squares and the cone; a whole page also shows the rest."""
    embedded = bool(st.context.is_embedded)
    with explained():
        report = description(settings)
        with st.container():
            gated = _ask_for_gates(settings) if report["gates"] else Gated(*astuple(settings)[:2])
        if not embedded:
            _table_editor(settings.network)
        figures.overview.show(Overview.ask(settings, gated), **_writing_switches("overview"))
        figures.cone.show(Cone.ask(settings), **_writing_switches("cone"))
        if embedded:
            return
        charts.fields()
        left, right = st.columns(2)
        with explained():
            with left:
                figures.paths.show(Sized.ask(settings))
            with right:  # where there are no paths, there is no profile either
                charts.effective_profile()
        _unit(settings, gated)
        if tools is not None:
            with tools:
                sharing_panel.share(settings.network, settings.notation, report)


def description(settings: WithInput) -> dict[str, Any]:
    """The report that all figures share."""
    return figures.description(settings.notation, settings.input_size, settings.channels)


def _writing_switches(key: str) -> dict[str, Any]:
    return {"on_view_change": partial(switches.write, key)}


def _ask_for_gates(settings: WithInput) -> Gated:
    gated = Gated.ask(settings)
    if gated.gates != gated.gates_text:
        st.caption("To follow what reads a whole map, give an input size.")
    return gated


def _unit(settings: WithInput, gated: Gated) -> None:
    """Show the chosen unit; links that are shared name it."""
    with explained():
        unit = Unit.ask(gated)
        figures.placed.show(unit, on_chosen_change=_choose_unit_pointed_at)


def _choose_unit_pointed_at() -> None:
    row, col = st.session_state["placed"].chosen
    st.session_state["unit"] = f"{int(row)},{int(col)}"


def _table_editor(network: Network) -> None:
    panel = st.expander("Edit as table", key=TABLE, on_change="rerun")
    if panel.open:
        with panel:
            layer_table.edit(network)


def embedded_foot(network: Network) -> None:
    """Link from an embedded view to the whole page, and tell the page around it the height."""
    st.link_button("Open in dilviz", sharing_panel.address(kept_networks.in_the_line(network)))
    component("network")(key="height", data={"figure": "height"})
