"""What the Gridding page shows of a network, from its holes to networks without them."""

from __future__ import annotations

import streamlit as st

from dilviz.errors import GeometryError
from dilviz.ui import following, kept_networks, last_network, notation_help
from dilviz.ui.components.chips import component as chips
from dilviz.ui.controls import refusals
from dilviz.ui.evidence_links import evidence_link
from dilviz.ui.explain import explained, sentence
from dilviz.ui.fragments import fragment
from dilviz.ui.gridding import figures
from dilviz.ui.gridding.settings import (
    EXAMPLES,
    LINE,
    Classes,
    DesignSettings,
    NetworkSettings,
    OnPhotograph,
)

PAGE = "gridding"
_CHIPS = "examples"


def network() -> None:
    """Ask for a network; show its holes, what they part, and networks without them."""
    line()
    settings = following.held(PAGE)
    if settings is None:
        return
    with st.container(key=last_network.FIGURES):
        holes(settings)
        st.header("Which pixels never meet?")
        classes()
        st.header("Fix it")
        fixes(settings)
    following.note(PAGE)


@fragment
def line() -> None:
    """Ask for a network."""
    with st.container():  # what follows stays where it is, whatever is said in here
        following.hold(PAGE, ask_for_network())
    following.run_if_more(PAGE)


def ask_for_network() -> NetworkSettings | None:
    """Ask for a network; None where it cannot be read, with a sentence that says why."""
    text = kept_networks.ask(LINE)
    if text is None:
        return None
    settings = NetworkSettings(text)
    pressed = {words: name for name, words in EXAMPLES.items()}.get(settings.text.strip())
    offered = [
        chips.Chip(name, {LINE.key: LINE.to_link(words)}) for name, words in EXAMPLES.items()
    ]
    chips.ask(_CHIPS, "Networks to try", offered, pressed, _use_example)
    notation_help.offer(PAGE)
    shown = last_network.shown_network(PAGE, settings.text if _is_network(settings) else None)
    return None if shown is None else NetworkSettings(shown)


def _is_network(settings: NetworkSettings) -> bool:
    try:
        return bool(settings.notation)
    except GeometryError as error:
        st.warning(refusals.plain(sentence(error)))
        return False


def holes(settings: NetworkSettings) -> None:
    """Show what one output reads, and why it misses what it misses."""
    with explained():
        figures.field.show(settings)
    figures.verdicts.show(settings)
    proof = evidence_link("HDC", "the papers' numbers, checked on the Evidence page")
    st.markdown(
        ":small[HDC is hybrid dilated convolution (Wang et al.), ASPP is atrous spatial pyramid "
        f"pooling (DeepLab): {proof}.]"
    )


@fragment
def classes() -> None:
    """Show which pixels never meet, on a grid and on a photograph."""
    network = following.held(PAGE)
    with explained():
        figures.classes.show(Classes.ask(network))
    with explained():
        figures.photographs.show(OnPhotograph.ask(network))
    following.note(PAGE)  # a small grid may be refused


def fixes(settings: NetworkSettings) -> None:
    """Offer networks without the holes."""
    with explained():
        figures.fixes.show(settings, on_used_change=lambda: _use_chosen("fixes"))


@fragment
def design() -> None:
    """Ask what a stack must do, and show the cheapest that do it."""
    settings = DesignSettings.ask()
    with explained():
        shown = figures.designs.show(settings, on_used_change=lambda: _use_chosen("designs"))
        if shown.used:
            st.rerun()  # the network's line is in another fragment of the page
        st.caption(
            "Cheapest first, by multiply-adds for one input pixel. Every choice of kernel sizes "
            "within these bounds was considered, with all rates; each is shown with the smallest "
            "field and the smallest largest rate it can have. Strided layers come first, at rate "
            "1 and of one kernel size."
        )


def _use_example() -> None:
    chosen = st.session_state[_CHIPS].chosen
    if chosen in EXAMPLES:
        st.session_state[LINE.key] = EXAMPLES[chosen]


def _use_chosen(key: str) -> None:
    """Show the network that was chosen in a component."""
    st.session_state[LINE.key] = str(st.session_state[key].used)
