"""Chance that can be repeated: one seed, the same numbers on every machine."""

from __future__ import annotations

from random import Random

FIRST_SEED, LARGEST_SEED = 1, 9999


def rolls(seed: int, name: str) -> Random:
    """A source of chance for one step or quiz question of one seed.

    Examples
    --------
    >>> rolls(7, "rate").randrange(100) == rolls(7, "rate").randrange(100)
    True
    """
    return Random(f"{name} {seed}")  # of a text Python takes a fixed hash
