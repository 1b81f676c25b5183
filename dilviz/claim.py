"""A number that a source states, and the check of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dilviz.errors import GeometryError
from dilviz.published_cases import plain

THE_PAPER, OTHERS = "Yu and Koltun 2016", "other papers"
PRESETS, OTHER_PROJECTS = "presets", "other projects"
GROUPS = (THE_PAPER, OTHERS, PRESETS, OTHER_PROJECTS)


@dataclass(frozen=True)
class Claim:
    """A number, or a few, that a source states.

    Attributes
    ----------
    group : str
        One of `GROUPS`.
    subject : str
        What the number is about.
    quantity : str
        What it counts.
    stated : Any
    source : str
    compute : callable
        Gives our number, when it is called.
    network : str
        The subject in notation, where it has one that is short.
    """

    group: str
    subject: str
    quantity: str
    stated: Any
    source: str
    compute: Callable[[], Any]
    network: str = ""


@dataclass(frozen=True)
class Checked:
    """A claim and what we computed.

    Attributes
    ----------
    claim : Claim
    ours : Any
        The number, or the sentence of the error that came instead.
    agrees : bool
    """

    claim: Claim
    ours: Any
    agrees: bool


def check(claim: Claim) -> Checked:
    """Compute our number and compare.

    Examples
    --------
    >>> one = Claim(OTHERS, "1 + 1", "sum", 3, "a typing error", lambda: 2)
    >>> check(one).ours, check(one).agrees
    (2, False)
    """
    try:
        ours = plain(claim.compute())
    except GeometryError as error:
        return Checked(claim, str(error), False)
    return Checked(claim, ours, ours == plain(claim.stated))
