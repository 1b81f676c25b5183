"""A number that a source states, and the check of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dilviz.errors import GeometryError
from dilviz.fields.field import receptive_field
from dilviz.network.notation import parse_network
from dilviz.papers.published_cases import comparable

THE_PAPER, OTHERS = "Yu and Koltun 2016", "other papers"
PRESETS, OTHER_PROJECTS = "presets", "other projects"
TRAINED = "trained here"
GROUPS = (THE_PAPER, OTHERS, PRESETS, OTHER_PROJECTS, TRAINED)


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

    >>> claim = Claim(OTHERS, "1 + 1", "sum", 3, "a typing error", lambda: 2)
    >>> check(claim).ours, check(claim).agrees
    (2, False)
    """
    try:
        ours = comparable(claim.compute())
    except GeometryError as error:
        return Checked(claim, str(error), False)
    return Checked(claim, ours, ours == comparable(claim.stated))


ARTICLE = "“Dilated Convolution [explained]”, OpenGenus IQ"
CORRECTIONS_GROUP = "OpenGenus IQ, corrected"
WRONG, IMPRECISE, RIGHT = "wrong", "imprecise", "right"


@dataclass(frozen=True)
class Correction:
    """A claim of `ARTICLE`, and what is true instead.

    Attributes
    ----------
    claim : str
        What the article says, in our words.
    verdict : {"wrong", "imprecise", "right"}
    truth : str
    source : str
    quantity : str
        What our evidence counts; empty where the evidence is the source alone.
    expected : Any
        The value of the evidence if the truth holds.
    compute : callable or None
    """

    claim: str
    verdict: str
    truth: str
    source: str
    quantity: str = ""
    expected: Any = None
    compute: Callable[[], Any] | None = None

    def checked(self) -> Checked | None:
        """Compute the evidence, if it is a number."""
        if self.compute is None:
            return None
        evidence = self.quantity, self.expected, self.source, self.compute
        return check(Claim(CORRECTIONS_GROUP, self.claim, *evidence))


def span(notation: str) -> int:
    """Receptive field of a network along rows, in samples.

    >>> span("conv3 d2")
    5
    """
    return receptive_field(parse_network(notation)).size[0]
