"""What can be taken from the Stack page, and brought to it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

import dilviz
from dilviz.convolution.layer_text import read_channels, read_size
from dilviz.errors import GeometryError
from dilviz.export import sharing
from dilviz.export.network_code import NETWORK_FRAMEWORKS, network_code
from dilviz.network.network import Network
from dilviz.network.network_text import LONGEST_LINK, link_text
from dilviz.page.one_file import one_file
from dilviz.ui.explain import explained
from dilviz.ui.stack import loading, network_line, switches
from dilviz.ui.stack.settings import GATES, INPUT_CHANNELS, INPUT_SIZE

SHARE, LOAD = PANELS = "share", "load"
MOST_LINES = 400  # of a table
_NAMES = {"torch": "PyTorch", "tensorflow": "TensorFlow", "keras": "Keras", "jax": "JAX"}


def share(network: Network, text: str, report: dict[str, Any]) -> None:
    """Offer links, iframes, tables and files of this network, in a panel that opens."""
    panel = st.popover("Share and export", key=SHARE, on_change="rerun")
    if not panel.open:
        return
    with panel:
        links, embed, page, tables, files, code = st.tabs(
            ["Link", "Embed", "One page", "Markdown", "JSON and CSV", "Code"]
        )
    _links(links, embed, text)
    _page(page, network)
    lines = report["layers"][:MOST_LINES]
    source = address(short) if (short := link_text(text)) else ""
    tables.code(sharing.markdown_table(_title(network), lines, source), language="markdown")
    written = json.dumps(dilviz.network_to_json(network), indent=1)
    files.download_button("Network as JSON", written, "network.json", "application/json")
    files.download_button("Table as CSV", sharing.csv_table(lines), "network.csv", "text/csv")
    _code(code, network)


def _title(network: Network) -> str:
    """The notation of a network; of one that has none, its name."""
    try:
        return str(network)
    except GeometryError:
        return network.name or f"A network of {len(network.nodes)} layers"


def _links(links, embed, text: str) -> None:
    short = link_text(text)
    if short is None:
        for tab in (links, embed):
            tab.markdown(
                f"This network has {len(text)} characters. A link holds {LONGEST_LINK}, also when "
                "compressed, so the address of this page works in this browser alone. Send the "
                "network along as JSON (the next tab but one); whoever gets it loads it on "
                "this page."
            )
        return
    links.code(address(short), language=None, wrap_lines=True)
    _embeds(embed, short)


def _page(tab, network: Network) -> None:
    """The calculator as a file of its own, for who has no server."""
    texts = network_line.texts()
    with tab, explained():
        page = one_file(
            network,
            input_size=read_size(texts.get(INPUT_SIZE.key, "")),
            channels=read_channels(texts.get(INPUT_CHANNELS.key, "")),
        )
        st.download_button("Download as one page", page, "rf.html", "text/html")
        st.markdown("It needs no server and asks for nothing. Put it beside your page:")
        st.code(sharing.iframe("rf.html", "Receptive field"), language="html", wrap_lines=True)
        st.code(sharing.LISTENER, language="html", wrap_lines=True)


def _code(tab, network: Network) -> None:
    with tab:
        framework = _framework()
        with explained():
            st.code(network_code(network, framework), language="python")


def _framework() -> str:
    return st.segmented_control(
        "Framework",
        NETWORK_FRAMEWORKS,
        default=NETWORK_FRAMEWORKS[0],
        required=True,
        key="framework of code",
        format_func=lambda name: _NAMES.get(name, name),
    )


def address(text: str) -> str:
    """The address of the whole page with this network, its input, its unit and its switches."""
    return sharing.link(_here(), text, **network_line.texts(), **switches.changed())


def _embeds(tab, text: str) -> None:
    texts = network_line.texts()
    gates = {name: word for name, word in switches.changed().items() if name == GATES.key}
    light = sharing.link(_here("embed"), text, **texts, **gates)
    whole = sharing.link(_here(), text, **texts, **switches.changed(), embed="true")
    tab.markdown("A light page of this server, in which readers can type networks of their own:")
    tab.code(sharing.iframe(light, "Receptive field"), language="html", wrap_lines=True)
    tab.markdown("This page without its frame:")
    tab.code(sharing.iframe(whole, "Receptive field"), language="html", wrap_lines=True)
    tab.markdown("Once in your page, so that the frames are as tall as what they show:")
    tab.code(sharing.LISTENER, language="html", wrap_lines=True)


def _here(page: str = "stack") -> str:
    """The address of a page of this server, without settings."""
    parts = urlsplit(str(st.context.url or ""))
    folder = parts.path.rpartition("/")[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{page}", "", ""))


def bring() -> None:
    """Offer to load a network from a file or a text, in a panel that opens."""
    panel = st.popover("Load JSON, ONNX or a Fomoro link", key=LOAD, on_change="rerun")
    if not panel.open:
        return
    with panel:
        loading.load()
