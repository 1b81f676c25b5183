"""What the Gridding page shows of a network, from its holes to networks without them."""

from __future__ import annotations

from typing import Any

import streamlit as st

import dilviz
from dilviz.design import Wish, designs
from dilviz.errors import GeometryError
from dilviz.figures import gridding as figures
from dilviz.figures.gridding_choices import design_rows, fix_rows
from dilviz.figures.gridding_photo import photo_data
from dilviz.figures.hole_verdicts import hole_verdicts
from dilviz.images import IMAGES
from dilviz.network import Network
from dilviz.repair import remedies
from dilviz.ui.components.gridding import component
from dilviz.ui.controls import gridding as controls
from dilviz.ui.controls import link
from dilviz.ui.explain import explained, sentence
from dilviz.ui.parts import part
from dilviz.ui.proofs import proof


@part
def network() -> None:
    """Ask for a network; show its holes, what they part, and networks without them."""
    asked = network_asked_for()
    if asked is None:
        return
    holes(asked)
    st.header("Which pixels never meet?")
    classes(asked)
    st.header("Fix it")
    fixes(asked)


def network_asked_for() -> Network | None:
    """Ask for a network; None where it cannot be read, which is said."""
    text = controls.notation()
    try:
        return dilviz.parse_network(text)
    except GeometryError as error:
        st.warning(link.plain(sentence(error)))
        return None


def holes(network: Network) -> None:
    """Show what one output reads, and why it misses what it misses."""
    with explained():
        component.field(_field(str(network)))
    verdicts = hole_verdicts(network)
    if verdicts:
        component.verdicts(verdicts)
        st.markdown(f":small[The papers' numbers, {proof('HDC', 'checked on the Evidence page')}.]")
    elif not network.is_chain:
        st.caption("Where paths branch there is no test by rates; the picture above is exact.")


@part
def classes(network: Network) -> None:
    """Show which pixels never meet, on a grid and on a photograph."""
    left, right = st.columns(2)
    with left:
        side = controls.grid_size()
    with right:
        name = controls.photograph()
    with explained():
        rows = 1 if network.one_dimensional else side
        component.classes(_classes(str(network), (rows, side)))
    with explained():
        pictures = photo_data(str(network), name)
        if pictures:
            component.photographs(pictures, IMAGES[name].alt)
        else:
            st.caption("This field is too wide, or too many are its classes, for a photograph.")


def fixes(network: Network) -> None:
    """Offer networks without the holes."""
    with explained():
        rows = _fixes(str(network))
        if len(rows) == 1:
            st.caption(
                "There is nothing to fix."
                if rows[0]["coverage"] == 1
                else "No change of rates closes these holes: they come from a stride or a branch."
            )
            return
        component.fixes(rows, lambda: controls.use_chosen("fixes"))


@part
def design() -> None:
    """Ask what a stack must do, and show the cheapest that do it."""
    with explained():
        asked, channels = controls.wish()
        shown = _designs(asked, channels)
        if component.designs(shown, lambda: controls.use_chosen("designs")):
            st.rerun()  # the network is asked for in another part of the page
        st.caption(
            "Cheapest first, by multiply-adds for one input pixel. Every choice of kernel sizes "
            "within these bounds was considered, with all rates; each is shown with the smallest "
            "field and the smallest largest rate it can have. Strided layers come first, at rate "
            "1 and of one kernel size."
        )


@st.cache_data(max_entries=200, show_spinner=False)
def _field(notation: str) -> dict[str, Any]:
    return figures.field_data(dilviz.parse_network(notation))


@st.cache_data(max_entries=200, show_spinner=False)
def _classes(notation: str, size: tuple[int, int]) -> dict[str, Any]:
    return figures.class_data(dilviz.parse_network(notation), size)


@st.cache_data(max_entries=200, show_spinner=False)
def _fixes(notation: str) -> list[dict[str, Any]]:
    network = dilviz.parse_network(notation)
    whole = figures.read_picture(network, 1)["coverage"] == 1
    return fix_rows(network, [] if whole else remedies(network))


@st.cache_data(max_entries=200, show_spinner=False)
def _designs(asked: Wish, channels: int) -> list[dict[str, Any]]:
    return design_rows(_found(asked), channels)


@st.cache_data(max_entries=200, show_spinner=False)
def _found(asked: Wish) -> list:
    return designs(asked)
