"""The names of what a link or a request may ask about a network."""

from __future__ import annotations

from collections.abc import Mapping

from dilviz.errors import GeometryError
from dilviz.export.sharing import OLDER_NAMES
from dilviz.network.suggestions import no_such_parameter

PARAMETERS = ("net", "input", "channels", "at", "unit", "gates")


def read_parameters(query: Mapping[str, str]) -> dict[str, str]:
    """Read the known parameters under today's names; an older name counts where today's is missing.

    >>> read_parameters({"net": "conv3", "n": " 64", "size": "3"})
    {'net': 'conv3', 'input': '64'}
    """
    today = {OLDER_NAMES.get(name, name): value.strip() for name, value in query.items()}
    today |= {name: query[name].strip() for name in PARAMETERS if name in query}
    return {name: today[name] for name in PARAMETERS if today.get(name)}


def unknown_parameters(query: Mapping[str, str], *more: str) -> str:
    """Name the first parameter that is not known, with the right spelling; empty if there is none.

    >>> unknown_parameters({"net": "conv3", "inputs": "64"})
    "there is no parameter 'inputs'. Did you mean input? There are net, input, channels, at, unit, \
gates."
    """
    known = (*PARAMETERS, *more)
    for name in query:
        if name not in known and name not in OLDER_NAMES:
            return no_such_parameter(name, known)
    return ""


def refuse_unknown(query: Mapping[str, str], *more: str) -> None:
    """Raise `GeometryError` for a parameter that is not known; `more` are known beside ours."""
    if problem := unknown_parameters(query, *more):
        raise GeometryError(problem)
