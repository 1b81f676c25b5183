"""The place in the lesson, between the link and the panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED, read_seed
from dilviz.ui.controls import link
from dilviz.ui.controls.page_link import PageLink
from dilviz.ui.lesson.stops import NAMES, PROJECTOR, Place

PANEL = "lesson-panel"  # the component
LINK = PageLink(("step", "seed", "view"))


def place() -> tuple[Place, list[str]]:
    """Read the place from the link; and what is wrong with it."""
    return from_link(LINK.query())


def place_told(query: Mapping[str, str]) -> Place:
    """Read the same place from a link alone."""
    return from_link(query)[0]


def turn() -> None:
    """Go where the panel asks to go."""
    asked: Mapping[str, Any] = st.session_state[PANEL].turn
    now, _ = place()
    told = now.link | {name: str(asked[name]) for name in LINK.names if name in asked}
    LINK.replace(from_link({name: value for name, value in told.items() if value})[0].link)


def from_link(query: Mapping[str, str]) -> tuple[Place, list[str]]:
    """Read a place, and say in sentences what the link asked for in vain.

    >>> from_link({"seed": "7"})[0].seed
    7
    >>> from_link({"seed": "x"})[1]
    ['The link asked for seed = x; seeds go from 1 to 9999, so this shows 1.']
    """
    found, complaints = Place(), []
    step, seed, view = (query.get(name) for name in LINK.names)
    if step in NAMES:
        found = replace(found, step=step)
    elif step is not None:
        rule = f"the steps are {link.listed(NAMES)}"
        complaints.append(link.refused("step", step, rule, found.step))
    known = None if seed is None else read_seed(seed)
    if known is not None:
        found = replace(found, seed=known)
    elif seed is not None:
        rule = f"seeds go from {FIRST_SEED} to {LARGEST_SEED}"
        complaints.append(link.refused("seed", seed, rule, found.seed))
    if view == PROJECTOR:
        found = replace(found, projector=True)
    elif view is not None:
        complaints.append(link.refused("view", view, f"it can be {PROJECTOR}", "the usual view"))
    return found, complaints
