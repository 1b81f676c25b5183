"""Wrong numbers that people arrive at, gathered for one question."""

from __future__ import annotations


def misses(answer: int, *known: tuple[int, str]) -> dict[int, str]:
    """Gather wrong numbers with their sentences; of equal numbers the first one is kept.

    A wrong way that happens to give the right number is left out.

    Examples
    --------
    >>> misses(9, (6, "You added."), (9, "A lucky way."), (6, "Another way."))
    {6: 'You added.'}
    """
    gathered: dict[int, str] = {}
    for number, sentence in known:
        if number != answer:
            gathered.setdefault(number, sentence)
    return gathered
