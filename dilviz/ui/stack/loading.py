"""Take a network from a file or a pasted text."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import dilviz
from dilviz.errors import GeometryError, counted
from dilviz.importing.written_network import network_from_writing
from dilviz.network.json_format import network_from_json
from dilviz.network.network import Network
from dilviz.ui import uploads
from dilviz.ui.controls import refusals
from dilviz.ui.stack import network_line
from dilviz.ui.stack.settings import LINE

LARGEST_FILE = 50  # MB
_WIDGET = "file"
_UNREAD, _LOADED = "problem of the file", "what was loaded"


def load() -> None:
    """Ask for a file or a text, and say what became of it."""
    key = uploads.key_of(_WIDGET)
    st.file_uploader(
        "File",
        type=["json", "onnx"],
        key=key,
        max_upload_size=LARGEST_FILE,
        on_change=_take_file,
        args=(key,),
        help="Read on the server, never executed. Of an ONNX file, the weights are not needed.",
    )
    st.text_area(
        "Text",
        key="text",
        placeholder="nn.Conv2d(3, 64, 3, dilation=2), or JSON, or 4,2,1,SAME;4,1,1,SAME",
        help="Layers of PyTorch or Keras, what print(model) shows, JSON, notation, or a link of "
        "Fomoro's calculator. Nothing is executed.",
    )
    st.button("Load the text", on_click=_take_text)
    if problem := st.session_state.get(_UNREAD):
        st.warning(refusals.plain(problem))
    line, loaded = st.session_state.get(_LOADED, ("", ""))
    if loaded and line == st.session_state.get(LINE.key):  # Back shows another one
        st.success(refusals.plain(loaded))


def _take_file(key: str) -> None:
    if (file := uploads.uploaded_file(key)) is not None:
        _take(file.name, lambda: _network_in(file.name, file.getvalue()))
        if _UNREAD in st.session_state:
            uploads.refuse(_WIDGET)
        uploads.free(file, key)


def _network_in(name: str, content: bytes) -> Network:
    if name.lower().endswith(".onnx"):
        return dilviz.network_from_onnx(content)
    return network_from_json(content.decode("utf-8", "replace"))


def _take_text() -> None:
    text = (st.session_state["text"] or "").strip()
    _take("the text", lambda: network_from_writing(text))


def _take(name: str, read: Callable[[], Network]) -> None:
    """Show the network that is read, or say why there is none."""
    for note in (_UNREAD, _LOADED):
        st.session_state.pop(note, None)
    try:
        network = read()
        network_line.load(network)
        layers = counted(len(network.nodes), "layer")
        sentence = f"Loaded {name}: {layers}, shown below."
        st.session_state[_LOADED] = (st.session_state[LINE.key], sentence)
    except GeometryError as error:
        st.session_state[_UNREAD] = f"In {name}: {error}"
