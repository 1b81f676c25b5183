"""Chance that can be repeated: one seed, the same numbers on every machine."""

from __future__ import annotations

from random import Random

FIRST_SEED, LARGEST_SEED = 1, 9999


def read_seed(words: str) -> int | None:
    """Read the seed of a link; None for what is no seed.

    >>> read_seed("7"), read_seed("0"), read_seed("seven")
    (7, None, None)
    """
    digits = words.isascii() and words.isdecimal() and len(words) < 9
    return int(words) if digits and FIRST_SEED <= int(words) <= LARGEST_SEED else None


def rolls(seed: int, name: str) -> Random:
    """A source of chance for one step or quiz question of one seed.

    >>> rolls(7, "rate").randrange(100) == rolls(7, "rate").randrange(100)
    True
    """
    return Random(f"{name} {seed}")  # of a text Python takes a fixed hash
