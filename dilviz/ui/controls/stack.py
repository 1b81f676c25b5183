"""The widgets of the Stack page: a notation, an input size, a unit, and what fills them."""

from __future__ import annotations

import re

import streamlit as st

import dilviz
from dilviz.errors import GeometryError
from dilviz.interchange import network_from_json
from dilviz.layer import Pair
from dilviz.network import Network
from dilviz.notation import parse_network
from dilviz.snippets import FRAMEWORKS
from dilviz.ui.controls import layer_rows, link

DEFAULT = "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"
_NOTATION, _SIZE, _CHANNELS, _AT, _UNIT = "net", "n", "c", "at", "unit"
_SIZES = re.compile(r"\s*(\d{1,9})\s*(?:[x×,]\s*(\d{1,9})\s*)?")
_PROBLEM, _UNREAD = "problem of the table", "problem of the file"
LARGEST_FILE = 50  # MB

NOTATION_HELP = """\
`conv3 d2 s2 p1 c64` is a 3 × 3 convolution with dilation rate 2, stride 2, padding 1 and
64 channels; only the size is needed. Also `dwconv3`, `maxpool2`, `avgpool3`, `tconv4`, `up2`,
`relu`, `id`; paddings `same`, `valid`, `causal`, `p1:0`; both axes `conv3x5 d1x2`;
`3*(conv3 d2)` repeats; `[conv1 | conv3 d6]` branches, `[conv3 | id]` a residual;
`stem: conv7 s2` a name; `1d, conv2 causal` a sequence."""


def notation() -> str:
    """Ask for the network; the answer follows while people type."""
    if _NOTATION not in st.session_state and _NOTATION not in st.query_params:
        # Set here and no default of the widget, so that the link holds the network from the start.
        st.session_state[_NOTATION] = st.query_params[_NOTATION] = DEFAULT
    return st.text_input(
        "Network",
        key=_NOTATION,
        bind="query-params",
        live="300ms",
        help=NOTATION_HELP,
        placeholder="conv3, conv3 d2, conv3 d4",
    )


def use(text: str, size: str | None = None, channels_in: int | None = None) -> None:
    """Show another network, with another input if one is named; for callbacks."""
    st.session_state[_NOTATION] = text
    st.session_state.pop(_PROBLEM, None)
    for key in (_AT, _UNIT):
        st.session_state.pop(key, None)
    if size is not None:
        st.session_state[_SIZE] = size
        st.session_state[_CHANNELS] = str(channels_in or "")


def input_size(network: Network) -> Pair | None:
    """Ask for an input size."""
    text = st.text_input(
        "Input size",
        key=_SIZE,
        bind="query-params",
        live="300ms",
        placeholder="224 or 224x320",
        help="Rows x columns of the input. Needed for output sizes and multiply-adds.",
    )
    return read_size(text, network)


def channels() -> int | None:
    """Ask for the channels of the input, which weights and multiply-adds depend on."""
    text = st.text_input(
        "Channels",
        key=_CHANNELS,
        bind="query-params",
        live="300ms",
        placeholder="C",
        help="Channels of the input. Without them, weights are a multiple of C.",
    ).strip()
    if not text:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise GeometryError(
            f"channels must be a whole number from 1 to 999999, got {link.clipped(text)!r}. "
            "Write 64, or leave it empty to count in C."
        )
    return int(text)


def size_text() -> str:
    """The input size as typed."""
    return (st.session_state.get(_SIZE) or "").strip()


def read_size(text: str, network: Network) -> Pair | None:
    """Read one number or rows x columns; None for nothing.

    Raises
    ------
    GeometryError
        For anything else.
    """
    if not text or not text.strip():
        return None
    match = _SIZES.fullmatch(text.lower())
    if not match:
        raise GeometryError(
            f"input size must be one number or rows x columns, got {link.clipped(text)!r}. "
            "Write 224 or 224x320."
        )
    rows, cols = match.groups()
    return network.read_size(int(rows) if cols is None else (int(rows), int(cols)))


def layer_and_unit(network: Network) -> tuple[str | None, Pair | None]:
    """Ask which unit of which layer."""
    columns = st.columns(2)
    at = columns[0].text_input(
        "Layer", key=_AT, bind="query-params", placeholder=f"{network.output} (the output)"
    )
    unit = columns[1].text_input(
        "Unit, row and column", key=_UNIT, bind="query-params", placeholder="the middle one"
    )
    return at.strip() or None, _read_unit(unit, network)


def _read_unit(text: str, network: Network) -> Pair | None:
    numbers = re.fullmatch(r"\s*(\d{1,9})\s*(?:[,; x]\s*(\d{1,9})\s*)?", text or "")
    if not text or not text.strip():
        return None
    if not numbers:
        raise GeometryError(f"a unit is a row and a column, got {link.clipped(text)!r}. Write 3,5.")
    first, second = numbers.groups()
    if second is None:
        return (0, int(first)) if network.one_dimensional else (int(first), int(first))
    return int(first), int(second)


def choose_unit_pointed_at() -> None:
    """Take the unit that was pointed at on the image."""
    row, col = st.session_state["placed"].chosen
    st.session_state[_UNIT] = f"{int(row)},{int(col)}"


def edit_as_table(network: Network) -> None:
    """Show the layers as rows to edit; the notation follows."""
    rows = layer_rows.rows_of(network)
    key = f"rows of {network}"  # a new network is a new table, so that edits apply once
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
    _say_problem(_PROBLEM)


def _take_rows(network: Network, rows: list[layer_rows.Row], key: str) -> None:
    try:
        edited = layer_rows.with_edits(rows, st.session_state[key])
        use(str(layer_rows.network_of(edited, network)))
    except GeometryError as error:
        st.session_state[_PROBLEM] = str(error)


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
        "Framework", FRAMEWORKS, default=FRAMEWORKS[0], required=True, key="framework of code"
    )


def load_file() -> None:
    """Take a network from a file."""
    st.file_uploader(
        "File",
        type=["json", "onnx"],
        key="file",
        max_upload_size=LARGEST_FILE,
        on_change=_take_file,
        help="Read on the server, never executed. Of an ONNX file, the weights are not needed.",
    )
    _say_problem(_UNREAD)


def load_text() -> None:
    """Take a network from a text: JSON, or a link of Fomoro's calculator."""
    st.text_area("Text", key="text", placeholder='{"input": "x", "output": "a", "nodes": [...]}')
    st.button("Load the text", on_click=_take_text)


def _take_file() -> None:
    file = st.session_state["file"]
    if file is None:
        return
    _take(lambda: _network_in(file.name, file.getvalue()))


def _network_in(name: str, content: bytes) -> Network:
    if name.lower().endswith(".onnx"):
        return dilviz.network_from_onnx(content)
    return network_from_json(content.decode("utf-8", "replace"))


def _take_text() -> None:
    text = (st.session_state["text"] or "").strip()
    _take(lambda: network_from_json(text) if text.startswith("{") else parse_network(text))


def _take(read) -> None:
    """Show the network that is read, or say why there is none."""
    st.session_state.pop(_UNREAD, None)
    try:
        use(str(read()))
    except GeometryError as error:
        st.session_state[_UNREAD] = str(error)


def _say_problem(key: str) -> None:
    if problem := st.session_state.get(key):
        st.warning(link.plain(problem))
