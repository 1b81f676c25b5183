"""Every published number that dilviz reproduces: the registry, and its state now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dilviz.claim import NETWORKS, Checked, Claim, check
from dilviz.errors import GeometryError
from dilviz.paper_claims import claims_of_others, claims_of_the_paper
from dilviz.published_cases import WORDS, PublishedCase, published_cases

LONGEST_LINK = 300  # characters of notation


def claims() -> tuple[Claim, ...]:
    """List every claim.

    Examples
    --------
    >>> [one.stated for one in claims() if one.subject == "3 × 3 kernel, rate 3"]
    [7]
    """
    return (*claims_of_the_paper(), *claims_of_others(), *_claims_of_cases())


def checked() -> tuple[Checked, ...]:
    """Compute every number and compare it with what is stated."""
    return tuple(map(check, claims()))


def _claims_of_cases() -> Iterator[Claim]:
    for case in published_cases():
        notation = _short_notation(case)
        for key, stated in case.expected.items():
            yield Claim(
                NETWORKS,
                case.name.replace("_", " "),
                WORDS[key],
                stated,
                case.source,
                partial(case.ours, key),
                notation,
            )


def _short_notation(case: PublishedCase) -> str:
    try:
        notation = str(case.network) if case.network.nodes else ""
    except GeometryError:  # a graph whose paths cross has no notation
        return ""
    return notation if len(notation) <= LONGEST_LINK else ""
