"""Networks to choose from, as chips, with the source of the one that is shown."""

from __future__ import annotations

from functools import cache

import streamlit as st

from dilviz.importing.exported import EXPORTED, Exported
from dilviz.learned.presets import LEARNED_PRESETS
from dilviz.network.network_text import link_text, network_text
from dilviz.network.presets import NETWORKS, Preset, Stated
from dilviz.papers.claim import PRESETS
from dilviz.ui.components.chips import component
from dilviz.ui.controls import refusals
from dilviz.ui.evidence_links import rows_link
from dilviz.ui.notation import spelled
from dilviz.ui.stack import network_line
from dilviz.ui.stack.settings import INPUT_CHANNELS, INPUT_SIZE, LAYER, LINE, UNIT

FIRST = (
    *("d = 1", "d = 2", "d = 3", "Context module", "VGG-16 front end", "DeepLab v3 ASPP"),
    *("HDC 1 2 5", "WaveNet", "ResNet-50 (stride in 3 × 3)", "DeepLabV3 (ResNet-50)"),
)
OFFERED: dict[str, Preset | Exported] = {**NETWORKS, **EXPORTED, **LEARNED_PRESETS}
MORE = "more …"
_CHIP, _ALL = "preset", "all presets"
_WORDS = {
    "size": "receptive field",
    "jump": "jump",
    "start": "start",
    "samples_read": "samples read",
    "output_size": "output size",
    "weights": "weights",
    "M2": "M₂",
}


def chips(text: str) -> None:
    """Show the chips; that of the network on the page is pressed."""
    shown = _name_of(text)
    names = list(OFFERED) if st.session_state.get(_ALL) else [*FIRST, MORE]
    if shown and shown not in names:
        names.insert(-1, shown)
    offered = [component.Chip(name, _link(name)) for name in names]
    component.ask(_CHIP, "Networks to start from", offered, shown, _take)
    if shown:
        rows = _proof(shown)
        words = refusals.plain(evidence(shown))
        st.markdown(f":small[{words} {rows}.]")  # links are pale in captions


def _proof(name: str) -> str:
    """A link to what is computed of a network: on the Evidence page, or by its weights."""
    if name in LEARNED_PRESETS:
        return "[Its weights run on the Learned page](learned)"
    if name in EXPORTED:
        return "Read from the graph that PyTorch exported, without its weights"
    return rows_link(name, "Computed anew on the Evidence page", PRESETS)


def _name_of(text: str) -> str | None:
    """The network that a text is; of those in graphs, one is read where the text has its name."""
    network, canonical = spelled(text) if text else (None, "")
    exported = EXPORTED.get(network.name) if network else None
    if exported:
        return exported.name if network_text(exported.network) == canonical else None
    return _names().get(canonical)


@cache
def _names() -> dict[str, str]:
    notations = {**NETWORKS, **LEARNED_PRESETS}
    return {str(preset.network): name for name, preset in notations.items()}


def _take() -> None:
    chosen = st.session_state[_CHIP].chosen
    if chosen == MORE:
        st.session_state[_ALL] = True
    elif chosen in OFFERED:
        network_line.use(*texts(chosen))


def texts(name: str) -> tuple[str, str, str]:
    """A network as the line holds it, the size of its input and the channels there, as typed."""
    preset = OFFERED[name]
    size = preset.input_size or ""
    text = size if isinstance(size, str | int) else f"{size[0]}x{size[1]}"
    line = link_text(network_text(preset.network))
    assert line is not None, name
    return line, str(text), str(preset.channels or "")


@cache
def _link(name: str) -> dict[str, str | None]:
    """What the link holds with a network: no unit of it is chosen yet.

    Empty for the last chip, and for a network whose graph is read when it is chosen.
    """
    if name == MORE or name in EXPORTED:
        return {}
    pairs = zip((LINE, INPUT_SIZE, INPUT_CHANNELS), texts(name), strict=True)
    link = {control.key: control.to_link(text) for control, text in pairs}
    return {**link, LAYER.key: None, UNIT.key: None}


def evidence(name: str) -> str:
    """What a network shows, where it is from, and what is stated there.

    >>> evidence("d = 2").startswith("Nine taps span 5 × 5. Source: ")
    True
    """
    preset = OFFERED[name]
    stated = "; ".join(_statement(stated) for stated in preset.stated[-3:])
    return f"{preset.shows} Source: {preset.source}." + (f" Stated: {stated}." if stated else "")


def _statement(stated: Stated) -> str:
    value = stated.value
    number = f"{value[0]} × {value[1]}" if isinstance(value, tuple) else str(value)
    return (
        f"{_WORDS[stated.what]} {number}"
        + (f" at {stated.at}" if stated.at else "")
        + (f" ({stated.by})" if stated.by else "")
    )
