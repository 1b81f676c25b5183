"""What a link asked for and cannot have, in words."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dilviz.errors import GeometryError

_PLACE: ContextVar[DeltaGenerator | None] = ContextVar("place", default=None)


def refused(name: str, text: str, rule: str, shown: object) -> str:
    """Say which value the link has, what the rule is, and what is shown instead.

    >>> refused("d", "99", "dilation rates go from 1 to 16", 2)
    'The link asked for d = 99; dilation rates go from 1 to 16, so this shows 2.'
    """
    return f"The link asked for {name} = {clipped(text)}; {rule}, so this shows {shown}."


def unreadable(name: str, error: GeometryError, shown: object) -> str:
    """Say why a value of the link cannot be read, and what is shown instead.

    >>> unreadable("s", GeometryError("stride must be at least 1, got 0. Raise the stride."), 1)
    'The link asked for s: stride must be at least 1, got 0. Raise the stride. This shows 1.'
    """
    return f"The link asked for {name}: {error} This shows {shown}."


def listed(words: Sequence[str], most: int = 6) -> str:
    """Join a few words; of many, the first ones.

    >>> listed(["valid", "same"])
    'valid, same'
    """
    return ", ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")


def clipped(words: str, most: int = 40) -> str:
    """Shorten what a link holds, so that it fits a sentence."""
    return words if len(words) <= most else words[: most - 1] + "…"


def say(sentences: Iterable[str]) -> None:
    """Show quiet sentences about the link."""
    place = _PLACE.get() or st
    for sentence in sentences:
        place.caption(plain(sentence))


@contextmanager
def saying_in(place: DeltaGenerator) -> Iterator[None]:
    """Show such sentences in another place: in a closed box they would not be seen."""
    before = _PLACE.set(place)
    try:
        yield
    finally:
        _PLACE.reset(before)


def plain(words: str) -> str:
    r"""Escape Markdown in words that a link may have brought.

    >>> plain("![x](http://a.example/b)")
    '\\!\\[x\\]\\(http\\:\\/\\/a\\.example\\/b\\)'
    """
    return "".join(
        rf"\{letter}" if letter in "\\`*_{}[]()<>#+-.!|~$:&/@" else letter for letter in words
    )
