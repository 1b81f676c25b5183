"""What can be taken from the Stack page, and brought to it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

import dilviz
from dilviz import sharing
from dilviz.network import Network
from dilviz.snippets import network_code
from dilviz.ui.controls import stack as controls
from dilviz.ui.explain import explained

MOST_LINES = 400  # of a table


def share(network: Network, report: dict[str, Any], input_text: str) -> None:
    """Offer links, iframes, tables and files of this network, in a panel that opens."""
    panel = st.expander("Share and export", key="share", on_change="rerun")
    if not panel.open:
        return
    with panel:
        links, embed, tables, files, code = st.tabs(
            ["Link", "Embed", "Markdown", "JSON and CSV", "Code"]
        )
    links.code(address(network, input_text), language=None, wrap_lines=True)
    _embeds(embed, network, input_text)
    lines = report["layers"][:MOST_LINES]
    tables.code(
        sharing.markdown_table(str(network), lines, address(network, input_text)),
        language="markdown",
    )
    text = json.dumps(dilviz.network_to_json(network), indent=1)
    files.download_button("Network as JSON", text, "network.json", "application/json")
    files.download_button("Table as CSV", sharing.csv_table(lines), "network.csv", "text/csv")
    _code(code, network)


def _code(tab, network: Network) -> None:
    with tab:
        framework = controls.framework()
        with explained():
            st.code(network_code(network, framework), language="python")


def address(network: Network, input_text: str) -> str:
    """The address of the whole page with this network."""
    return sharing.link(_here(), str(network), input_text)


def _embeds(tab, network: Network, input_text: str) -> None:
    light = sharing.link(
        _here("embed"), str(network), **({"input": input_text} if input_text else {})
    )
    whole = sharing.link(_here(), str(network), input_text, embed="true")
    tab.markdown("A light page, which loads at once and serves any number of readers:")
    tab.code(sharing.iframe(light, "Receptive field"), language="html", wrap_lines=True)
    tab.markdown("This page without its frame:")
    tab.code(sharing.iframe(whole, "Receptive field"), language="html", wrap_lines=True)


def _here(page: str = "stack") -> str:
    """The address of a page of this server, without settings."""
    parts = urlsplit(str(st.context.url or ""))
    folder = parts.path.rpartition("/")[0]
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{page}", "", ""))


def bring() -> None:
    """Offer to load a network from a file or a text, in a panel that opens."""
    panel = st.expander("Load JSON, ONNX or a Fomoro link", key="load", on_change="rerun")
    if not panel.open:
        return
    with panel:
        controls.load_file()
        controls.load_text()
