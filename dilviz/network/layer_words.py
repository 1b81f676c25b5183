"""The words of one layer as people write it: what belongs together in one, the rest apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from dilviz.network.common_spellings import DILATED, LAYERS, LEFT_OUT, SETTINGS

PADDINGS = ("same", "valid", "causal")
SHORTEST_START = 3  # letters of a word that goes on in the next one

_LAYER, _SETTING = ("|".join(sorted(table, key=len)) for table in (LAYERS, SETTINGS))
_SIGNS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"\s*[=:]\s*", " "),
        (r"\s*/\s*(?=\d)", " s"),
        (r"(\d+)\s*@\s*(\d+x\d+)", r"\2 c\1"),
        (r"@\s*(?=(?:1[0-5]|\d)\b)", " d"),
        (r"@\s*", " c"),
        (r"(\d+x\d+)x(?=\d)", r"\1 c"),
        (r"(?<=\d)x\b", ""),
        (r"(?<=[a-z])[_\- ](?=[12]d\b)", ""),  # max_pool_2d
        (r"(?<!\d)\.|\.(?!\d)|[/_\-]", " "),
        (rf"\b({_LAYER})(?=(?:{_SETTING})\d)", r"\1 "),  # convd2
        (r"(?<=\d)(?!(?<=[a-z]{2}[12])d)(?=[dsrlcgpk]\d)", " "),  # 3x3d2
        (r"(?<=\d)(?!(?<=[a-z][12])d)(?=[^\W\d_]{2}|[^\x00-\x7f])", " "),  # conv3relu
    )
)


def words_of(written: str) -> list[str]:
    """Split a layer into its words, and join those that stand for one thing.

    >>> words_of("max_pool 2x2"), words_of("conv3-d2"), words_of("64 channels")
    (['maxpool', '2x2'], ['conv3', 'd2'], ['channels64'])
    """
    written = written.lower()
    for pattern, plain in _SIGNS:
        written = pattern.sub(plain, written)
    return _paired(_value_before, _paired(_value_after, written.split()))


def nearest(letters: str) -> str:
    """The known word for a layer or a setting that is nearest; empty if none is near.

    >>> nearest("cnv"), nearest("dilatoin"), nearest("hello")
    ('conv', 'dilation', '')
    """
    if letters in LAYERS or letters in SETTINGS:
        return letters
    known = [word for word in (*LAYERS, *SETTINGS) if len(word) >= SHORTEST_START]
    close = get_close_matches(letters, known, 1, 0.7) if len(letters) >= SHORTEST_START else []
    return close[0] if close else ""


def _paired(pair: Callable[[str, str], list[str]], words: list[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        last = joined.pop() if joined else ""
        joined += pair(last, word) if last else [word]
    return joined


def _value_after(last: str, word: str) -> list[str]:
    """Join "max pool" and "dilation 2"; a number after what is left out goes with it."""
    setting = nearest(last) in SETTINGS
    if setting and word in PADDINGS:
        return [word]
    letters = re.split(r"\d", word, maxsplit=1)[0]
    if not letters:
        size_follows = LAYERS.get(last) == DILATED and "x" in word
        joined = [last + word] if setting and not size_follows else [last, word]
        return [last] if last in LEFT_OUT else joined
    joins = not last[-1].isdecimal() and _is_one_word(last + letters, letters)
    return [last + word] if joins else [last, word]


def _is_one_word(whole: str, end: str) -> bool:
    """Whether two words are one that is known, or begin one: "global average pooling"."""
    words = (*LAYERS, *SETTINGS, *LEFT_OUT)
    starts = len(end) >= SHORTEST_START and any(word.startswith(whole) for word in words)
    return starts or whole in words


def _value_before(last: str, word: str) -> list[str]:
    if len(word) > 1 and word in SETTINGS and (last in PADDINGS or last.isdigit()):
        return [last if last in PADDINGS else word + last]
    return [last, word]
