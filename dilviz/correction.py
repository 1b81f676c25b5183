"""A sentence that needs correcting, what is so, and the evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dilviz.claim import Checked, Claim, check
from dilviz.notation import parse_network
from dilviz.receptive_field import receptive_field

GROUP = "the article, corrected"
WRONG, IMPRECISE, RIGHT = "wrong", "imprecise", "right"


@dataclass(frozen=True)
class Correction:
    """A sentence of the article, and what is so.

    Attributes
    ----------
    claim : str
        What the article says, in short.
    verdict : {"wrong", "imprecise", "right"}
    truth : str
    source : str
    quantity : str
        What our evidence counts; empty where the evidence is the source alone.
    expected : Any
        What the truth says our evidence is.
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
        return check(
            Claim(GROUP, self.claim, self.quantity, self.expected, self.source, self.compute)
        )


def span(notation: str) -> int:
    """Receptive field of a network along rows, in samples.

    >>> span("conv3 d2")
    5
    """
    return receptive_field(parse_network(notation)).size[0]
