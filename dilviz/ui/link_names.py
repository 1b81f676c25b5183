"""The names that a page reads in its link, and a sentence about any other."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import streamlit as st

from dilviz.export.sharing import OLDER_NAMES
from dilviz.network.suggestions import no_such_parameter
from dilviz.ui.controls import refusals
from dilviz.ui.controls.control import Control
from dilviz.ui.controls.settings import Settings
from dilviz.ui.site import SitePage

_OF_OTHER_SITES = re.compile("utm_.*|.*clid")  # mail and social networks add these to any link


def say_unknown(page: SitePage) -> None:
    """Name the first name of the link that the page does not know, if there is one."""
    if not st.query_params:
        return
    known = names_of(page)
    older = OLDER_NAMES if set(OLDER_NAMES.values()) <= set(known) else {}
    for name in st.query_params:
        if name not in known and name not in older and not _OF_OTHER_SITES.fullmatch(name):
            sentence = no_such_parameter(name, known)
            refusals.say([f"The link cannot be followed in full: {sentence}"])
            return


@cache
def names_of(page: SitePage) -> tuple[str, ...]:
    """List the names that a page declares: by its controls, or for its components to write."""
    room = f"dilviz.ui.{page.path.stem}."
    import_module(f"{room}views")
    modules = [module for name, module in sys.modules.items() if name.startswith(room)]
    declared = (thing for module in modules for thing in vars(module).values())
    return tuple(dict.fromkeys(name for thing in declared for name in _names(thing)))


def _names(thing: object) -> Iterator[str]:
    if isinstance(thing, Control):
        yield thing.key
    elif isinstance(thing, type) and issubclass(thing, Settings):
        yield from thing.names()
    elif isinstance(thing, dict):
        yield from (each.key for each in thing.values() if isinstance(each, Control))
