"""The place in the lesson, between the link and the panel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dilviz.lesson.seed import FIRST_SEED, LARGEST_SEED, read_seed
from dilviz.ui import memory
from dilviz.ui.controls import link
from dilviz.ui.lesson_stops import NAMES, PROJECTOR, Place

PANEL = "lesson-panel"  # the component
_LINK = ("step", "seed", "view")
_LAST = "lesson link"


def place() -> tuple[Place, list[str]]:
    """Read the place from the link; and what is wrong with it."""
    query = {name: st.query_params[name] for name in _LINK if name in st.query_params}
    if not query and memory.just_arrived():
        query = st.session_state.get(_LAST, {})
        put(query)
    found, complaints = from_link(query)
    st.session_state[_LAST] = found.link
    return found, complaints


def turn() -> None:
    """Go where the panel asks to go."""
    asked: Mapping[str, Any] = st.session_state[PANEL].turn
    now, _ = place()
    told = now.link | {name: str(asked[name]) for name in _LINK if name in asked}
    put(from_link({name: value for name, value in told.items() if value})[0].link)


def put(query: Mapping[str, str]) -> None:
    """Write the link; what other parts of the app keep there stays."""
    others = {name: value for name, value in st.query_params.items() if name not in _LINK}
    st.query_params.from_dict({**others, **query})


def from_link(query: Mapping[str, str]) -> tuple[Place, list[str]]:
    """Read a place, and say in sentences what the link asked for in vain.

    >>> from_link({"seed": "7"})[0].seed
    7
    >>> from_link({"seed": "x"})[1]
    ['The link asked for seed = x; seeds go from 1 to 9999, so this shows 1.']
    """
    found, complaints = Place(), []
    step, seed, view = (query.get(name) for name in _LINK)
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
