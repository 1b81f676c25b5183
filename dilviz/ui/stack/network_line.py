"""The line that holds the network, and all that is asked about it in the link."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from dilviz.network.network import Network
from dilviz.network.network_text import LONGEST_LINK, fits_a_link, network_from_text, network_text
from dilviz.ui.controls import bound

DEFAULT = "2*(conv3), conv3 d2, conv3 d4, conv3 d8, conv3 d16, conv3, conv1"
NOTATION, SIZE, CHANNELS, AT, UNIT = "net", "n", "c", "at", "unit"
TABLE_PROBLEM = "problem of the table"
_HELD, _LEFT_OUT = "network too long for a link", "operations left out"
MOST_NAMED = 12  # operations without a map

HELP = """\
`conv3 d2 s2 p1 c64` is a 3 × 3 convolution with dilation rate 2, stride 2, padding 1 and
64 channels; only the size is needed. Also `dwconv3`, `maxpool2`, `avgpool3`, `tconv4`, `up2`,
`relu`, `id`; paddings `same`, `valid`, `causal`, `p1:0`; both axes `conv3x5 d1x2`; groups `g32`;
`3*(conv3 d2)` repeats; `[conv1 | conv3 d6]` branches, `[conv3 | id]` a residual;
`stem: conv7 s2` a name; `1d, conv2 causal` a sequence."""

LINE = bound.NetworkLine(NOTATION, DEFAULT, HELP, "conv3, conv3 d2, conv3 d4")


def notation() -> str:
    """Ask for the network; the answer follows while people type."""
    known = st.session_state
    typed = LINE.ask(default=not known.get(_HELD))
    if typed.strip() or not known.get(_HELD):
        known.pop(_HELD, None)
        return typed
    return _held(known[_HELD])


def told(link: bound.Query) -> tuple[Network, str]:
    """Read the network from a link, as `spelled`; one that was kept here is in none.

    Raises
    ------
    GeometryError
        If there is none, or it cannot be read.
    """
    return spelled(LINE.told(link))


def spelled(text: str) -> tuple[Network, str]:
    """Read a network; come back with it and the one text for all that are equal to it.

    >>> spelled("conv3,conv3")[1]
    '2*(conv3)'

    Raises
    ------
    GeometryError
        If it cannot be read.
    """
    return _spelled(text) if fits_a_link(text) else _spelled.__wrapped__(text)


@lru_cache(maxsize=16)  # of 3 MB at most; the figures of a page, and the page, read the same
def _spelled(text: str) -> tuple[Network, str]:
    network = network_from_text(text)
    return network, network_text(network)


def _held(text: str) -> str:
    st.caption(
        f"As a text this network has {len(text)} characters, more than fit the {LONGEST_LINK} of a "
        "link. It is shown until this page is closed; Share and export saves it as JSON."
    )
    return text


def use(text: str, size: str | None = None, channels_in: str = "") -> None:
    """Show another network, with another input if one is named; for callbacks."""
    st.session_state[NOTATION] = text
    for key in (AT, UNIT, TABLE_PROBLEM, _HELD, _LEFT_OUT):
        st.session_state.pop(key, None)
    if size is not None:
        st.session_state[SIZE] = size
        st.session_state[CHANNELS] = channels_in


def show(network: Network) -> None:
    """Show a network that was read elsewhere; one too long for a link is kept here."""
    text = network_text(network)
    fits = fits_a_link(text)
    use(text if fits else "")
    st.session_state[_HELD] = "" if fits else text
    st.session_state[_LEFT_OUT] = network.left_out


def say_what_was_left_out() -> None:
    """List the operations of a model that have no spatial map."""
    if left_out := st.session_state.get(_LEFT_OUT):
        named = ", ".join(f"`{name}`" for name in left_out[:MOST_NAMED])
        more = f" and {len(left_out) - MOST_NAMED} more" if len(left_out) > MOST_NAMED else ""
        st.caption(f"Left out, because no spatial map is left there: {named}{more}.")


def asked() -> dict[str, str]:
    """What else the link asks: input size, channels, layer and unit, as typed."""
    texts = {key: (st.session_state.get(key) or "").strip() for key in (SIZE, CHANNELS, AT, UNIT)}
    return {key: text for key, text in texts.items() if text}
