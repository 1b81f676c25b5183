"""Networks to choose from, as chips, with the source of the one that is shown."""

from __future__ import annotations

from functools import cache

import streamlit as st

from dilviz.claim import PRESETS
from dilviz.network import Network
from dilviz.network_text import network_text
from dilviz.networks import NETWORKS
from dilviz.preset import Stated
from dilviz.ui.controls import link, network_line
from dilviz.ui.proofs import linked

FIRST = (
    *("l = 1", "l = 2", "l = 3", "Context module", "VGG-16 front end", "DeepLab v3 ASPP"),
    *("HDC 1 2 5", "WaveNet", "ResNet-50 (stride in 3 × 3)"),
)
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


def chips(network: Network | None) -> None:
    """Show the chips; the one that is on is the network that is shown, however it came here."""
    shown = _names().get(network_text(network)) if network else None
    names = list(NETWORKS) if st.session_state.get(_ALL) else [*FIRST, MORE]
    if shown and shown not in names:
        names.insert(-1, shown)
    st.session_state[_CHIP] = shown
    st.pills(
        "Networks to start from",
        names,
        key=_CHIP,
        on_change=_take,
        label_visibility="collapsed",
        wrap=True,
    )
    if shown:
        rows = linked(shown, "Computed anew on the Evidence page", PRESETS)
        st.markdown(f":small[{link.plain(evidence(shown))} {rows}.]")  # links are pale in captions


@cache
def _names() -> dict[str, str]:
    return {str(preset.network): name for name, preset in NETWORKS.items()}


def _take() -> None:
    chosen = st.session_state[_CHIP]
    if chosen == MORE:
        st.session_state[_ALL] = True
    elif chosen:
        preset = NETWORKS[chosen]
        size = preset.input_size or ""
        text = size if isinstance(size, str | int) else f"{size[0]}x{size[1]}"
        network_line.use(str(preset.network), str(text), preset.channels)


def evidence(name: str) -> str:
    """What a network shows, where it is from, and what is stated there.

    >>> evidence("l = 2").startswith("Nine taps span 5 × 5. Source: ")
    True
    """
    preset = NETWORKS[name]
    stated = "; ".join(_statement(one) for one in preset.stated[-3:])
    return f"{preset.shows} Source: {preset.source}." + (f" Stated: {stated}." if stated else "")


def _statement(stated: Stated) -> str:
    value = stated.value
    number = f"{value[0]} × {value[1]}" if isinstance(value, tuple) else str(value)
    return (
        f"{_WORDS[stated.what]} {number}"
        + (f" at {stated.at}" if stated.at else "")
        + (f" ({stated.by})" if stated.by else "")
    )
