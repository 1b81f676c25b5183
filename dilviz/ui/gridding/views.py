"""What the Gridding page shows of a network, from its holes to networks without them."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import streamlit as st

import dilviz
from dilviz.errors import GeometryError
from dilviz.figures import gridding as figures
from dilviz.figures.gridding_choices import design_rows, fix_rows
from dilviz.figures.gridding_photo import photo_data
from dilviz.figures.hole_verdicts import hole_verdicts
from dilviz.gridding.design import Design, designs
from dilviz.gridding.design_request import Wish
from dilviz.gridding.repair import remedies
from dilviz.pictures.photographs import IMAGES
from dilviz.ui.ahead import Figure, Query
from dilviz.ui.components.gridding import component
from dilviz.ui.controls import link
from dilviz.ui.explain import explained, sentence
from dilviz.ui.fragments import fragment
from dilviz.ui.gridding import controls
from dilviz.ui.proofs import proof


class Sorted(NamedTuple):
    """A network and the side of the input that is sorted into classes."""

    notation: str
    side: int


class Seen(NamedTuple):
    """A network and the name of a photograph."""

    notation: str
    photograph: str


class Wanted(NamedTuple):
    """What a design must do, and its channels."""

    wish: Wish
    channels: int


@fragment
def network() -> None:
    """Ask for a network; show its holes, what they part, and networks without them."""
    notation = network_asked_for()
    if notation is None:
        return
    holes(notation)
    st.header("Which pixels never meet?")
    classes(notation)
    st.header("Fix it")
    fixes(notation)


def network_asked_for() -> str | None:
    """Ask for a network; None where it cannot be read, which is said."""
    text = controls.notation()
    try:
        return str(dilviz.parse_network(text))
    except GeometryError as error:
        st.warning(link.plain(sentence(error)))
        return None


def holes(notation: str) -> None:
    """Show what one output reads, and why it misses what it misses."""
    with explained():
        FIELD.show(notation)
    VERDICTS.show(notation)
    if _verdicts(notation):
        st.markdown(f":small[The papers' numbers, {proof('HDC', 'checked on the Evidence page')}.]")


@fragment
def classes(notation: str) -> None:
    """Show which pixels never meet, on a grid and on a photograph."""
    side = controls.GRID.ask()
    with explained():
        CLASSES.show(Sorted(notation, side))
    name = controls.PHOTOGRAPH.ask()
    with explained():
        PHOTOGRAPHS.show(Seen(notation, name))


def fixes(notation: str) -> None:
    """Offer networks without the holes."""
    with explained():
        FIXES.show(notation, on_used_change=lambda: controls.use_chosen("fixes"))


@fragment
def design() -> None:
    """Ask what a stack must do, and show the cheapest that do it."""
    with explained():
        asked = Wanted(*controls.wish())
        shown = DESIGNS.show(asked, on_used_change=lambda: controls.use_chosen("designs"))
        if shown.used:
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
def _verdicts(notation: str) -> dict[str, Any] | None:
    return hole_verdicts(dilviz.parse_network(notation))


@st.cache_data(max_entries=200, show_spinner=False)
def _classes(asked: Sorted) -> dict[str, Any]:
    network = dilviz.parse_network(asked.notation)
    rows = 1 if network.one_dimensional else asked.side
    return figures.class_data(network, (rows, asked.side))


@st.cache_data(max_entries=64, show_spinner=False)
def _pictures(asked: Seen) -> list[dict[str, Any]]:
    return photo_data(*asked)


@st.cache_data(max_entries=200, show_spinner=False)
def _fixes(notation: str) -> list[dict[str, Any]]:
    network = dilviz.parse_network(notation)
    whole = figures.read_picture(network, 1)["coverage"] == 1
    return fix_rows(network, [] if whole else remedies(network))


@st.cache_data(max_entries=200, show_spinner=False)
def _designs(asked: Wanted) -> list[dict[str, Any]]:
    return design_rows(_found(asked.wish), asked.channels)


@st.cache_data(max_entries=200, show_spinner=False)
def _found(asked: Wish) -> list[Design]:
    return designs(asked)


def _field_data(notation: str) -> dict[str, Any]:
    return component.field(_field(notation))


def _verdicts_data(notation: str) -> dict[str, Any]:
    branching = not dilviz.parse_network(notation).is_chain
    words = "Where paths branch there is no test by rates; the picture above is exact."
    return component.verdicts(_verdicts(notation), words if branching else "")


def _classes_data(asked: Sorted) -> dict[str, Any]:
    return component.classes(_classes(asked))


def _photographs_data(asked: Seen) -> dict[str, Any]:
    pictures, alt = _pictures(asked), IMAGES[asked.photograph].alt
    words = "This field is too wide, or too many are its classes, for a photograph."
    return component.photographs(pictures, alt, "" if pictures else words)


def _fixes_data(notation: str) -> dict[str, Any]:
    rows = _fixes(notation)
    if len(rows) > 1:
        return component.fixes(rows, "")
    return component.fixes(
        [],
        "There is nothing to fix."
        if rows[0]["coverage"] == 1
        else "No change of rates closes these holes: they come from a stride or a branch.",
    )


def _designs_data(asked: Wanted) -> dict[str, Any]:
    return component.designs(_designs(asked))


def _sorted_told(query: Query) -> Sorted:
    return Sorted(controls.network_told(query), controls.GRID.told(query))


def _seen_told(query: Query) -> Seen:
    return Seen(controls.network_told(query), controls.PHOTOGRAPH.told(query))


def _wanted_told(query: Query) -> Wanted:
    return Wanted(*controls.wish_told(query))


_figure = partial(Figure, "gridding", mount=component.MOUNT)
_NETWORK = (controls.LINE.key,)
_SEEN = (*_NETWORK, controls.PHOTOGRAPH.key)
_WISHES = tuple(one.key for wishes in controls.WISHES for one in wishes)
FIELD = _figure("field", _NETWORK, controls.network_told, _field_data)
VERDICTS = _figure("verdicts", _NETWORK, controls.network_told, _verdicts_data)
CLASSES = _figure("classes", (*_NETWORK, controls.GRID.key), _sorted_told, _classes_data)
PHOTOGRAPHS = _figure("photographs", _SEEN, _seen_told, _photographs_data, alone=True)
FIXES = _figure("fixes", _NETWORK, controls.network_told, _fixes_data)
DESIGNS = _figure("designs", _WISHES, _wanted_told, _designs_data)
FIGURES = {one.key: one for one in (FIELD, VERDICTS, CLASSES, PHOTOGRAPHS, FIXES, DESIGNS)}
